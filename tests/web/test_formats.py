"""Dates, times and numbers are written as people write them, in both languages."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from yichuang.web import formats

TUESDAY = date(2026, 3, 17)
LATE = datetime(2026, 3, 16, 16, 30, tzinfo=UTC)  # 17 March 00:30 in Shanghai


@pytest.mark.parametrize(
    ("form", "value", "chinese", "english"),
    [
        ("day", TUESDAY, "2026年3月17日", "17 March 2026"),
        ("day_short", TUESDAY, "3月17日", "17 March"),
        ("weekday", TUESDAY, "周二", "Tue"),
        ("day_weekday", TUESDAY, "3月17日（周二）", "Tue 17 March"),
        ("day", LATE, "2026年3月17日", "17 March 2026"),
        ("weekday", LATE, "周二", "Tue"),
        ("clock", LATE, "00:30", "00:30"),
        ("day_clock", LATE, "3月17日 00:30", "17 March, 00:30"),
        ("moment", LATE, "2026年3月17日 00:30", "17 March 2026, 00:30"),
    ],
)
def test_dates_and_times(form: str, value: Any, chinese: str, english: str) -> None:
    write = getattr(formats, form)
    with translation.override("zh-hans"):
        assert write(value) == chinese
    with translation.override("en"):
        assert write(value) == english


@pytest.mark.parametrize("form", ["day", "day_short", "weekday", "clock", "moment"])
def test_no_date_is_no_text(form: str) -> None:
    assert getattr(formats, form)(None) == ""


def test_no_figure_is_not_nought() -> None:
    assert formats.number(None) == "—"
    assert formats.number(0) == "0"
    assert formats.number(1234567) == "1,234,567"
    assert formats.number(1.25, 1) == "1.2"


@given(st.integers(1, 10**6), st.data())
def test_a_rate_reads_100_only_when_nothing_is_missing(
    whole: int, data: st.DataObject
) -> None:
    part = data.draw(st.integers(0, whole))
    assert (formats.percent(part, whole) == "100%") == (part == whole)


def test_a_rate_of_nothing_is_not_a_rate() -> None:
    assert formats.percent(0, 0) == "—"
    assert formats.percent(None, 10) == "—"
    assert formats.percent(163, 164) == "99.4%"


@given(st.text("0123456789X", max_size=40))
def test_groups_of_four_lose_nothing(text: str) -> None:
    grouped = formats.groups(text)
    assert grouped.replace(" ", "") == text
    assert all(len(part) <= 4 for part in grouped.split(" "))
