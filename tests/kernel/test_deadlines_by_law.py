"""When time limits end: facts of law, on the calendar of the State Council.

Licensing Law 行政许可法 (2019) and Civil Code 民法典 (2021).
"""

from datetime import date, datetime, time

import pytest

from tests.kernel.calendars import plain_calendar, state_calendar
from tests.kernel.vectors import WORKDAYS
from yichuang.kernel.hours import OFFICIAL_ZONE, OfficeHours
from yichuang.kernel.limits import Limit, Reason, Stop, deadline, due_date
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.workdays import WorkCalendar, YearPlan

STATE = state_calendar()
OFFICE = OfficeHours(
    dict.fromkeys(range(5), ((time(9), time(12)), (time(13, 30), time(17))))
)


def limit(text: str) -> Limit:
    return Limit.parse(text)


@pytest.mark.parametrize(("start", "n", "due", "why"), WORKDAYS)
def test_working_days_follow_the_yearly_notice(start, n, due, why):
    """Licensing Law art. 82: working days, legal holidays not included."""
    told = deadline(start, limit(f"{n}W"), STATE)
    assert told.due == due_date(start, limit(f"{n}W"), STATE) == due, why


def test_645_working_days_from_6_may_2020_to_1_december_2022():
    """Counted without the first day, as the hall counted its own record."""
    opened, counted = date(2020, 5, 6), date(2022, 12, 1)
    assert (counted - opened).days + 1 == 940
    assert STATE.between(opened, counted) == 645


def test_the_day_it_begins_is_not_counted():
    """Civil Code art. 201."""
    told = deadline(date(2026, 3, 10), limit("1W"), STATE)
    assert told.days[0][:4] == (date(2026, 3, 10), False, None, Reason.START_DAY)
    assert told.due == date(2026, 3, 11)


def test_the_lost_diploma_is_due_three_weeks_later():
    """Fifteen working days, as promised in the guide."""
    told = deadline(date(2026, 3, 10), limit("15W"), STATE)
    assert told.due == date(2026, 3, 31)
    assert [day.number for day in told.days if day.counted] == list(range(1, 16))


def test_a_worked_weekend_day_counts_and_says_so():
    """The notice of the State Council moves working days to weekends 调休."""
    told = deadline(date(2026, 2, 13), limit("3W"), STATE)
    saturday = told.days[1]
    assert saturday == (
        date(2026, 2, 14),
        True,
        1,
        Reason.MADE_UP,
        "Spring Festival",
        0,
    )


def test_each_skipped_day_says_why():
    told = deadline(date(2026, 9, 30), limit("1W"), STATE)
    assert {day.reason for day in told.days} == {
        Reason.START_DAY,
        Reason.HOLIDAY,
        Reason.COUNTED,
    }
    assert told.days[1].note == "National Day"
    weekend = deadline(date(2026, 3, 13), limit("1W"), STATE)
    assert [d.reason for d in weekend.days[1:3]] == [Reason.WEEKEND, Reason.WEEKEND]


def test_natural_days_that_end_on_a_saturday_end_on_monday():
    """Civil Code art. 203 (1)."""
    told = deadline(date(2026, 3, 12), limit("2N"), STATE)
    assert told.due == due_date(date(2026, 3, 12), limit("2N"), STATE)
    assert told.due == date(2026, 3, 16)
    assert [(d.day.day, d.number, d.reason) for d in told.days[1:]] == [
        (13, 1, Reason.COUNTED),
        (14, 2, Reason.COUNTED),
        (15, None, Reason.ROLLED_OVER),
        (16, None, Reason.ROLLED_OVER),
    ]


def test_natural_days_that_end_in_a_holiday_end_after_it():
    """Civil Code art. 203 (1): National Day 2025 lasted to 8 October."""
    assert deadline(date(2025, 9, 1), limit("30N"), STATE).due == date(2025, 10, 9)


def test_natural_days_that_end_on_a_worked_saturday_end_there():
    assert deadline(date(2026, 5, 8), limit("1N"), STATE).due == date(2026, 5, 9)


def test_weekends_inside_natural_days_count():
    told = deadline(date(2026, 3, 2), limit("60N"), STATE)
    assert told.counted == 60
    assert told.due == date(2026, 5, 6)  # 1 May is a holiday, to 5 May


def test_the_last_day_ends_with_the_business_of_the_day():
    """Civil Code art. 203 (2)."""
    told = deadline(date(2026, 3, 10), limit("1W"), STATE, OFFICE)
    assert told.due_at == datetime(2026, 3, 11, 17, tzinfo=OFFICIAL_ZONE)
    assert deadline(date(2026, 3, 10), limit("1W"), STATE).due_at is None


def test_on_the_spot_is_the_same_day():
    told = deadline(date(2026, 3, 14), limit("S"), STATE)
    assert told.due == due_date(date(2026, 3, 14), limit("S"), STATE)
    assert told.due == date(2026, 3, 14)
    assert [day.reason for day in told.days] == [Reason.ON_THE_SPOT]


def test_expert_review_does_not_count():
    """Licensing Law art. 45: hearing, tender, inspection … are not in the limit."""
    review = Stop(date(2026, 3, 12), date(2026, 3, 17), "expert review")
    told = deadline(date(2026, 3, 10), limit("5W"), STATE, stops=[review])
    assert told.due == date(2026, 3, 23)
    stopped = [day for day in told.days if day.reason is Reason.STOPPED]
    assert [day.day.day for day in stopped] == [12, 13, 14, 15, 16, 17]
    assert {day.note for day in stopped} == {"expert review"}


def test_a_stop_beginning_on_the_first_day_takes_that_day_not_twice():
    stop = Stop(date(2026, 3, 10), date(2026, 3, 11), "hearing")
    told = deadline(date(2026, 3, 10), limit("2W"), STATE, stops=[stop])
    assert told.due == date(2026, 3, 13)


def test_a_stop_after_the_end_changes_nothing():
    stop = Stop(date(2026, 4, 1), date(2026, 4, 30), "hearing")
    told = deadline(date(2026, 3, 10), limit("5W"), STATE, stops=[stop])
    assert told.due == date(2026, 3, 17)


def test_a_period_rolled_over_into_a_stop_waits_for_its_end():
    """A limit cannot end on a day on which the clock stands."""
    start = date(2026, 3, 12)
    for first in (15, 16):  # the Sunday on the way, the Monday it would end on
        stop = Stop(date(2026, 3, first), date(2026, 3, 17), "hearing")
        told = deadline(start, limit("2N"), STATE, stops=[stop])
        assert told.due == due_date(start, limit("2N"), STATE, [stop])
        assert told.due == date(2026, 3, 18)


def test_the_evening_in_beijing_is_the_day_there():
    """16:30 UTC is half past midnight of the next day at the hall."""
    late = datetime.fromisoformat("2026-03-10T16:30:00+00:00")
    assert due_date(late, limit("1W"), STATE) == date(2026, 3, 12)
    assert deadline(late, limit("1W"), STATE).due == date(2026, 3, 12)


def test_a_moment_without_a_zone_is_a_mistake_of_the_caller():
    naive = datetime(2026, 3, 10, 9)  # noqa: DTZ001
    with pytest.raises(ValueError, match="time zone"):
        due_date(naive, limit("1W"), STATE)


def test_a_deadline_through_an_unpublished_year_says_it_is_provisional():
    calendar = WorkCalendar({2026: YearPlan(), 2027: YearPlan(provisional=True)})
    assert deadline(date(2026, 12, 30), limit("5W"), calendar).provisional
    assert not deadline(date(2026, 3, 10), limit("5W"), calendar).provisional


@pytest.mark.parametrize("unit", ["30W", "30N"])
@pytest.mark.parametrize("count", [deadline, due_date])
def test_a_limit_never_enters_or_leaves_an_unknown_year(count, unit):
    known = plain_calendar(2026)
    endless = Stop(date(2026, 3, 11), date.max, "hearing")
    with pytest.raises(Refusal, match="2027"):
        count(date(2026, 12, 20), limit(unit), known)
    with pytest.raises(Refusal, match="2025"):
        count(date(2025, 12, 20), limit(unit), known)
    with pytest.raises(Refusal) as refused:
        count(date(2026, 3, 10), limit(unit), known, stops=[endless])
    assert refused.value.code == "calendar.unknown-year"
