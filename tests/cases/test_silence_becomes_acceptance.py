"""行政许可法 art. 32(4): told nothing within five working days, a case is accepted as of
the day its papers came. Only the clock does this, and only when the days are over."""

from datetime import timedelta

import pytest

from tests.factories.cases import Counter, day, moment
from yichuang.cases.models import Case
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.services import notices
from yichuang.cases.worker import sweep
from yichuang.documents.models import Document
from yichuang.documents.rules import DocumentKind
from yichuang.journal.models import Entry
from yichuang.organisation.models import CalendarYear

CAME = moment("2026-03-10 10:00")  # Tuesday; five working days end on Tuesday the 17th
LAST_MINUTE = moment("2026-03-17 23:59")
OVER = moment("2026-03-18 00:01")


def test_not_before_the_fifth_day_is_over(counter: Counter) -> None:
    case = counter.received(CAME)
    assert case.notice_due == day("2026-03-17")
    assert sweep(at=LAST_MINUTE) == 0
    assert counter.again(case).state == CaseState.RECEIVED


def test_then_it_is_accepted_as_of_the_day_it_came(counter: Counter) -> None:
    case = counter.received(CAME)
    assert sweep(at=OVER) == 1
    case = counter.again(case)
    assert case.state == CaseState.ACCEPTED
    assert case.accepted_on == day("2026-03-10")
    assert case.accepted_at == OVER
    assert case.promise_due == day("2026-03-31"), "the promise runs from receipt"
    entry = Entry.objects.get(about=case.about, code="case.deemed")
    assert entry.actor == "system"
    acceptance = Document.objects.get(about=case.about, kind=DocumentKind.ACCEPTANCE)
    assert acceptance.facts["accepted_on"] == "2026-03-10"


def test_once_and_only_once(counter: Counter) -> None:
    counter.received(CAME)
    assert [sweep(at=OVER) for _ in range(3)] == [1, 0, 0]


def test_who_was_told_in_time_is_not_accepted(counter: Counter) -> None:
    case = counter.checked(CAME, but=["photo"])
    notices.notify(case, by=counter.clerk, at=CAME + timedelta(hours=1))
    assert sweep(at=OVER + timedelta(days=90)) == 0
    assert counter.again(case).state == CaseState.CORRECTION


def test_after_the_papers_came_five_new_days_count(counter: Counter) -> None:
    case = counter.checked(CAME, but=["photo"])
    notices.notify(case, by=counter.clerk, at=CAME)
    counter.check(case, moment("2026-03-16 10:00"))
    notices.supplement(case, by=counter.clerk, at=moment("2026-03-16 10:00"))
    assert sweep(at=moment("2026-03-23 20:00")) == 0
    assert sweep(at=moment("2026-03-24 00:01")) == 1
    assert counter.again(case).accepted_on == day("2026-03-16")


def test_a_draft_or_a_decided_case_is_left_alone(counter: Counter) -> None:
    case = counter.closed(CAME)
    assert sweep(at=OVER + timedelta(days=30)) == 0
    assert counter.again(case).state == CaseState.CLOSED


def test_one_that_cannot_be_counted_does_not_hold_up_the_others(
    counter: Counter, caplog: pytest.LogCaptureFixture
) -> None:
    stuck = counter.received(CAME)
    fine = counter.received(CAME + timedelta(minutes=5))
    # As if it had come at the very end of the known days.
    Case.objects.filter(pk=stuck.pk).update(received_on=day("2027-12-30"))
    assert sweep(at=OVER) == 1
    assert counter.again(stuck).state == CaseState.RECEIVED
    assert counter.again(fine).state == CaseState.ACCEPTED
    assert stuck.number in caplog.text
    assert "2028" in caplog.text


def test_more_that_cannot_be_counted_than_one_sweep_takes(counter: Counter) -> None:
    stuck = [counter.received(CAME).pk for _ in range(3)]
    Case.objects.filter(pk__in=stuck).update(received_on=day("2027-12-30"))
    fine = counter.received(CAME + timedelta(minutes=5))
    sweep(at=OVER, limit=1)
    assert counter.again(fine).state == CaseState.ACCEPTED


def test_the_calendar_of_the_day_is_asked_not_the_wall(counter: Counter) -> None:
    """A week of holidays in between: the five days end after them."""
    assert CalendarYear.objects.filter(year=2026).exists()
    case = counter.received(moment("2026-02-13 10:00"))
    assert case.notice_due == day("2026-02-26")  # 14, 23, 24, 25, 26
    assert sweep(at=moment("2026-02-26 12:00")) == 0
    assert sweep(at=moment("2026-02-27 00:01")) == 1
