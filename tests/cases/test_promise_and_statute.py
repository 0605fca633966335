"""Two deadlines are watched together: what the hall promised and what the law allows.
Each can be explained day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cases.test_receipt_counts_from_a_working_day import CALENDAR
from tests.factories.cases import Counter, day, make_licence, moment
from yichuang.cases.queries.detail import detail
from yichuang.cases.rules import clock
from yichuang.cases.services import notices
from yichuang.kernel.lamps import Lamp
from yichuang.kernel.limits import Limit, Stop
from yichuang.kernel.refusals import Refusal

FIRST = moment("2026-03-10 10:00")


def test_promised_is_before_what_the_law_allows(counter: Counter) -> None:
    make_licence()
    case = counter.licence.accepted(FIRST)
    assert case.promise_due == day("2026-03-31")
    assert case.statute_due == day("2026-04-07")


def test_where_the_law_is_silent_only_the_promise_runs(counter: Counter) -> None:
    case = counter.accepted(FIRST)
    assert (case.promise_due, case.statute_due) == (day("2026-03-31"), None)


def test_every_day_is_counted_or_skipped_with_a_reason(counter: Counter) -> None:
    make_licence()
    case = counter.licence.accepted(moment("2026-02-12 10:00"))
    told = detail(case, by=counter.clerk, today=day("2026-02-12"))
    assert told.promise is not None
    assert told.statute is not None
    assert told.promise.due == case.promise_due
    assert told.statute.due == case.statute_due
    assert told.promise.counted == 15
    days = {row.day: row for row in told.promise.days}
    assert days[day("2026-02-12")].reason == "start-day"
    assert days[day("2026-02-14")].reason == "make-up"
    assert days[day("2026-02-15")].reason == "weekend"
    assert days[day("2026-02-17")].reason == "holiday"
    assert days[day("2026-02-17")].note == "春节"
    numbers = [row.number for row in told.promise.days if row.counted]
    assert numbers == list(range(1, 16))


def test_a_promise_that_passes_the_known_calendar_is_refused(counter: Counter) -> None:
    """No guess: the case stays received, and the remedy names the command."""
    case = counter.checked(moment("2027-12-20 10:00"))
    with pytest.raises(Refusal) as refused:
        notices.accept(case, by=counter.clerk, at=moment("2027-12-20 11:00"))
    assert refused.value.code == "calendar.unknown-year"
    assert "2028" in refused.value.remedy_text()
    assert counter.again(case).state == "received"


@pytest.mark.parametrize(
    ("today", "lamp", "left"),
    [
        ("2026-03-10", Lamp.OK, 15),
        ("2026-03-27", Lamp.WARN, 2),
        ("2026-03-31", Lamp.WARN, 0),
        ("2026-04-01", Lamp.YELLOW, -1),
    ],
)
def test_the_lamp_and_the_days_left(
    counter: Counter, today: str, lamp: Lamp, left: int
) -> None:
    case = counter.accepted(FIRST)
    row = detail(case, by=counter.clerk, today=day(today)).row
    assert (row.lamp, row.left) == (lamp, left)


def test_decided_late_is_not_on_time(counter: Counter) -> None:
    counter.letter("chief_approver")
    in_time = counter.accepted(FIRST)
    late = counter.accepted(FIRST)
    counter.approve(in_time, moment("2026-03-31 16:59"))
    counter.approve(late, moment("2026-04-01 09:00"))
    assert (in_time.on_time, late.on_time) == (True, False)


LIMITS = clock.Limits(Limit.parse("15W"), "accept", Limit.parse("20W"), "accept")
DAYS = st.dates(date(2026, 1, 1), date(2026, 9, 30))


@given(DAYS)
def test_the_promise_never_ends_after_the_statute(start: date) -> None:
    facts = clock.ClockFacts(received_on=start, accepted_on=start)
    promise = clock.promise_due(facts, LIMITS, CALENDAR)
    statute = clock.statute_due(facts, LIMITS, CALENDAR)
    assert promise is not None
    assert statute is not None
    assert start < promise < statute


@given(DAYS, st.integers(1, 30), st.integers(0, 40), st.integers(1, 20))
def test_the_due_day_is_the_last_day_explained(
    start: date, n: int, gap: int, length: int
) -> None:
    """What is stored and what is shown are one thing, with stops and without."""
    first = start + timedelta(days=1 + gap)
    stop = Stop(first, first + timedelta(days=length), "hearing")
    limit = Limit.parse(f"{n}W")
    limits = clock.Limits(limit, "accept", None, "accept")
    for stops in ((), (stop,)):
        facts = clock.ClockFacts(received_on=start, accepted_on=start, stops=stops)
        told = clock.explain(facts, limit, "accept", CALENDAR)
        assert told.due == clock.promise_due(facts, limits, CALENDAR)
        assert told.counted == n
        assert not [
            row
            for row in told.days
            if row.counted and stops and stop.start <= row.day <= stop.end
        ]


@given(DAYS, st.integers(1, 10), st.integers(1, 10))
def test_an_extension_is_so_many_more_days(start: date, more: int, n: int) -> None:
    facts = clock.ClockFacts(
        received_on=start, accepted_on=start, extended=Limit.parse(f"{more}W")
    )
    limits = clock.Limits(Limit.parse("1W"), "accept", Limit.parse(f"{n}W"), "accept")
    due = clock.statute_due(facts, limits, CALENDAR)
    assert due is not None
    assert CALENDAR.between(start, due) == n + more


def test_a_limit_that_has_not_begun_cannot_be_explained() -> None:
    facts = clock.ClockFacts(received_on=None, accepted_on=None)
    assert clock.promise_due(facts, LIMITS, CALENDAR) is None
    with pytest.raises(Refusal) as refused:
        clock.explain(facts, LIMITS.promise, "accept", CALENDAR)
    assert refused.value.code == "clock.not-started"


@pytest.mark.parametrize(
    ("event", "start"),
    [
        ("receive", "2026-03-10"),
        ("accept", "2026-03-12"),
        ("complete", "2026-03-11"),
        ("batch_close", "2026-03-20"),
        ("decide", "2026-03-25"),
    ],
)
def test_a_limit_starts_with_the_event_its_law_names(event: str, start: str) -> None:
    facts = clock.ClockFacts(
        received_on=day("2026-03-10"),
        accepted_on=day("2026-03-12"),
        complete_on=day("2026-03-11"),
        batch_closed_on=day("2026-03-20"),
        decided_on=day("2026-03-25"),
    )
    assert clock.start_day(facts, event) == day(start)


def test_handing_over_is_due_ten_working_days_after_the_decision(
    counter: Counter,
) -> None:
    """行政许可法 art. 44."""
    case = counter.approved(FIRST)
    assert case.deliver_due == day("2026-03-24")
