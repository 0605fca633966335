"""Every rate travels with what it is a rate of; of nothing there is no rate."""

from hypothesis import given
from hypothesis import strategies as st

from yichuang.reviews.rules.figures import Figures

LEVELS = st.dictionaries(st.integers(1, 5), st.integers(0, 500))


@given(LEVELS, st.integers(0, 1000), st.data())
def test_parts_never_exceed_the_whole(
    levels: dict[int, int], reviewable: int, data: st.DataObject
) -> None:
    reviewed = data.draw(st.integers(0, reviewable))
    told = Figures(levels, reviewable=reviewable, reviewed=reviewed)
    every = sum(levels.values())
    for rate in (told.positive, told.satisfied, told.bad):
        assert rate.whole == every
        assert 0 <= rate.part <= every
    assert told.positive.part + told.bad.part == every
    assert told.satisfied.part <= told.positive.part
    assert told.active == (reviewed, reviewable)
    if every:
        assert told.average is not None
        assert 2 <= told.average <= 10


def test_of_nothing_there_is_no_rate() -> None:
    told = Figures({}, 0, 0)
    assert told.positive.percent is None
    assert told.average is None
    assert told.positive.is_small


def test_the_average_is_the_mean_level_doubled() -> None:
    assert Figures({5: 1, 4: 1}, 2, 2).average == 9.0
    assert Figures({1: 3}, 3, 3).average == 2.0


def test_mostly_satisfied_is_positive_but_not_satisfied() -> None:
    told = Figures({3: 1, 2: 1}, 2, 2)
    assert (told.positive.part, told.satisfied.part, told.bad.part) == (1, 0, 1)
