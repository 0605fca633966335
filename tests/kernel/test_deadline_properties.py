"""What is true of every deadline on every calendar."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kernel.calendars import (
    calendars,
    numbers,
    plain_calendar,
    starts,
    stops_after,
)
from yichuang.kernel.limits import Limit, Reason, Stop, Unit, deadline, due_date
from yichuang.kernel.refusals import Refusal

day_units = st.sampled_from([Unit.WORKDAYS, Unit.NATURAL_DAYS])
limits = st.builds(Limit, numbers, day_units)
stopped_starts = starts.flatmap(lambda day: st.tuples(st.just(day), stops_after(day)))


@given(calendars, stopped_starts, limits)
def test_the_explanation_counts_exactly_the_limit(calendar, start_and_stops, limit):
    start, stops = start_and_stops
    told = deadline(start, limit, calendar, stops=stops)
    assert told.counted == limit.n
    counted = [day.number for day in told.days if day.counted]
    assert counted == list(range(1, limit.n + 1))


@given(calendars, stopped_starts, limits)
def test_the_explanation_names_every_day_from_first_to_last(
    calendar, start_and_stops, limit
):
    start, stops = start_and_stops
    told = deadline(start, limit, calendar, stops=stops)
    days = [day.day.toordinal() for day in told.days]
    assert days == list(range(start.toordinal(), told.due.toordinal() + 1))


@given(calendars, stopped_starts, limits)
def test_long_lists_and_explanations_agree(calendar, start_and_stops, limit):
    start, stops = start_and_stops
    told = deadline(start, limit, calendar, stops=stops)
    assert due_date(start, limit, calendar, stops) == told.due


@given(calendars, stopped_starts, limits)
def test_a_deadline_is_a_workday_outside_of_stops(calendar, start_and_stops, limit):
    start, stops = start_and_stops
    due = due_date(start, limit, calendar, stops)
    assert calendar.is_workday(due)
    assert not any(stop.start <= due <= stop.end for stop in stops)


@given(calendars, stopped_starts, limits)
def test_a_stop_never_shortens(calendar, start_and_stops, limit):
    start, stops = start_and_stops
    without = due_date(start, limit, calendar)
    assert due_date(start, limit, calendar, stops) >= without
    for n in range(len(stops)):
        fewer = due_date(start, limit, calendar, stops[:n])
        assert due_date(start, limit, calendar, stops) >= fewer


@given(calendars, stopped_starts, numbers, day_units)
def test_one_day_more_is_never_earlier(calendar, start_and_stops, n, unit):
    start, stops = start_and_stops
    shorter = due_date(start, Limit(n, unit), calendar, stops)
    longer = due_date(start, Limit(n + 1, unit), calendar, stops)
    assert longer > shorter if unit is Unit.WORKDAYS else longer >= shorter


@given(calendars, starts, starts, limits)
def test_beginning_later_never_ends_earlier(calendar, one, other, limit):
    earlier, later = sorted((one, other))
    assert due_date(earlier, limit, calendar) <= due_date(later, limit, calendar)


@given(calendars, stopped_starts, limits)
def test_days_in_a_stop_are_never_counted(calendar, start_and_stops, limit):
    start, stops = start_and_stops
    for day in deadline(start, limit, calendar, stops=stops).days[1:]:
        inside = any(stop.start <= day.day <= stop.end for stop in stops)
        assert inside == (day.reason is Reason.STOPPED)


D = date(2026, 3, 10)
CALENDAR = plain_calendar(2026)
BAD_STOPS = {
    "stop.before-start": [Stop(date(2026, 3, 9), date(2026, 3, 12), "hearing")],
    "stop.overlaps": [
        Stop(date(2026, 3, 12), date(2026, 3, 16), "hearing"),
        Stop(date(2026, 3, 16), date(2026, 3, 18), "tender"),
    ],
}


@pytest.mark.parametrize("code", BAD_STOPS)
@pytest.mark.parametrize("count", [deadline, due_date])
def test_impossible_stops_are_refused(code, count):
    with pytest.raises(Refusal) as refused:
        count(D, Limit.parse("5W"), CALENDAR, stops=BAD_STOPS[code])
    assert refused.value.code == code
    assert refused.value.field == "start"
    assert refused.value.remedy_text()


def test_a_stop_must_end_after_it_starts():
    with pytest.raises(Refusal, match="2026-03-11") as refused:
        Stop(date(2026, 3, 12), date(2026, 3, 11), "hearing")
    assert (refused.value.code, refused.value.field) == (
        "stop.ends-before-start",
        "end",
    )


@pytest.mark.parametrize("ground", ["", "  "])
def test_a_stop_must_name_its_ground(ground):
    with pytest.raises(Refusal) as refused:
        Stop(D, D, ground)
    assert (refused.value.code, refused.value.field) == (
        "stop.without-ground",
        "ground",
    )
