"""Tolerating a missing paper 容缺: under the kind the guide allows, with evidence or a
day, agreed by somebody else who holds a letter."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.factories.cases import ASKED, NOW, Counter, day, moment
from tests.factories.catalogue import (
    DIPLOMA,
    PAPERS,
    make_item,
    with_tolerance,
    withdraw,
)
from tests.factories.online import photo
from yichuang.cases.models import Case, CasePaper, Tolerance
from yichuang.cases.rules.papers import PaperState, ToleranceKind, ToleranceState
from yichuang.cases.services import intake, notices, papers, tolerance
from yichuang.catalogue.models import ItemVersion
from yichuang.catalogue.rules import ProjectKind
from yichuang.catalogue.rules import Tolerance as Kind
from yichuang.documents.models import Document
from yichuang.kernel.limits import Limit
from yichuang.kernel.refusals import Refusal

RECORD = "register-form"  # may be replaced by evidence
PHOTO = "photo"  # may come later


def refused(counter: Counter, case: Case, key: str, kind: str, **over: Any) -> Refusal:
    given: dict[str, Any] = {"by": counter.clerk, "at": NOW}
    with pytest.raises(Refusal) as caught:
        tolerance.ask(case, key, ToleranceKind(kind), **(given | over))
    assert not Tolerance.objects.filter(paper__case=case).exists()
    assert not case.papers.filter(state=PaperState.TOLERATED).exists()
    return caught.value


@pytest.fixture
def case(counter: Counter) -> Case:
    counter.letter("chief_approver")
    return counter.checked(but=[RECORD, PHOTO])


def state(case: Case, key: str) -> str:
    return CasePaper.objects.get(case=case, key=key).state


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("form", "later"),
        ("form", "evidence"),
        ("form", "none"),
        (RECORD, "later"),
        (RECORD, "promise"),
        (PHOTO, "evidence"),
        (PHOTO, "share"),
    ],
)
def test_only_under_the_kind_the_guide_names(
    counter: Counter, key: str, kind: str
) -> None:
    case = counter.received()
    found = refused(counter, case, key, kind, evidence=ASKED, due=day("2026-03-12"))
    assert (found.code, found.field) == ("tolerance.not-allowed", "kind")


@pytest.mark.parametrize("field", ["whom", "how", "answer"])
def test_evidence_says_who_was_asked_how_and_what_they_said(
    counter: Counter, case: Case, field: str
) -> None:
    evidence = replace(ASKED, **{field: " "})
    found = refused(counter, case, RECORD, "evidence", evidence=evidence)
    assert (found.code, found.field) == ("tolerance.evidence-unsaid", field)
    assert refused(counter, case, RECORD, "evidence").field == "whom"


def test_nobody_was_asked_in_the_future(counter: Counter, case: Case) -> None:
    evidence = replace(ASKED, at=NOW + timedelta(minutes=1))
    found = refused(counter, case, RECORD, "evidence", evidence=evidence)
    assert found.code == "tolerance.evidence-in-future"


@pytest.mark.parametrize(
    ("due", "code"),
    [
        (None, "tolerance.due-unsaid"),
        ("2026-03-09", "tolerance.due-unsaid"),
        ("2026-04-01", "tolerance.due-too-late"),
    ],
)
def test_a_later_paper_has_a_day_no_later_than_the_promise(
    counter: Counter, case: Case, due: str | None, code: str
) -> None:
    until = day(due) if due else None
    assert refused(counter, case, PHOTO, "later", due=until).code == code


@pytest.mark.parametrize("due", ["2026-03-10", "2026-03-31"])
def test_from_today_to_the_promised_day(counter: Counter, case: Case, due: str) -> None:
    row = tolerance.ask(
        case, PHOTO, ToleranceKind.LATER, due=day(due), by=counter.clerk, at=NOW
    )
    assert row.due == day(due)


def test_what_was_only_asked_counts_for_nothing_yet(
    counter: Counter, case: Case
) -> None:
    counter.check(case, but=[RECORD])
    tolerance.ask(
        case, RECORD, ToleranceKind.EVIDENCE, evidence=ASKED, by=counter.clerk, at=NOW
    )
    with pytest.raises(Refusal) as caught:
        notices.accept(case, by=counter.clerk, at=NOW)
    assert caught.value.facts["keys"] == [RECORD]


def test_nobody_agrees_to_their_own_request(counter: Counter, case: Case) -> None:
    """The chief approver stands at the counter, asks, and holds the letter."""
    chief = counter.chief_approver
    tolerance.ask(
        case, RECORD, ToleranceKind.EVIDENCE, evidence=ASKED, by=chief, at=NOW
    )
    with pytest.raises(Refusal) as caught:
        tolerance.decide(case, RECORD, agree=True, by=chief, at=NOW)
    assert caught.value.code == "authority.own-request"
    counter.letter("approver")
    tolerance.decide(case, RECORD, agree=True, by=counter.approver, at=NOW)
    assert Tolerance.objects.get().state == ToleranceState.AGREED


def test_who_agrees_holds_a_letter(counter: Counter, case: Case) -> None:
    tolerance.ask(
        case, RECORD, ToleranceKind.EVIDENCE, evidence=ASKED, by=counter.clerk, at=NOW
    )
    with pytest.raises(Refusal) as caught:
        tolerance.decide(case, RECORD, agree=True, by=counter.approver, at=NOW)
    assert caught.value.code == "authority.none"


def test_a_clerk_never_agrees(counter: Counter, case: Case) -> None:
    tolerance.ask(
        case, RECORD, ToleranceKind.EVIDENCE, evidence=ASKED, by=counter.clerk, at=NOW
    )
    with pytest.raises(Refusal) as caught:
        tolerance.decide(case, RECORD, agree=True, by=counter.clerk, at=NOW)
    assert caught.value.code == "permission.denied"


def test_denied_with_a_reason_the_paper_is_missing_and_may_be_asked_again(
    counter: Counter, case: Case
) -> None:
    def ask() -> None:
        tolerance.ask(
            case,
            RECORD,
            ToleranceKind.EVIDENCE,
            evidence=ASKED,
            by=counter.clerk,
            at=NOW,
        )

    ask()
    by = counter.chief_approver
    with pytest.raises(Refusal) as caught:
        tolerance.decide(case, RECORD, agree=False, by=by, at=NOW)
    assert caught.value.field == "reason"
    tolerance.decide(case, RECORD, agree=False, reason="查不到", by=by, at=NOW)
    assert state(case, RECORD) == PaperState.MISSING
    ask()
    assert Tolerance.objects.count() == 2


def test_asked_twice_is_refused(counter: Counter, case: Case) -> None:
    given = {"evidence": ASKED, "by": counter.clerk, "at": NOW}
    tolerance.ask(case, RECORD, ToleranceKind.EVIDENCE, **given)
    with pytest.raises(Refusal) as caught:
        tolerance.ask(case, RECORD, ToleranceKind.EVIDENCE, **given)
    assert caught.value.code == "tolerance.asked-already"
    assert Tolerance.objects.count() == 1


@pytest.mark.parametrize("key", ["hukou", "newspaper"])
def test_a_paper_the_guide_does_not_name(
    counter: Counter, case: Case, key: str
) -> None:
    assert refused(counter, case, key, "later").code == "paper.not-asked"
    with pytest.raises(Refusal) as caught:
        tolerance.decide(case, key, agree=True, by=counter.chief_approver, at=NOW)
    assert caught.value.code == "paper.not-asked"


def test_a_paper_that_is_here_and_checked_needs_no_tolerance(
    counter: Counter, case: Case
) -> None:
    counter.check(case)
    found = refused(counter, case, PHOTO, "later", due=day("2026-03-12"))
    assert found.code == "tolerance.not-missing"


def test_nothing_is_tolerated_after_the_decision(counter: Counter) -> None:
    case = counter.closed()
    found = refused(counter, case, PHOTO, "later", due=day("2026-03-12"))
    assert found.code == "paper.too-late"
    assert state(case, PHOTO) == PaperState.VERIFIED


def test_the_certificate_waits_until_the_later_paper_came(
    counter: Counter, case: Case
) -> None:
    counter.check(case, but=[PHOTO])
    counter.tolerated(case, PHOTO, ToleranceKind.LATER, due=day("2026-03-20"))
    notices.accept(case, by=counter.clerk, at=NOW)
    counter.approve(case)
    made = Document.objects.filter(about=case.about, kind="certificate")
    assert not made.exists()
    with pytest.raises(Refusal) as caught:
        counter.issue(case)
    assert caught.value.code == "papers.later-due"
    assert caught.value.facts["keys"] == [PHOTO]
    citizen = counter.cast.actor("citizen")
    papers.attach(case, PHOTO, photo(), by=citizen, at=moment("2026-03-17 20:00"))
    came = papers.Finding(PaperState.VERIFIED)
    with pytest.raises(Refusal) as caught:
        papers.check(case, "form", came, by=counter.clerk, at=NOW)
    assert caught.value.code == "paper.too-late", "the others stand as they are"
    papers.check(case, PHOTO, came, by=counter.clerk, at=moment("2026-03-18 10:00"))
    counter.issue(case, moment("2026-03-18 10:05"))
    assert made.exists()
    assert Tolerance.objects.get().state == ToleranceState.FULFILLED


def test_checked_with_the_others_it_has_come_as_well(
    counter: Counter, case: Case
) -> None:
    counter.check(case, but=[PHOTO])
    counter.tolerated(case, PHOTO, ToleranceKind.LATER, due=day("2026-03-20"))
    counter.check(case)
    assert Tolerance.objects.get().state == ToleranceState.FULFILLED


def instead(version: ItemVersion, **over: Any) -> None:
    """Publish another version of the diploma in place of this one."""
    withdraw(version)
    make_item(**over)


def test_a_matter_done_on_the_spot_cannot_wait(counter: Counter) -> None:
    instead(
        ItemVersion.objects.get(item__key=DIPLOMA),
        project_kind=ProjectKind.ON_SPOT,
        promise=Limit.parse("S"),
    )
    case = counter.received()
    found = refused(counter, case, PHOTO, "later", due=NOW.date())
    assert found.code == "tolerance.on-the-spot"


def test_a_written_promise_settles_the_paper(counter: Counter) -> None:
    instead(
        ItemVersion.objects.get(item__key=DIPLOMA),
        papers=with_tolerance(PHOTO, Kind.PROMISE),
        promise_allowed=True,
    )
    counter.letter("chief_approver")
    case = counter.checked(but=[PHOTO])
    counter.promised(case, PHOTO)
    assert state(case, PHOTO) == PaperState.PROMISED
    notices.accept(case, by=counter.clerk, at=NOW)
    counter.issue(counter.approve(case))


def test_what_was_tolerated_stays_on_record_when_answers_change(
    counter: Counter,
) -> None:
    conditional = tuple(
        replace(rule, when={"q": "who", "in": ["agent"]}) if rule.key == PHOTO else rule
        for rule in PAPERS
    )
    instead(ItemVersion.objects.get(item__key=DIPLOMA), papers=conditional)
    counter.letter("chief_approver")
    case = counter.checked(but=[PHOTO], answers={"year": "after", "who": "agent"})
    counter.tolerated(case, PHOTO, ToleranceKind.LATER, due=day("2026-03-20"))
    answers = {"year": "after", "who": "self"}
    intake.revise(case, answers=answers, by=counter.clerk, at=NOW)
    paper = case.papers.get(key=PHOTO)
    assert (paper.required, paper.state) == (False, PaperState.NOT_NEEDED)
    assert Tolerance.objects.filter(paper=paper).exists()
