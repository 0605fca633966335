"""Silence never approves unless the item says so by a clause of law (行政许可法 art. 50 for
renewals; others as 集会游行示威法 art. 9). Then it does so on the day after the statutory
limit, not the promise, and the agency has its red card all the same."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest

from tests.factories.cases import Counter, make_licence, moment
from yichuang.accounts.models import Message
from yichuang.cases.models import Case, SupervisionOrder
from yichuang.cases.queries.finding import find
from yichuang.cases.rules.clock import StopGround
from yichuang.cases.rules.lifecycle import CaseState, Outcome
from yichuang.cases.services import decision, handling
from yichuang.cases.services.silence import approve, approve_silently
from yichuang.cases.worker import lamps
from yichuang.catalogue.rules import CitationRule
from yichuang.documents.models import Document
from yichuang.documents.rules import DocumentKind
from yichuang.journal.models import Entry
from yichuang.journal.queries import verify
from yichuang.journal.worker import deliver
from yichuang.kernel.refusals import Refusal

CAME = moment("2026-03-10 10:00")
CLAUSE = "《集会游行示威法》第九条"
LAW = (
    CitationRule(law="行政许可法", article="第四十二条", about="limit"),
    CitationRule(law="集会游行示威法", article="第九条", about="silence"),
)
Together = Callable[[Any], list[Any]]


def make_silent_licence(**over: Any) -> None:
    """A licence that the law grants where nobody decides in 20 working days."""
    given: dict[str, Any] = {"silence_approves": True, "citations": LAW}
    make_licence(**(given | over))


def last_day(case: Case) -> datetime:
    """The last minute of the statutory limit."""
    assert case.statute_due is not None
    return moment(f"{case.statute_due} 23:59")


def over(case: Case) -> datetime:
    """Two minutes later it is over."""
    return last_day(case) + timedelta(minutes=2)


def test_past_the_promise_nothing_is_approved(counter: Counter) -> None:
    make_silent_licence()
    case = counter.licence.accepted(CAME)
    assert case.promise_due is not None
    assert case.promise_due < case.statute_due
    assert approve_silently(at=last_day(case)) == 0
    assert counter.again(case).state == CaseState.ACCEPTED


def test_the_day_after_the_statutory_limit_it_is(counter: Counter) -> None:
    make_silent_licence()
    case = counter.licence.accepted(CAME)
    until = case.statute_due
    assert until is not None
    assert approve_silently(at=over(case)) == 1
    case = counter.again(case)
    assert (case.state, case.outcome) == (CaseState.APPROVED, Outcome.APPROVED)
    assert case.on_time is False
    entry = Entry.objects.get(about=case.about, code="case.approved-by-silence")
    assert entry.actor == "system"
    assert CLAUSE in entry.facts
    assert until.isoformat() in entry.facts
    decided = Document.objects.get(about=case.about, kind=DocumentKind.DECISION)
    assert decided.facts["basis"][0] == CLAUSE
    assert decided.facts["silent_since"] == until.isoformat()
    certificate = Document.objects.get(about=case.about, kind=DocumentKind.CERTIFICATE)
    assert CLAUSE in certificate.facts["body"][0]
    assert "经审查" not in certificate.facts["body"][0], "nobody examined it"


def test_the_citizen_is_told_by_which_clause(counter: Counter) -> None:
    make_silent_licence()
    case = counter.licence.accepted(CAME)
    approve_silently(at=over(case))
    deliver(at=over(case))
    told = Message.objects.filter(about=case.about).order_by("-id").first()
    assert told is not None
    assert CLAUSE in told.text


def test_the_agency_was_late_all_the_same(counter: Counter) -> None:
    """The red card, once, whoever comes first: the silence or the sweep of the lamps."""
    make_silent_licence()
    first = counter.licence.accepted(CAME)
    approve_silently(at=over(first))
    lamps.light(at=over(first) + timedelta(minutes=1))
    second = counter.licence.accepted(CAME)
    lamps.light(at=over(second))
    approve_silently(at=over(second) + timedelta(minutes=1))
    for case in (first, second):
        card = SupervisionOrder.objects.get(case=case, kind="overdue")
        assert card.by_itself
        assert "至今没有作出决定" in card.what


def test_unless_the_item_says_so_silence_never_approves(counter: Counter) -> None:
    make_licence()
    case = counter.licence.accepted(CAME)
    assert approve_silently(at=over(case) + timedelta(days=90)) == 0
    with pytest.raises(Refusal) as refused:
        approve(counter.again(case), at=over(case))
    assert refused.value.code == "silence.grants-nothing"
    assert refused.value.remedy


def test_the_version_at_acceptance_counts(counter: Counter) -> None:
    make_licence()
    case = counter.licence.accepted(CAME)
    make_silent_licence(valid_from=moment("2026-03-11 00:00").date())
    assert approve_silently(at=over(case)) == 0


def test_a_stopped_clock_is_no_silence(counter: Counter) -> None:
    """行政许可法 art. 45: what is being appraised is not left unanswered."""
    make_silent_licence()
    case = counter.licence.accepted(CAME)
    counter.holds("approver", post="review")
    handling.suspend(case, StopGround.APPRAISAL, 5, by=counter.approver, at=CAME)
    assert approve_silently(at=over(case) + timedelta(days=60)) == 0


def test_a_person_decides_at_the_same_moment(
    together: Together, busy_counter: Counter
) -> None:
    counter = busy_counter
    make_silent_licence()
    case = counter.licence.accepted(CAME)
    counter.letter("chief_approver", item="food-operation")
    by, at = counter.chief_approver, over(case)
    outcomes = together(
        [
            partial(
                decision.refuse, find(by, case.number), reason="不符", by=by, at=at
            ),
            partial(approve, Case.objects.get(pk=case.pk), at=at),
            partial(approve, Case.objects.get(pk=case.pk), at=at),
        ]
    )
    lost = [one.error for one in outcomes if one.error is not None]
    assert len(lost) == 2, outcomes
    assert {type(error) for error in lost} == {Refusal}
    assert {error.code for error in lost} <= {"case.moved-on", "move.not-allowed"}
    case = counter.again(case)
    made = Document.objects.filter(about=case.about)
    decided = set(made.values_list("kind", flat=True)) & {"refusal", "decision"}
    approved = case.state == CaseState.APPROVED
    assert decided == ({"decision"} if approved else {"refusal"})
    codes = ["case.approved-by-silence", "case.refused"]
    assert Entry.objects.filter(about=case.about, code__in=codes).count() == 1
    assert not list(verify())
