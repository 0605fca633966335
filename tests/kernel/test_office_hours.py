"""Limits in hours run in office time only, in the hall's zone and season."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kernel.calendars import calendars, plain_calendar, starts, state_calendar
from yichuang.kernel.hours import OFFICIAL_ZONE, OfficeHours, Season
from yichuang.kernel.limits import Limit, Reason, Stop, Unit, deadline, due_date
from yichuang.kernel.refusals import Refusal

STATE = state_calendar()
DAY = ((time(9), time(12)), (time(13, 30), time(17)))
SUMMER = ((time(8), time(12)), (time(15), time(18)))
OFFICE = OfficeHours(
    dict.fromkeys(range(5), DAY),
    (Season((6, 1), (9, 30), dict.fromkeys(range(5), SUMMER)),),
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OFFICIAL_ZONE)


def due_at(start: str, hours: int, **more: object) -> datetime | None:
    limit = Limit(hours, Unit.HOURS)
    return deadline(at(start), limit, STATE, OFFICE, **more).due_at


FACTS = {
    "hours run from the moment itself, Civil Code art. 201": (
        "2026-03-10 09:20",
        2,
        "2026-03-10 11:20",
    ),
    "the noon break does not run": ("2026-03-10 11:00", 2, "2026-03-10 14:30"),
    "the rest runs the next morning": ("2026-03-10 16:00", 3, "2026-03-11 11:00"),
    "before opening it begins with opening": (
        "2026-03-10 06:00",
        1,
        "2026-03-10 10:00",
    ),
    "after closing it begins the next day": ("2026-03-10 20:00", 1, "2026-03-11 10:00"),
    "used up at closing ends at closing": ("2026-03-10 15:00", 2, "2026-03-10 17:00"),
    "over the weekend": ("2026-03-13 16:30", 1, "2026-03-16 09:30"),
    "to the Saturday worked for National Day": (
        "2026-10-09 16:30",
        1,
        "2026-10-10 09:30",
    ),
    "summer hours": ("2026-07-01 11:30", 1, "2026-07-01 15:30"),
    "from summer into autumn": ("2026-09-30 17:30", 1, "2026-10-08 09:30"),
}


@pytest.mark.parametrize(("start", "hours", "due"), FACTS.values(), ids=FACTS)
def test_an_hour_limit_runs_in_office_time(start, hours, due):
    assert due_at(start, hours) == at(due)


def test_a_stopped_day_does_not_run():
    stop = Stop(date(2026, 3, 11), date(2026, 3, 11), "appraisal")
    assert due_at("2026-03-10 16:00", 2, stops=[stop]) == at("2026-03-12 10:00")


def test_a_worked_saturday_has_the_hours_of_a_monday():
    assert OFFICE.on(date(2026, 2, 14)) == DAY


def test_a_hall_open_on_saturdays_has_its_own_hours_then():
    open_saturday = OfficeHours({0: DAY, 5: ((time(9), time(12)),)})
    assert open_saturday.on(date(2026, 2, 14)) == ((time(9), time(12)),)


def test_opening_on_a_weekend_does_not_make_it_a_working_day():
    open_saturday = OfficeHours({0: DAY, 5: ((time(9), time(12)),)})
    told = deadline(at("2026-03-14 09:00"), Limit(1, Unit.HOURS), STATE, open_saturday)
    assert told.due_at == at("2026-03-16 10:00")


def test_the_explanation_tells_the_minutes_of_each_day():
    told = deadline(at("2026-03-13 16:30"), Limit(2, Unit.HOURS), STATE, OFFICE)
    assert [(d.day.day, d.minutes, d.reason) for d in told.days] == [
        (13, 30, Reason.COUNTED),
        (14, 0, Reason.WEEKEND),
        (15, 0, Reason.WEEKEND),
        (16, 90, Reason.COUNTED),
    ]


@given(
    calendars,
    starts,
    st.times(),
    st.integers(1, 80),
)
def test_the_minutes_add_up_to_the_limit(calendar, day, clock, hours):
    minute = clock.replace(second=0, microsecond=0)
    start = datetime.combine(day, minute, OFFICIAL_ZONE)
    told = deadline(start, Limit(hours, Unit.HOURS), calendar, OFFICE)
    assert sum(day.minutes for day in told.days) == hours * 60
    assert told.due_at is not None
    assert told.due_at >= start + timedelta(hours=hours)
    assert told.due_at.date() == told.due
    assert calendar.is_workday(told.due)
    later = deadline(start, Limit(hours + 1, Unit.HOURS), calendar, OFFICE)
    assert later.due_at is not None
    assert later.due_at > told.due_at


def test_a_winter_runs_over_the_end_of_the_year():
    winter = Season((10, 1), (4, 30), {})
    assert winter.holds(date(2026, 12, 31))
    assert winter.holds(date(2026, 4, 30))
    assert not winter.holds(date(2026, 5, 1))


@pytest.mark.parametrize(
    "spans",
    [
        ((time(9), time(12)), (time(11), time(17))),
        ((time(12), time(9)),),
        ((time(13), time(17)), (time(9), time(12))),
        ((time(9), time(9)),),
    ],
)
def test_disordered_hours_are_refused(spans):
    with pytest.raises(Refusal) as refused:
        OfficeHours({0: spans})
    assert (refused.value.code, refused.value.field) == ("hours.disordered", "hours")


def test_an_office_that_never_opens_is_refused_and_not_waited_for():
    with pytest.raises(Refusal) as refused:
        deadline(at("2026-03-10 09:00"), Limit(1, Unit.HOURS), STATE, OfficeHours({}))
    assert refused.value.code == "hours.none"


def test_hours_need_a_moment_and_the_office_hours():
    limit = Limit(1, Unit.HOURS)
    with pytest.raises(ValueError, match="moment"):
        deadline(date(2026, 3, 10), limit, STATE, OFFICE)
    with pytest.raises(ValueError, match="moment"):
        deadline(at("2026-03-10 09:00"), limit, STATE)
    with pytest.raises(ValueError, match="deadline"):
        due_date(date(2026, 3, 10), limit, plain_calendar(2026))


def test_a_day_without_hours_has_no_closing_time():
    assert OfficeHours({}).closes(date(2026, 3, 10)) is None
    assert OFFICE.closes(date(2026, 3, 10)) == at("2026-03-10 17:00")


@pytest.mark.parametrize("edge", [(13, 1), (0, 1), (2, 30), (6, 31), (6, 0)])
def test_a_season_begins_and_ends_on_a_day_that_exists(edge):
    for edges in ((edge, (9, 30)), ((6, 1), edge)):
        with pytest.raises(Refusal) as refused:
            Season(*edges, {})
        assert refused.value.code == "hours.impossible-season"
    assert Season((2, 29), (9, 30), {}).holds(date(2026, 3, 1))
