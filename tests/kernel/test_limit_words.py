"""Limits are read from guides and forms, and anything doubtful is refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kernel.calendars import plain_calendar, state_calendar
from yichuang.kernel.limits import Limit, Unit, promise_exceeds
from yichuang.kernel.refusals import Refusal

READ = {
    "15W": Limit(15, Unit.WORKDAYS),
    "15 w": Limit(15, Unit.WORKDAYS),
    "１５Ｗ": Limit(15, Unit.WORKDAYS),
    "20个工作日": Limit(20, Unit.WORKDAYS),
    "20 工作日": Limit(20, Unit.WORKDAYS),
    "60自然日": Limit(60, Unit.NATURAL_DAYS),
    "2 小时": Limit(2, Unit.HOURS),
    "2H": Limit(2, Unit.HOURS),
    "S": Limit(0, Unit.ON_THE_SPOT),
    "即办": Limit(0, Unit.ON_THE_SPOT),
}


@pytest.mark.parametrize(("text", "limit"), READ.items(), ids=READ)
def test_a_limit_is_read_as_people_write_it(text, limit):
    assert Limit.parse(text) == limit


@given(st.sampled_from(list(Unit)), st.integers(1, 2_400))
def test_what_is_written_can_be_read_again(unit, n):
    limit = Limit(n, unit)
    assert Limit.parse(str(limit)) == limit


REFUSED = {
    "15日": "limit.ambiguous",
    "15 天": "limit.ambiguous",
    "15 days": "limit.ambiguous",
    "": "limit.unreadable",
    "soon": "limit.unreadable",
    "-3W": "limit.unreadable",
    "1.5H": "limit.unreadable",
    "15": "limit.unreadable",
    "0W": "limit.not-positive",
    "2401W": "limit.too-long",
    "3601N": "limit.too-long",
    "19001H": "limit.too-long",
    "99999999999W": "limit.unreadable",
}


@pytest.mark.parametrize(("text", "code"), REFUSED.items(), ids=map(repr, REFUSED))
def test_a_doubtful_limit_is_refused_at_its_field_with_a_remedy(text, code):
    with pytest.raises(Refusal) as refused:
        Limit.parse(text)
    assert refused.value.code == code
    assert refused.value.field == "limit"
    assert refused.value.remedy_text()
    assert "%(" not in str(refused.value) + refused.value.remedy_text()


def test_plain_days_could_be_meant_in_two_ways():
    """Working days in Licensing Law art. 82, natural days in Civil Code art. 200."""
    with pytest.raises(Refusal, match="which days") as refused:
        Limit.parse("15日")
    assert "15W" in refused.value.remedy_text()


def test_on_the_spot_has_no_number():
    assert Limit(3, Unit.ON_THE_SPOT) == Limit.parse("S")
    assert Limit.parse("S").on_the_spot
    assert not Limit.parse("1H").on_the_spot


def test_an_unknown_unit_is_an_error():
    with pytest.raises(ValueError, match="X"):
        Limit(1, "X")


PROMISES = [
    ("15W", "20W", False),
    ("20W", "20W", False),
    ("21W", "20W", True),
    ("S", "1W", False),
    ("1W", "S", True),
    ("2H", "1W", False),
    ("20H", "1W", True),
    ("20W", "60N", False),
    ("15W", "15N", True),
    ("15N", "15W", False),
    ("28N", "20W", True),
]


@pytest.mark.parametrize(("promise", "statutory", "exceeds"), PROMISES)
def test_a_promise_is_held_against_the_law_on_every_known_day(
    promise, statutory, exceeds
):
    day = promise_exceeds(
        Limit.parse(promise), Limit.parse(statutory), state_calendar()
    )
    assert (day is not None) == exceeds


def test_the_day_on_which_the_promise_is_too_long_is_told():
    first = promise_exceeds(
        Limit.parse("28N"), Limit.parse("20W"), plain_calendar(2026)
    )
    assert first == date(2026, 1, 3)  # a Saturday: twenty workdays end on a Friday


def test_a_promise_that_cannot_be_counted_out_is_refused():
    with pytest.raises(Refusal) as refused:
        promise_exceeds(Limit.parse("400W"), Limit.parse("900N"), plain_calendar(2026))
    assert refused.value.code == "calendar.unknown-year"
