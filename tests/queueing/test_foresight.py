"""How long it will take: played forward by the order itself, ranged by what was."""

from random import Random

import pytest

from tests.factories.accounts import NOW
from tests.factories.queueing import call, later, make_seat, make_ticket, serve
from yichuang.organisation.models import Hall
from yichuang.queueing.queries.foresight import how_good
from yichuang.queueing.rules.foresight import (
    ENOUGH,
    FARTHEST,
    Calibration,
    Range,
    Server,
    calibrate,
    foresee,
    score,
)
from yichuang.queueing.rules.line import Line
from yichuang.queueing.rules.order import Skills, Waiting
from yichuang.queueing.rules.policy import Policy, Standing

A = Skills(("A",))
MINUTES = {"A": 10.0, "": 10.0}


def line(*waiting: Waiting) -> Line:
    return Line(Policy(), waiting)


def test_with_a_free_window_and_nobody_ahead_it_is_at_once() -> None:
    assert foresee(line(Waiting(1, "A", 0)), [Server(A, 0)], MINUTES, 1, 0) == (0, 0)


def test_two_windows_halve_the_wait_and_a_talk_under_way_counts() -> None:
    crowd = [Waiting(number, "A", number) for number in range(1, 6)]
    assert foresee(line(*crowd), [Server(A, 4)], MINUTES, 5, 10) == (44, 4)
    both = [Server(A, 4), Server(A, 0)]
    assert foresee(line(*crowd), both, MINUTES, 5, 10) == (20, 4)


def test_priority_that_will_be_called_first_is_counted_ahead() -> None:
    crowd = [Waiting(1, "A", 0), Waiting(2, "A", 5, Standing.DISABLED)]
    assert foresee(line(*crowd), [Server(A, 0)], MINUTES, 1, 30) == (10, 1)


def test_no_window_for_it_means_no_promise() -> None:
    assert foresee(line(Waiting(1, "B", 0)), [Server(A, 0)], MINUTES, 1, 0)[0] is None


def test_a_line_too_long_to_play_goes_on_at_its_pace() -> None:
    crowd = [Waiting(number, "A", number) for number in range(FARTHEST + 101)]
    wait, ahead = foresee(line(*crowd), [Server(A, 0)], MINUTES, FARTHEST + 100, 0)
    assert ahead == FARTHEST + 100
    assert wait == pytest.approx(10 * ahead, rel=0.01)


def test_a_range_learned_on_some_days_holds_for_four_in_five_of_others() -> None:
    chance = Random(4)  # noqa: S311 - a test that is the same each time

    def turned_out(many: int) -> list[tuple[float, float]]:
        expected = [chance.uniform(1, 60) for _ in range(many)]
        return [(one, one * chance.lognormvariate(0, 0.5)) for one in expected]

    ours = calibrate(turned_out(3000))
    told = score((ours.range(one), real) for one, real in turned_out(3000))
    assert 75 <= told.percent <= 85


def test_too_little_experience_keeps_the_first_range() -> None:
    assert calibrate([(5.0, 5.0)] * (ENOUGH - 1)) == Calibration()
    assert calibrate([(5.0, 5.0)] * ENOUGH) != Calibration()


def test_a_range_is_never_turned_round_and_never_below_nothing() -> None:
    for expected in (0, 0.3, 4, 39.9, 500):
        told = Calibration().range(expected)
        assert 0 <= told.low <= told.high
        assert told.high >= 1


def test_the_score_tells_coverage_with_its_denominator() -> None:
    told = score([(Range(10, 5, 15), 15), (Range(10, 5, 15), 16), (Range(3, 1, 4), 0)])
    assert (told.told, told.covered, told.percent, told.error) == (3, 1, 33.3, 5)
    assert score([]).percent is None


def test_what_tickets_were_told_is_scored_against_what_was(hall: Hall) -> None:
    seat = make_seat(5)
    for minute in range(3):
        make_ticket(minute=minute)
    for turn in range(3):
        serve(
            call(seat, minute=10 * turn + 3), begins=10 * turn + 3, ends=10 * turn + 12
        )
    good = how_good(hall.pk, NOW.date(), NOW.date())
    assert good.told == 3
    assert good.covered >= 1
    assert make_ticket(minute=40).foreseen == 0
    assert later(0) == NOW
