"""告知承诺 (国办发〔2020〕42号; 行政许可法 art. 34, 69): told in writing, promised by free choice,
not asked for the proof any more, checked afterwards, undone when it was false."""

from datetime import date
from typing import Any

import pytest

from tests.factories.cases import NOW, Counter, day, moment
from tests.factories.catalogue import DIPLOMA, make_item, with_tolerance
from tests.factories.organisation import make_hall
from yichuang.cases.models import Case, CreditRecord, PromiseCheck, Tolerance
from yichuang.cases.queries import tolerance as queries
from yichuang.cases.rules import promise as rules
from yichuang.cases.rules.lifecycle import CaseState, Outcome
from yichuang.cases.rules.papers import PaperState, ToleranceKind
from yichuang.cases.rules.promise import CheckState, Found, Method, Verdict
from yichuang.cases.rules.tolerance import Consequence, Sphere
from yichuang.cases.services import eligibility, notices, promise, tolerance
from yichuang.catalogue.rules import Tolerance as Kind
from yichuang.documents.models import Document
from yichuang.kernel.refusals import Refusal, Refusals

PHOTO = "photo"
LATER = moment("2026-04-10 10:00")
TRUE = Found(Method.SHARE, ("李敏",), "登记信息一致", Verdict.TRUE)
FALSE = Found(Method.SHARE, ("李敏",), "查无登记", Verdict.FALSE)


@pytest.fixture
def counter(cast: Any) -> Counter:
    """The diploma, whose photo a written promise may stand for."""
    make_hall()
    make_item(papers=with_tolerance(PHOTO, Kind.PROMISE), promise_allowed=True)
    counter = Counter(cast)
    counter.letter("chief_approver")
    return counter


@pytest.fixture
def case(counter: Counter) -> Case:
    """Everything is there but the photo."""
    return counter.checked(but=[PHOTO])


@pytest.fixture
def granted(counter: Counter, case: Case) -> Case:
    """Promised, accepted, granted on the spot and handed over."""
    counter.promised(case, PHOTO)
    notices.accept(case, by=counter.clerk, at=NOW)
    return counter.issue(counter.approve(case))


def refused(act: Any, *args: Any, **given: Any) -> Refusal:
    with pytest.raises(Refusal) as caught:
        act(*args, **given)
    return caught.value


def test_what_is_told_before_stands_in_the_document(
    counter: Counter, case: Case
) -> None:
    """二（四）: proof and content, conditions, liability, how it is checked."""
    counter.promised(case, PHOTO)
    facts = Document.objects.get(about=case.about, kind="promise").facts
    assert facts["papers"][0]["name"] == "一寸免冠照片"
    assert facts["duties"] == ["考籍和毕业信息能查到"]
    assert any("撤销" in line for line in facts["liabilities"])
    assert "60个工作日" in facts["checking"]
    assert any("42号" in line for line in facts["basis"])


def test_nobody_has_to_agree_and_it_can_be_decided_on_the_spot(
    counter: Counter, granted: Case
) -> None:
    assert granted.outcome == Outcome.APPROVED
    assert Tolerance.objects.get().decided_by == ""


def test_it_is_the_applicants_free_choice(counter: Counter) -> None:
    case = counter.checked()
    notices.accept(case, by=counter.clerk, at=NOW)
    assert not Tolerance.objects.exists()


def test_only_where_the_guide_offers_it(counter: Counter, case: Case) -> None:
    signed = counter.signed(case)
    given = {"by": counter.clerk, "at": NOW}
    found = refused(promise.sign, case, ["form"], signed, **given)
    assert (found.code, found.field) == ("promise.not-offered", "keys")
    assert refused(promise.sign, case, [], signed, **given).code == "promise.nothing"
    counter.promised(case, PHOTO)
    twice = refused(promise.sign, case, [PHOTO], signed, **given)
    assert twice.code == "tolerance.not-missing"


def test_taken_back_before_the_decision_the_proof_is_needed_again(
    counter: Counter, case: Case
) -> None:
    counter.promised(case, PHOTO)
    promise.withdraw(case, PHOTO, by=counter.clerk, at=NOW)
    assert case.papers.get(key=PHOTO).state == PaperState.MISSING
    missing = refused(notices.accept, case, by=counter.clerk, at=NOW)
    assert missing.facts["keys"] == [PHOTO]
    counter.promised(case, PHOTO)


def test_after_the_decision_it_cannot_be_taken_back(
    counter: Counter, granted: Case
) -> None:
    found = refused(promise.withdraw, granted, PHOTO, by=counter.clerk, at=NOW)
    assert found.code == "paper.too-late"


@pytest.mark.parametrize("sphere", list(Sphere))
def test_not_where_the_list_excludes_it(
    counter: Counter, case: Case, sphere: Sphere
) -> None:
    """二（三）: security, secrets, public safety, finance, ecology, life, foreign."""
    publish(counter, excluded={DIPLOMA: sphere})
    signed = counter.signed(case)
    found = refused(promise.sign, case, [PHOTO], signed, by=counter.clerk, at=NOW)
    assert (found.code, found.facts["sphere"]) == ("tolerance.excluded", sphere.label)


def publish(counter: Counter, **over: Any) -> None:
    given: dict[str, Any] = {
        "valid_from": NOW.date(),
        "most_open": 3,
        "remind_before": 2,
        "check_within": 60,
        "repair_wait": 30,
        "on_breach": Consequence.WITHDRAWN,
    }
    terms = eligibility.Terms(**(given | over))
    eligibility.publish(1, terms, by=counter.hall_manager, at=NOW)


def test_papers_that_came_late_do_not_forbid_a_promise(
    counter: Counter, case: Case
) -> None:
    """A broken 容缺 blocks tolerance; a promise is blocked by a false promise only."""
    kinds = queries.BLOCKS
    assert "breach" in kinds[ToleranceKind.LATER]
    assert "breach" not in kinds[ToleranceKind.PROMISE]


class TestCheckedAfterwards:
    """二（六）: checked within the time the list names."""

    def row(self) -> PromiseCheck:
        return PromiseCheck.objects.select_related(
            "case", "tolerance", "tolerance__paper"
        ).get()

    def test_every_promise_a_decision_rests_on_is_to_be_checked(
        self, granted: Case
    ) -> None:
        row = self.row()
        # 60 workdays of the tests' calendar, which knows no holidays in spring
        assert (row.state, row.due) == (CheckState.OPEN, day("2026-06-02"))

    def test_true(self, counter: Counter, granted: Case) -> None:
        promise.check(self.row(), TRUE, by=counter.approver, at=LATER)
        row = self.row()
        assert (row.state, row.checked_by_name) == (CheckState.TRUE, "李敏")
        again = refused(promise.check, self.row(), TRUE, by=counter.approver, at=LATER)
        assert again.code == "check.done"

    @pytest.mark.parametrize(
        ("found", "field"),
        [
            (Found(Method.ON_SITE, ("李敏",), "一致", Verdict.TRUE), "inspectors"),
            (Found(Method.SHARE, (), " ", Verdict.TRUE), "answer"),
            (Found(Method.AGENCY, (), "不符", Verdict.MEND), "mend_by"),
            (
                Found(Method.AGENCY, (), "不符", Verdict.MEND, date(2026, 4, 10)),
                "mend_by",
            ),
        ],
    )
    def test_a_check_says_how_and_what(
        self, counter: Counter, granted: Case, found: Found, field: str
    ) -> None:
        """On site two inspectors at least (行政许可法 art. 34(3))."""
        wrong = refused(promise.check, self.row(), found, by=counter.approver, at=LATER)
        assert wrong.field == field
        assert self.row().state == CheckState.OPEN

    def test_two_inspectors_are_two_people(self) -> None:
        assert rules.names("李敏、李敏") == ("李敏",)

    def test_put_right_by_a_day(self, counter: Counter, granted: Case) -> None:
        mend = Found(
            Method.ON_SITE,
            ("李敏", "王可"),
            "照片与本人不符",
            Verdict.MEND,
            day("2026-04-24"),
        )
        promise.check(self.row(), mend, by=counter.approver, at=LATER)
        order = Document.objects.get(about=granted.about, kind="mend_order")
        assert order.facts["due"] == "2026-04-24"
        twice = refused(promise.check, self.row(), mend, by=counter.approver, at=LATER)
        assert twice.code == "check.ordered-already"
        promise.check(self.row(), TRUE, by=counter.approver, at=LATER)
        assert self.row().state == CheckState.MENDED
        assert not CreditRecord.objects.exists()

    def test_false_it_is_revoked_and_on_record(
        self, counter: Counter, granted: Case
    ) -> None:
        """行政许可法 art. 69: certificate and decision are void; a new promise is refused."""
        promise.check(self.row(), FALSE, by=counter.chief_approver, at=LATER)
        case = counter.again(granted)
        assert (case.state, case.outcome) == (CaseState.CLOSED, Outcome.REVOKED)
        certificate = Document.objects.get(about=case.about, kind="certificate")
        assert certificate.revoked_at == LATER
        annulled = Document.objects.get(about=case.about, kind="annulment")
        assert certificate.number in annulled.facts["result"]
        assert CreditRecord.objects.get().kind == "false_promise"
        fresh = counter.checked(but=[PHOTO])
        signed = counter.signed(fresh)
        given = {"by": counter.clerk, "at": LATER}
        assert refused(promise.sign, fresh, [PHOTO], signed, **given).code == (
            "credit.blocked"
        )

    def test_revoking_needs_the_right_to_decide(
        self, counter: Counter, granted: Case
    ) -> None:
        found = refused(promise.check, self.row(), FALSE, by=counter.approver, at=LATER)
        assert found.code == "permission.denied"
        head = refused(
            promise.check, self.row(), FALSE, by=counter.department_head, at=LATER
        )
        assert head.code == "permission.denied"
        assert self.row().state == CheckState.OPEN
        assert not Document.objects.filter(revoked_at__isnull=False).exists()

    def test_false_before_the_decision_handling_ends(
        self, counter: Counter, case: Case
    ) -> None:
        counter.promised(case, PHOTO)
        notices.accept(case, by=counter.clerk, at=NOW)
        by = counter.chief_approver
        assert refused(
            promise.disprove, case, PHOTO, reason=" ", by=by, at=NOW
        ).field == ("reason")
        promise.disprove(case, PHOTO, reason="查无登记", by=by, at=NOW)
        ended = counter.again(case)
        assert (ended.state, ended.outcome) == (CaseState.CLOSED, Outcome.TERMINATED)
        assert CreditRecord.objects.get().fact.endswith("查无登记")


class TestTheList:
    """The hall's list is published, dated and versioned; every error is named at once."""

    def test_in_force_from_its_day(self, counter: Counter) -> None:
        publish(counter, valid_from=day("2026-04-01"), most_open=1)
        assert queries.policy_of(1, day("2026-03-31")).version == 0
        assert queries.policy_of(1, day("2026-04-01")).most_open == 1

    def test_wrong_entries_are_all_named(self, counter: Counter) -> None:
        with pytest.raises(Refusals) as caught:
            publish(
                counter,
                valid_from=day("2026-03-09"),
                most_open=99,
                check_within=0,
                excluded={"no-such-item": Sphere.LIFE},
            )
        fields = [one.field for one in caught.value.items]
        assert fields == ["valid_from", "most_open", "check_within", "excluded"]

    def test_published_by_the_hall_manager_or_the_head(self, counter: Counter) -> None:
        for who in ("clerk", "approver", "supervisor", "citizen"):
            terms = eligibility.Terms(NOW.date(), 3, 2, 60, 30, Consequence.WITHDRAWN)
            found = refused(
                eligibility.publish, 1, terms, by=counter.cast.actor(who), at=NOW
            )
            assert found.code == "permission.denied"

    def test_the_page_tells_what_the_service_says(
        self, counter: Counter, case: Case
    ) -> None:
        publish(counter, excluded={DIPLOMA: Sphere.LIFE})
        rows = {row.rule.key: row for row in queries.eligible(case, on=NOW.date())}
        assert rows["form"].against is not None
        assert rows["form"].against.code == "tolerance.main-paper"
        assert rows[PHOTO].against is not None
        assert rows[PHOTO].against.code == "tolerance.excluded"


def test_the_ordinary_way_refuses_a_promise(counter: Counter, case: Case) -> None:
    found = refused(
        tolerance.ask, case, PHOTO, ToleranceKind.PROMISE, by=counter.clerk, at=NOW
    )
    assert found.code == "tolerance.promise-signed"
