"""Counting working days on any calendar whatever."""

from datetime import date, timedelta

import pytest
from hypothesis import given

from tests.kernel.calendars import calendars, numbers, plain_calendar, starts
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.workdays import DayKind, WorkCalendar, YearPlan

DAY = timedelta(days=1)


@given(calendars, starts, numbers)
def test_counting_forward_then_asking_gives_the_same_number(calendar, start, n):
    assert calendar.between(start, calendar.after(start, n)) == n


@given(calendars, starts, numbers)
def test_forward_then_back_comes_home(calendar, start, n):
    home = calendar.next_workday(start)
    assert calendar.before(calendar.after(home, n), n) == home


@given(calendars, starts, numbers)
def test_the_nth_day_is_a_workday_after_the_start(calendar, start, n):
    due = calendar.after(start, n)
    assert calendar.is_workday(due)
    assert due > start


@given(calendars, starts, numbers)
def test_one_day_more_is_strictly_later(calendar, start, n):
    assert calendar.after(start, n + 1) > calendar.after(start, n)


@given(calendars, starts, starts)
def test_between_counts_each_day_after_the_first_one_once(calendar, start, end):
    first, last = min(start, end), max(start, end)
    days = (first + DAY * i for i in range(1, (last - first).days + 1))
    by_hand = sum(calendar.is_workday(day) for day in days)
    assert calendar.between(first, last) == by_hand
    assert calendar.between(last, first) == -by_hand


@given(calendars, starts)
def test_no_days_is_the_day_itself_and_negative_is_backwards(calendar, day):
    assert calendar.after(day, 0) == calendar.before(day, 0) == day
    moved = calendar.after(day, 5)
    assert calendar.after(moved, -3) == calendar.before(moved, 3)
    assert calendar.before(day, -3) == calendar.after(day, 3)


@given(calendars, starts)
def test_the_next_workday_is_the_day_itself_or_the_first_one_after(calendar, day):
    found = calendar.next_workday(day)
    assert calendar.is_workday(found)
    assert calendar.between(day, found) == (found != day)


def test_a_day_off_is_told_with_its_name_and_a_make_up_day_too():
    calendar = WorkCalendar(
        {
            2026: YearPlan(
                {date(2026, 2, 17): "Spring Festival"},
                {date(2026, 2, 14): "Spring Festival"},
            )
        }
    )
    off, worked = calendar.day(date(2026, 2, 17)), calendar.day(date(2026, 2, 14))
    assert (off.worked, off.kind, off.name) == (False, "holiday", "Spring Festival")
    assert (worked.worked, worked.kind) == (True, "make-up")
    assert calendar.day(date(2026, 2, 15)).kind is DayKind.WEEKEND
    assert calendar.day(date(2026, 2, 16)).kind is DayKind.WORKDAY


UNKNOWN = {
    "counting into it": lambda c: c.after(date(2026, 12, 30), 5),
    "asking about it": lambda c: c.is_workday(date(2027, 1, 1)),
    "counting from it": lambda c: c.after(date(2027, 1, 1), 1),
    "counting to it": lambda c: c.between(date(2026, 12, 30), date(2027, 1, 4)),
    "walking into it": lambda c: list(c.days_from(date(2026, 12, 30))),
    "listing it": lambda c: c.days_in(2027),
}


@pytest.mark.parametrize("count", UNKNOWN.values(), ids=UNKNOWN)
def test_a_year_nobody_has_published_is_refused_with_the_command_that_helps(count):
    with pytest.raises(Refusal) as refused:
        count(plain_calendar(2026))
    assert refused.value.code == "calendar.unknown-year"
    assert refused.value.field == "date"
    assert refused.value.facts["year"] == 2027
    assert "yichuang calendar import 2027" in refused.value.remedy_text()


@pytest.mark.parametrize("end", [date(2025, 6, 1), date(2026, 6, 1)])
def test_a_gap_between_known_years_is_not_jumped(end):
    calendar = plain_calendar(2024, 2026)
    with pytest.raises(Refusal) as refused:
        calendar.between(date(2024, 12, 1), end)
    assert refused.value.facts["year"] == 2025
    with pytest.raises(Refusal) as refused:
        calendar.between(date(2026, 6, 1), date(2024, 12, 1))
    assert refused.value.facts["year"] == 2025
    with pytest.raises(Refusal) as refused:
        calendar.before(date(2026, 1, 2), 5)
    assert refused.value.facts["year"] == 2025


def test_the_last_known_workday_can_still_be_reached():
    calendar = plain_calendar(2026)
    assert calendar.after(date(2026, 12, 30), 1) == date(2026, 12, 31)
    assert calendar.before(date(2026, 1, 2), 1) == date(2026, 1, 1)


def test_a_plan_that_names_another_years_day_is_refused():
    with pytest.raises(Refusal, match="2027-01-01") as refused:
        WorkCalendar({2026: YearPlan({date(2027, 1, 1): "New Year"})})
    assert refused.value.code == "calendar.misplaced-day"


def test_a_day_cannot_be_both_off_and_worked():
    day = date(2026, 5, 1)
    with pytest.raises(Refusal) as refused:
        WorkCalendar({2026: YearPlan({day: "Labour Day"}, {day: "Labour Day"})})
    assert refused.value.code == "calendar.contradiction"


def test_a_year_before_its_notice_is_marked_provisional():
    calendar = WorkCalendar({2026: YearPlan(), 2027: YearPlan(provisional=True)})
    assert not calendar.is_provisional(date(2026, 1, 1), date(2026, 12, 31))
    assert calendar.is_provisional(date(2026, 12, 31), date(2027, 1, 1))


def test_a_year_lists_all_its_days():
    calendar = plain_calendar(2024, 2025)
    assert len(calendar.days_in(2024)) == 366
    assert calendar.days_in(2025)[-1].date == date(2025, 12, 31)
