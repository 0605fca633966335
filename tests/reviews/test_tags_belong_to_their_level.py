"""The national remarks: each belongs to one level, and three at most may be chosen."""

import pytest

from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.reviews.rules import asking
from yichuang.reviews.rules.levels import (
    LONGEST_TEXT,
    TAGS,
    Channel,
    Level,
    check_tags,
    level_of,
)
from yichuang.reviews.services.reviewing import Said, check

RANGES = {5: (510, 517), 4: (406, 413), 3: (307, 314), 2: (207, 214), 1: (108, 115)}


def test_the_national_codes_are_all_there() -> None:
    for level, (first, last) in RANGES.items():
        codes = [str(code) for code in range(first, last + 1)]
        assert list(TAGS[Level(level)]) == codes
    every = [code for tags in TAGS.values() for code in tags]
    assert len(every) == len(set(every)) == 40


@pytest.mark.parametrize("level", list(Level))
def test_a_remark_of_another_level_is_refused(level: Level) -> None:
    for other in set(Level) - {level}:
        with pytest.raises(Refusal) as refused:
            check_tags(level, [next(iter(TAGS[other]))])
        assert refused.value.code == "review.foreign-tag"
        assert refused.value.field == "tags"


def test_three_at_most_and_in_the_national_order() -> None:
    assert check_tags(Level.GOOD, ["411", "408", "411"]) == ("408", "411")
    with pytest.raises(Refusal) as refused:
        check_tags(Level.GOOD, ["406", "407", "408", "409"])
    assert refused.value.code == "review.tags-many"


@pytest.mark.parametrize("level", [0, 6, -1])
def test_there_are_five_levels(level: int) -> None:
    with pytest.raises(Refusal) as refused:
        level_of(level)
    assert refused.value.code == "review.no-level"


def test_everything_wrong_is_told_at_once() -> None:
    with pytest.raises(Refusals) as refused:
        check(Said(5, ("115",), "长" * (LONGEST_TEXT + 1)))
    assert {one.field for one in refused.value.items} == {"tags", "text"}


def test_remarks_of_a_face_that_was_left_do_not_count() -> None:
    filled = asking.read({"level": ["2"], "tags-2": ["213"], "tags-4": ["411"]})
    assert filled == asking.Filled(2, ("213",), "")
    assert asking.read({"level": ["x"]}) == asking.Filled(0, (), "")
    assert asking.read({}) == asking.Filled(0, (), "")


def test_a_link_names_how_people_came() -> None:
    assert asking.channel_of("sms") is Channel.SMS
    assert asking.channel_of("tablet") is Channel.LINK
    assert asking.channel_of("") is Channel.LINK
