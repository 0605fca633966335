"""容缺后补: the day of arrival counts; force majeure gives longer; after the day nothing is
taken, handling ends as was told, and the credit record blocks until it is repaired
(湘西州政办发〔2022〕29号; 西安; 民政 practice; domain.md §4.1)."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from tests.factories.cases import NOW, Counter, day, make_licence, moment
from tests.factories.online import photo
from yichuang.accounts.models import Message
from yichuang.cases.models import Case, CreditRecord, Tolerance
from yichuang.cases.rules.lifecycle import CaseState, Outcome
from yichuang.cases.rules.papers import PaperState, ToleranceKind, ToleranceState
from yichuang.cases.rules.tolerance import Consequence
from yichuang.cases.services import credit, eligibility, notices, papers, tolerance
from yichuang.cases.services.papers import Finding
from yichuang.cases.worker import chase
from yichuang.catalogue.rules import PaperRule
from yichuang.catalogue.rules import Tolerance as Kind
from yichuang.documents.models import Document
from yichuang.journal.worker import deliver
from yichuang.kernel.refusals import Refusal

PHOTO = "photo"
DUE = day("2026-03-20")  # a Friday
LAST = moment("2026-03-20 23:59")
AFTER = moment("2026-03-21 00:01")
HERE = Finding(PaperState.VERIFIED)


@pytest.fixture
def case(counter: Counter) -> Case:
    """Accepted; the photo may follow until Friday 20 March."""
    counter.letter("chief_approver")
    case = counter.checked(but=[PHOTO])
    counter.tolerated(case, PHOTO, ToleranceKind.LATER, due=DUE)
    return notices.accept(case, by=counter.clerk, at=NOW)


def standing(case: Case) -> str:
    return Tolerance.objects.get(paper__case=case).state


def late(act: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as caught:
        act()
    return caught.value


def test_on_the_last_day_it_is_in_time(counter: Counter, case: Case) -> None:
    assert chase(at=LAST) == 1, "reminded, not ended"
    papers.check(case, PHOTO, HERE, by=counter.clerk, at=LAST)
    assert standing(case) == ToleranceState.FULFILLED
    assert chase(at=AFTER) == 0


def test_what_was_sent_online_in_time_is_in_time_whenever_it_is_looked_at(
    counter: Counter, case: Case
) -> None:
    citizen = counter.cast.actor("citizen")
    papers.attach(case, PHOTO, photo(), by=citizen, at=LAST)
    assert chase(at=AFTER) == 0
    papers.check(case, PHOTO, HERE, by=counter.clerk, at=moment("2026-03-24 10:00"))
    assert standing(case) == ToleranceState.FULFILLED
    assert Tolerance.objects.get().came_on == DUE


def test_by_post_the_day_of_arrival_counts_not_the_day_of_the_entry(
    counter: Counter, case: Case
) -> None:
    tolerance.bring(case, PHOTO, came_on=DUE, how="post", by=counter.clerk, at=AFTER)
    row = Tolerance.objects.get()
    assert (row.state, row.came_on, row.came_how) == ("fulfilled", DUE, "post")


def test_after_the_day_nothing_is_taken_and_it_is_said_why(
    counter: Counter, case: Case
) -> None:
    clerk, citizen = counter.clerk, counter.cast.actor("citizen")
    came = {"came_on": day("2026-03-21"), "how": "window"}
    ways: list[Callable[[Case], object]] = [
        lambda case: papers.check(case, PHOTO, HERE, by=clerk, at=AFTER),
        lambda case: papers.check_all(case, [PHOTO], by=clerk, at=AFTER),
        lambda case: papers.attach(case, PHOTO, photo(), by=citizen, at=AFTER),
        lambda case: tolerance.bring(case, PHOTO, **came, by=clerk, at=AFTER),
    ]
    for way in ways:
        found = late(partial(way, counter.again(case)))
        assert (found.code, found.field) == ("tolerance.too-late", "came_on")
        assert found.remedy
    assert standing(case) == ToleranceState.AGREED
    assert not case.papers.get(key=PHOTO).files.exists()


def test_nothing_came_tomorrow(counter: Counter, case: Case) -> None:
    found = late(
        lambda: tolerance.bring(
            case, PHOTO, came_on=day("2026-03-11"), how="post", by=counter.clerk, at=NOW
        )
    )
    assert (found.code, found.field) == ("tolerance.came-in-future", "came_on")


def test_came_in_time_but_faulty_it_may_be_mended(counter: Counter, case: Case) -> None:
    """A fault is told once with five working days, as for a notice."""
    fault = Finding(PaperState.DEFECTIVE, fault="底色不对", mend="换白底的")
    citizen = counter.cast.actor("citizen")
    papers.attach(case, PHOTO, photo(), by=citizen, at=LAST)
    papers.check(case, PHOTO, fault, by=counter.clerk, at=moment("2026-03-23 10:00"))
    row = Tolerance.objects.get()
    assert (row.state, row.came_on, row.due) == ("agreed", None, day("2026-03-30"))
    assert case.papers.get(key=PHOTO).state == PaperState.TOLERATED
    papers.check(case, PHOTO, HERE, by=counter.clerk, at=moment("2026-03-30 10:00"))
    assert standing(case) == ToleranceState.FULFILLED


def test_reminded_once_two_working_days_before(counter: Counter, case: Case) -> None:
    assert chase(at=moment("2026-03-17 12:00")) == 0
    assert chase(at=moment("2026-03-18 12:00")) == 1
    assert chase(at=moment("2026-03-18 13:00")) == 0
    deliver(at=moment("2026-03-18 13:01"))
    told = list(Message.objects.values_list("text", flat=True))
    assert any("2026-03-20" in text and "免冠照片" in text for text in told), told


def test_it_did_not_come_and_the_case_ends_as_was_told(
    counter: Counter, case: Case
) -> None:
    assert chase(at=AFTER) == 1
    ended = counter.again(case)
    assert (ended.state, ended.outcome) == (CaseState.CLOSED, Outcome.WITHDRAWN)
    assert standing(case) == ToleranceState.BREACHED
    told = Document.objects.get(about=case.about, kind="tolerance_ended")
    assert told.facts["result"] == "视为撤回申请"
    record = CreditRecord.objects.get()
    assert (record.case_id, record.paper_key, record.kind) == (case.pk, PHOTO, "breach")
    assert chase(at=AFTER + timedelta(days=1)) == 0, "once"


def test_the_hall_may_say_that_it_ends_instead(counter: Counter) -> None:
    terms = eligibility.Terms(
        valid_from=NOW.date(),
        most_open=3,
        remind_before=2,
        check_within=60,
        repair_wait=30,
        on_breach=Consequence.ENDED,
    )
    eligibility.publish(1, terms, by=counter.hall_manager, at=NOW)
    counter.letter("chief_approver")
    case = counter.checked(but=[PHOTO])
    counter.tolerated(case, PHOTO, ToleranceKind.LATER, due=DUE)
    notices.accept(case, by=counter.clerk, at=NOW)
    chase(at=AFTER)
    assert counter.again(case).outcome == Outcome.LAPSED


def test_a_decision_that_waited_for_the_paper_does_not_stand(
    counter: Counter,
) -> None:
    form, later = make_licence_papers()
    make_licence(papers=(form, later))
    counter = counter.licence
    counter.letter("chief_approver")
    case = counter.checked(but=["lease"])
    counter.tolerated(case, "lease", ToleranceKind.LATER, due=DUE)
    notices.accept(case, by=counter.clerk, at=NOW)
    counter.approve(case)
    chase(at=AFTER)
    ended = counter.again(case)
    assert (ended.state, ended.outcome) == (CaseState.CLOSED, Outcome.WITHDRAWN)
    decision = Document.objects.get(about=case.about, kind="decision")
    assert decision.revoked_at == AFTER
    assert not Document.objects.filter(about=case.about, kind="certificate").exists()


def make_licence_papers() -> tuple[PaperRule, PaperRule]:
    return (
        PaperRule(key="form", name="申请书", guidance="签好名"),
        PaperRule(key="lease", name="场地租赁合同", tolerance=Kind.LATER),
    )


def test_force_majeure_gives_longer_once_by_somebody_else(
    counter: Counter, case: Case
) -> None:
    by, until = counter.chief_approver, day("2026-04-30")
    at = moment("2026-03-19 10:00")
    with pytest.raises(Refusal) as caught:
        tolerance.lengthen(case, PHOTO, until, reason=" ", by=by, at=at)
    assert caught.value.field == "reason"
    with pytest.raises(Refusal) as caught:
        tolerance.lengthen(case, PHOTO, DUE, reason="洪水", by=by, at=at)
    assert caught.value.field == "until"
    with pytest.raises(Refusal) as caught:
        tolerance.lengthen(case, PHOTO, until, reason="洪水", by=counter.clerk, at=at)
    assert caught.value.code == "permission.denied"
    with pytest.raises(Refusal) as caught:
        tolerance.lengthen(case, PHOTO, until, reason="洪水", by=by, at=AFTER)
    assert caught.value.code == "tolerance.too-late"
    tolerance.lengthen(case, PHOTO, until, reason="洪水，道路中断", by=by, at=at)
    assert chase(at=AFTER) == 0
    with pytest.raises(Refusal) as caught:
        tolerance.lengthen(
            case, PHOTO, day("2026-05-30"), reason="又是洪水", by=by, at=at
        )
    assert caught.value.code == "tolerance.longer-once"


class TestRepair:
    """信用修复: application, conditions, somebody else's decision, on record."""

    @pytest.fixture
    def record(self, counter: Counter, case: Case) -> CreditRecord:
        chase(at=AFTER)
        return CreditRecord.objects.get()

    def test_a_breach_blocks_tolerance_everywhere(
        self, counter: Counter, record: CreditRecord
    ) -> None:
        case = counter.checked(but=[PHOTO], at=AFTER)
        found = late(
            lambda: tolerance.ask(
                case,
                PHOTO,
                ToleranceKind.LATER,
                due=day("2026-03-27"),
                by=counter.clerk,
                at=AFTER,
            )
        )
        assert (found.code, found.field) == ("credit.blocked", "applicant")
        assert found.facts["since"] == day("2026-03-21")

    def test_not_before_the_time_the_list_names(
        self, counter: Counter, record: CreditRecord
    ) -> None:
        early = moment("2026-04-19 10:00")
        citizen = counter.cast.actor("citizen")
        found = late(
            lambda: credit.ask_repair(record.pk, grounds="已补", by=citizen, at=early)
        )
        assert (found.code, found.facts["first"]) == (
            "repair.too-early",
            day("2026-04-20"),
        )

    def test_asked_by_the_citizen_decided_by_the_supervisor(
        self, counter: Counter, record: CreditRecord
    ) -> None:
        at, citizen = moment("2026-04-20 10:00"), counter.cast.actor("citizen")
        found = late(
            lambda: credit.ask_repair(record.pk, grounds="", by=citizen, at=at)
        )
        assert found.field == "grounds"
        credit.ask_repair(record.pk, grounds="材料已经补齐", by=citizen, at=at)
        again = late(
            lambda: credit.ask_repair(record.pk, grounds="再问", by=citizen, at=at)
        )
        assert again.code == "repair.asked-already"
        given = {"grant": True, "reason": "材料补齐，无其他失信", "at": at}
        for who in ("clerk", "citizen", "chief_approver"):
            by = counter.cast.actor(who)
            denied = late(lambda by=by: credit.decide_repair(record.pk, by=by, **given))
            assert denied.code == "permission.denied"
        credit.decide_repair(record.pk, by=counter.supervisor, **given)
        case = counter.checked(but=[PHOTO], at=at)
        until = day("2026-05-08")
        assert tolerance.ask(
            case, PHOTO, ToleranceKind.LATER, due=until, by=counter.clerk, at=at
        ).pk

    def test_nobody_decides_on_their_own_request(
        self, counter: Counter, record: CreditRecord
    ) -> None:
        at, by = moment("2026-04-20 10:00"), counter.supervisor
        credit.ask_repair(record.pk, grounds="本人来电，材料已补", by=by, at=at)
        found = late(
            lambda: credit.decide_repair(
                record.pk, grant=True, reason="可", by=by, at=at
            )
        )
        assert found.code == "repair.own"
        head = counter.department_head
        assert not late(
            lambda: credit.decide_repair(
                record.pk, grant=False, reason="", by=head, at=at
            )
        ).facts
        credit.decide_repair(record.pk, grant=False, reason="未补", by=head, at=at)
        record.refresh_from_db()
        assert record.repaired_at is None

    def test_it_exists_for_nobody_else(
        self, counter: Counter, record: CreditRecord
    ) -> None:
        for who in ("other_citizen", "clerk_elsewhere", "stranger"):
            found = late(
                lambda who=who: credit.find(record.pk, by=counter.cast.actor(who))
            )
            assert found.code == "case.not-found"


class TestSeriousDiscredit:
    """严重失信: entered by a supervisor as another authority published it."""

    def test_it_blocks_until_repaired(self, counter: Counter) -> None:
        case = counter.checked(but=[PHOTO])
        given = {"by": counter.supervisor, "at": NOW}
        for name in ("fact", "source"):
            said = {"fact": "失信被执行人", "source": "法院公布"} | {name: ""}
            assert late(
                lambda said=said: credit.enter(case, **said, **given)
            ).field == (name)
        credit.enter(case, fact="失信被执行人", source="法院公布", **given)
        found = late(
            lambda: credit.enter(case, fact="又一次", source="法院公布", **given)
        )
        assert found.code == "credit.entered-already"
        blocked = late(
            lambda: tolerance.ask(
                case, PHOTO, ToleranceKind.LATER, due=DUE, by=counter.clerk, at=NOW
            )
        )
        assert blocked.code == "credit.blocked"
