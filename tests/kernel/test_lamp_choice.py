"""Which lamp a matter shows."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kernel.calendars import plain_calendar, state_calendar
from yichuang.kernel.limits import Lamp, lamp, working_days_left

STATE = state_calendar()
PROMISED, STATUTE = date(2026, 3, 31), date(2026, 4, 30)


def lit(today: date, **over: object) -> Lamp:
    given_ = {"limit_days": 15, "calendar": STATE, **over}
    promise = given_.pop("promise", PROMISED)
    statute = given_.pop("statute", STATUTE)
    return lamp(promise, statute, today, **given_)


LAMPS = [
    (date(2026, 3, 11), {}, "ok"),
    (date(2026, 3, 25), {}, "ok"),  # 4 of 15 left
    (date(2026, 3, 26), {}, "warn"),  # 3 of 15 left: 20 %
    (date(2026, 3, 31), {}, "warn"),
    (date(2026, 4, 1), {}, "yellow"),
    (date(2026, 4, 30), {}, "yellow"),
    (date(2026, 5, 1), {}, "red"),
    (date(2026, 3, 11), {"step_late": True}, "step"),
    (date(2026, 3, 26), {"step_late": True}, "step"),
    (date(2026, 4, 1), {"step_late": True}, "yellow"),
    (date(2026, 3, 11), {"paused": True}, "pause"),
    (date(2026, 3, 11), {"paused": True, "step_late": True}, "pause"),
    (date(2026, 5, 1), {"closed": True}, "done"),
    (date(2026, 3, 11), {"statute": None}, "ok"),
    (date(2026, 6, 1), {"statute": None}, "yellow"),
    (date(2026, 4, 1), {"promise": None}, "ok"),
    (date(2026, 6, 1), {"promise": None}, "red"),
    (date(2026, 6, 1), {"promise": None, "statute": None}, "ok"),
]


@pytest.mark.parametrize(("today", "over", "expected"), LAMPS)
def test_the_lamp_follows_the_table(today, over, expected):
    assert lit(today, **over) == expected


def test_short_limits_warn_on_their_last_working_day():
    assert lit(date(2026, 3, 27), limit_days=3) is Lamp.OK  # Friday, due Tuesday
    assert lit(date(2026, 3, 30), limit_days=3) is Lamp.WARN


def test_a_stop_cannot_hide_a_matter_that_is_late():
    assert lit(date(2026, 4, 1), paused=True) is Lamp.YELLOW
    assert lit(date(2026, 5, 1), paused=True) is Lamp.RED


def test_a_late_matter_is_late_in_a_year_nobody_has_published():
    assert lit(date(2027, 1, 4)) is Lamp.RED


def test_every_lamp_has_its_own_word():
    assert len({each.says for each in Lamp}) == len(Lamp) == 7


@given(st.integers(0, 120), st.integers(1, 60))
def test_a_lamp_never_gets_better_by_waiting(days, limit_days):
    order = ["ok", "warn", "yellow", "red"]
    today = date(2026, 3, 1) + timedelta(days=days)
    earlier = lit(today, limit_days=limit_days)
    later = lit(today + timedelta(days=1), limit_days=limit_days)
    assert order.index(earlier) <= order.index(later)


def test_working_days_left_are_counted_and_negative_when_late():
    assert working_days_left(date(2026, 3, 31), date(2026, 3, 26), STATE) == 3
    assert working_days_left(date(2026, 3, 31), date(2026, 3, 31), STATE) == 0
    assert working_days_left(date(2026, 3, 31), date(2026, 4, 2), STATE) == -2


def test_working_days_left_are_unknown_where_the_calendar_ends():
    calendar = plain_calendar(2026)
    assert working_days_left(date(2026, 12, 30), date(2027, 1, 4), calendar) is None
