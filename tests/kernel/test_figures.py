"""Figures are what people would count by hand."""

import statistics as stdlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.kernel.statistics import median, p90, percentile, proportion

values = st.lists(st.integers(-1000, 1000), min_size=1, max_size=60)


@given(values)
def test_the_median_is_the_middle(numbers):
    assert median(numbers) == stdlib.median(numbers)


@given(values, st.integers(1, 100))
def test_a_percentile_is_a_value_that_occurred_and_enough_do_not_exceed(numbers, p):
    found = percentile(numbers, p)
    assert found in numbers
    share = sum(number <= found for number in numbers) * 100
    assert share >= p * len(numbers)


def test_nine_in_ten_waited_at_most_this():
    assert p90(range(1, 101)) == 90
    assert p90([7]) == 7


def test_nothing_has_no_figure():
    assert median([]) is None
    assert p90([]) is None
    assert proportion(0, 0).rate is None
    assert proportion(0, 0).percent is None


@pytest.mark.parametrize("percent", [0, -1, 101])
def test_there_is_no_such_percentile(percent):
    with pytest.raises(ValueError, match="percentile"):
        percentile([1], percent)


def test_a_share_keeps_its_denominator():
    share = proportion(163, 164)
    assert (share.part, share.whole, share.percent) == (163, 164, 99.4)
    assert share.rate == 163 / 164


def test_almost_all_is_never_shown_as_all():
    assert proportion(99_999, 100_000).percent == 99.9
    assert proportion(1, 100_000).percent == 0.1
    assert proportion(5, 5).percent == 100
    assert proportion(0, 5).percent == 0


def test_small_samples_say_so():
    assert proportion(29, 29).is_small
    assert not proportion(30, 30).is_small


@pytest.mark.parametrize(("part", "whole"), [(-1, 3), (4, 3), (1, 0)])
def test_a_part_is_part_of_its_whole(part, whole):
    with pytest.raises(ValueError, match="part"):
        proportion(part, whole)
