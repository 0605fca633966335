"""How many will come: right about weekdays, half-hours, peaks, and about its own doubt."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.planning.halls import FIRST, PROFILE, SCHOOL, TRUE_SCHOOL, USUAL, days
from yichuang.kernel.refusals import Refusal
from yichuang.planning.rules.forecast import (
    Expected,
    Past,
    Peak,
    Shape,
    expected,
    learn,
    quantiles,
)

YEAR = days(200)
LATE = date(2026, 12, 1)


def test_a_monday_brings_more_than_a_friday() -> None:
    habits = learn(YEAR, [SCHOOL], on=LATE)
    monday, friday = habits.expect(Shape(0)).total, habits.expect(Shape(4)).total
    assert monday.mean == pytest.approx(450 * 1.25, rel=0.06)
    assert friday.mean == pytest.approx(450 * 0.75, rel=0.06)


def test_half_hours_add_up_and_follow_the_day() -> None:
    forecast = learn(YEAR, [SCHOOL], on=LATE).expect(Shape(2))
    means = [slot.mean for slot in forecast.by_slot]
    assert sum(means) == pytest.approx(forecast.total.mean)
    assert sum(forecast.kind(kind).mean for kind in USUAL) == pytest.approx(sum(means))
    assert max(means) == means[19] or max(means) == means[20]
    assert means[10] == 0
    assert means[19] == pytest.approx(450 * PROFILE[19], rel=0.12)


def test_a_known_peak_is_learned_from_the_last_one() -> None:
    habits = learn(YEAR, [SCHOOL], on=LATE)
    usual = habits.expect(Shape(2)).kind("B").mean
    peak = habits.expect(Shape(2, peaks=("school",))).kind("B").mean
    assert peak / usual == pytest.approx(TRUE_SCHOOL, rel=0.1)


def test_a_peak_that_never_was_is_taken_as_published() -> None:
    exam = Peak("exam", ("A",), 1.8)
    habits = learn(YEAR, [exam], on=LATE)
    usual, peak = habits.expect(Shape(1)), habits.expect(Shape(1, peaks=("exam",)))
    assert peak.kind("A").mean / usual.kind("A").mean == pytest.approx(1.8)
    assert peak.kind("B").mean == usual.kind("B").mean


def test_a_peak_withdrawn_since_changes_nothing() -> None:
    habits = learn(YEAR, [], on=LATE)
    ghost = habits.expect(Shape(1, peaks=("school",)))
    assert ghost.total.mean == habits.expect(Shape(1)).total.mean


def test_the_day_after_a_long_break_is_learned() -> None:
    twice = [
        Past(
            one.day,
            one.shape._replace(off_before=5),
            {k: tuple(2 * n for n in c) for k, c in one.counts.items()},
        )
        if number % 25 == 0
        else one
        for number, one in enumerate(YEAR)
    ]
    habits = learn(twice, [SCHOOL], on=LATE)
    usual = habits.expect(Shape(0)).total.mean
    after = habits.expect(Shape(0, off_before=4)).total.mean
    assert 1.7 < after / usual < 2.1


def test_eight_days_in_ten_fall_in_the_range() -> None:
    inside = halves = slots = 0
    tried = YEAR[120:]
    for one in tried:
        habits = learn(YEAR, [SCHOOL], on=one.day)
        forecast = habits.expect(one.shape)
        came = sum(map(sum, one.counts.values()))
        inside += forecast.total.low <= came <= forecast.total.high
        for slot in range(18, 34):
            count = sum(counts[slot] for counts in one.counts.values())
            expect = forecast.by_slot[slot]
            halves += expect.low <= count <= expect.high
            slots += 1
    assert 0.66 <= inside / len(tried) <= 0.92
    assert 0.75 <= halves / slots <= 0.92  # whole numbers: never below the share


def test_later_days_teach_nothing_about_earlier_ones() -> None:
    known = learn(YEAR[:100], [SCHOOL], on=YEAR[100].day)
    all_of_it = learn(YEAR, [SCHOOL], on=YEAR[100].day)
    assert known.expect(Shape(3)).means == all_of_it.expect(Shape(3)).means


def test_too_short_a_past_is_said() -> None:
    with pytest.raises(Refusal) as refused:
        learn(YEAR[:9], [], on=LATE)
    assert refused.value.code == "forecast.no-history"
    assert refused.value.facts == {"days": 9, "least": 10}
    assert refused.value.remedy


def test_the_future_is_no_history() -> None:
    with pytest.raises(Refusal):
        learn(YEAR, [], on=FIRST)


@given(st.floats(0, 190), st.floats(0, 0.5))
def test_quantiles_rise_and_surround_the_middle(mean: float, spread: float) -> None:
    low, middle, high = quantiles(mean, spread, (0.1, 0.5, 0.9))
    assert low <= middle <= high
    assert middle <= mean + 1


@given(st.floats(201, 5000), st.floats(0, 0.2))
def test_many_are_near_enough_to_the_normal_curve(mean: float, spread: float) -> None:
    one = expected(mean, spread)
    assert one.low < mean < one.high


def test_nobody_is_expected_for_certain() -> None:
    assert expected(0, 0.3) == Expected(0, 0, 0)
