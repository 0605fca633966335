"""容缺后补: the applicant's own undertaking, the legal representative's for organisations, a
mandate for agents (民政 rule; 湘西州政办发〔2022〕29号; domain.md §4.1)."""

from typing import Any

import pytest

from tests.factories.accounts import make_entity, make_person
from tests.factories.cases import NOW, Counter, day, moment
from tests.factories.catalogue import DIPLOMA
from tests.factories.online import SIGNATURE, photo
from yichuang.accounts.models import LegalEntity
from yichuang.cases.models import Case, Tolerance, Undertaking
from yichuang.cases.rules.papers import ToleranceKind
from yichuang.cases.rules.tolerance import SignedAs, SignedHow
from yichuang.cases.services import notices, tolerance
from yichuang.cases.services.intake import Party
from yichuang.documents.models import Document
from yichuang.kernel.refusals import Refusal

PHOTO = "photo"
UNTIL = day("2026-03-20")


def ask(counter: Counter, case: Case, **over: Any) -> Tolerance:
    given: dict[str, Any] = {"due": UNTIL, "by": counter.clerk, "at": NOW}
    return tolerance.ask(case, PHOTO, ToleranceKind.LATER, **(given | over))


def refused(counter: Counter, case: Case, **over: Any) -> Refusal:
    with pytest.raises(Refusal) as caught:
        ask(counter, case, signed=counter.signed(case, **over))
    assert not Undertaking.objects.exists()
    assert not Tolerance.objects.exists(), "nothing half-written"
    return caught.value


@pytest.fixture
def case(counter: Counter) -> Case:
    counter.letter("chief_approver")
    return counter.checked(but=[PHOTO])


def test_nobody_agrees_before_the_applicant_signed(
    counter: Counter, case: Case
) -> None:
    ask(counter, case)
    by = counter.chief_approver
    with pytest.raises(Refusal) as caught:
        tolerance.decide(case, PHOTO, agree=True, by=by, at=NOW)
    assert (caught.value.code, caught.value.field) == ("undertaking.missing", "signer")
    made = tolerance.undertake(case, counter.signed(case), by=counter.clerk, at=NOW)
    tolerance.decide(case, PHOTO, agree=True, by=by, at=NOW)
    paper = Document.objects.get(number=made.document_number)
    assert (paper.kind, paper.facts["papers"][0]["until"]) == (
        "commitment",
        "2026-03-20",
    )
    assert paper.facts["signature"] == SIGNATURE


def test_one_undertaking_covers_every_paper_asked_for(
    counter: Counter, case: Case
) -> None:
    ask(counter, case)
    made = tolerance.undertake(case, counter.signed(case), by=counter.clerk, at=NOW)
    assert made.keys == [PHOTO]
    with pytest.raises(Refusal) as caught:
        tolerance.undertake(case, counter.signed(case), by=counter.clerk, at=NOW)
    assert caught.value.code == "undertaking.nothing"


@pytest.mark.parametrize(
    ("over", "code", "field"),
    [
        ({"signer": " "}, "undertaking.signer-unsaid", "signer"),
        ({"signer": "路人"}, "undertaking.not-applicant", "signer"),
        (
            {"signed_as": SignedAs.REPRESENTATIVE},
            "undertaking.not-applicant",
            "signer",
        ),
        (
            {"signed_as": SignedAs.AGENT, "signer": "胡秀兰"},
            "undertaking.mandate-missing",
            "mandate",
        ),
        ({"signature": ""}, "documents.signature-bad", "signature"),
        ({"how": SignedHow.PAPER}, "undertaking.scan-missing", "scan"),
        ({"how": SignedHow.ONLINE}, "undertaking.online", "how"),
    ],
)
def test_it_is_the_applicants_own(
    counter: Counter, case: Case, over: dict[str, Any], code: str, field: str
) -> None:
    found = refused(counter, case, **over)
    assert (found.code, found.field) == (code, field)


def test_an_agent_signs_with_a_mandate(counter: Counter, case: Case) -> None:
    signed = counter.signed(
        case,
        signer="胡秀兰",
        signed_as=SignedAs.AGENT,
        mandate="授权委托书，2026年3月8日",
    )
    row = ask(counter, case, signed=signed)
    assert row.undertaking is not None
    assert row.undertaking.mandate == "授权委托书，2026年3月8日"


def test_on_paper_the_signed_sheet_is_kept(counter: Counter, case: Case) -> None:
    signed = counter.signed(
        case, how=SignedHow.PAPER, signature="", scan=photo("sheet.jpg")
    )
    row = ask(counter, case, signed=signed)
    assert row.undertaking is not None
    assert row.undertaking.scan is not None


def test_for_an_organisation_its_legal_representative_signs(counter: Counter) -> None:
    counter.letter("chief_approver")
    speaks = make_person(name="邓晓东")
    entity = make_entity()
    LegalEntity.objects.filter(pk=entity.pk).update(representative=speaks)
    entity.refresh_from_db()
    case = counter.checked(but=[PHOTO], party=Party(entity=entity))
    for over in ({"signer": "林知夏"}, {"signer": "邓晓东"}):
        again = counter.again(case)
        assert refused(counter, again, **over).code == "undertaking.representative"
    wrong = {"signer": "张三", "signed_as": SignedAs.REPRESENTATIVE}
    again = counter.again(case)
    assert refused(counter, again, **wrong).code == "undertaking.representative"
    case = counter.again(case)
    right = counter.signed(case, signer="邓晓东", signed_as=SignedAs.REPRESENTATIVE)
    assert ask(counter, case, signed=right).undertaking is not None


def test_accepting_tells_in_writing_what_follows_until_when_and_what_else(
    counter: Counter, case: Case
) -> None:
    """容缺受理通知书: paper, day and consequence."""
    counter.tolerated(case, PHOTO, ToleranceKind.LATER, due=UNTIL)
    assert not Document.objects.filter(kind="tolerance").exists()
    notices.accept(case, by=counter.clerk, at=NOW)
    told = Document.objects.get(about=case.about, kind="tolerance")
    assert told.facts["papers"][0]["until"] == "2026-03-20"
    assert "视为撤回申请" in told.facts["notes"][0]
    assert Tolerance.objects.get().notice_number == told.number


def test_agreed_to_after_acceptance_it_is_told_at_once(counter: Counter) -> None:
    counter.letter("chief_approver")
    case = counter.accepted()
    case.papers.filter(key=PHOTO).update(state="missing")
    counter.tolerated(case, PHOTO, ToleranceKind.LATER, due=UNTIL)
    assert Document.objects.filter(about=case.about, kind="tolerance").count() == 1


def test_main_papers_come_first(counter: Counter) -> None:
    """主要材料齐全且符合法定形式: what no tolerance covers lies here before one is agreed."""
    counter.letter("chief_approver")
    case = counter.checked(but=[PHOTO, "form"])
    with pytest.raises(Refusal) as caught:
        counter.tolerated(case, PHOTO, ToleranceKind.LATER, due=UNTIL)
    assert caught.value.code == "tolerance.main-missing"
    assert caught.value.facts["keys"] == ["form"]


def test_no_more_than_three_papers_are_owed(counter: Counter) -> None:
    """The default of the list: at most three, over all cases of the applicant."""
    for _ in range(3):
        case = counter.checked(but=[PHOTO])
        ask(counter, case)
    fourth = counter.checked(but=[PHOTO])
    with pytest.raises(Refusal) as caught:
        ask(counter, fourth)
    assert (caught.value.code, caught.value.facts["open"]) == ("tolerance.too-many", 3)
    other = Party(applicant=counter.cast.person("other_citizen"))
    assert ask(counter, counter.checked(but=[PHOTO], party=other)).pk
    assert fourth.item_key == DIPLOMA


def test_a_promise_is_not_asked_for_but_signed(counter: Counter, case: Case) -> None:
    with pytest.raises(Refusal) as caught:
        tolerance.ask(case, PHOTO, ToleranceKind.PROMISE, by=counter.clerk, at=moment())
    assert caught.value.code == "tolerance.not-allowed"
