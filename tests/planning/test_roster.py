"""The plan: enough windows at the least hours, proven; and honest when it cannot be."""

import pytest

from yichuang.planning.engines.draws import days
from yichuang.planning.engines.roster import Roster, solve
from yichuang.planning.engines.search import propose
from yichuang.planning.rules.day import Crowd
from yichuang.planning.rules.forecast import SLOTS, Forecast
from yichuang.planning.rules.shifts import Pattern, Shift, Team, patterns
from yichuang.planning.rules.staffing import GOAL, Need, first_guess
from yichuang.queueing.rules.order import Skills
from yichuang.queueing.rules.policy import Policy, Standing

OPEN = tuple(range(18, 34))
COMPREHENSIVE = Team((1, 2, 3, 4, 5), Skills(("A", "B")), OPEN)
SPECIAL = Team((6, 7, 8), Skills(("A",)), OPEN)


def need(a: float = 0, b: float = 0, whole: int = 0) -> Need:
    def flat(load: float) -> tuple[float, ...]:
        return tuple(load if slot in OPEN else 0.0 for slot in range(SLOTS))

    lines = {"A": flat(a), "B": flat(b)}
    return Need(OPEN, lines, tuple(whole if s in OPEN else 0 for s in range(SLOTS)))


def on_duty(roster: Roster, slot: int) -> set[int]:
    return {one.window for one in roster.duties if slot in one.pattern.slots}


def test_every_half_hour_is_covered_by_windows_that_can() -> None:
    roster = solve(need(a=2, b=2.5, whole=5), [COMPREHENSIVE, SPECIAL])
    assert not roster.lacks
    assert roster.gap <= 0.02
    for slot in OPEN:
        on = on_duty(roster, slot)
        assert len(on) >= 5
        assert len(on & set(COMPREHENSIVE.windows)) >= 3


def test_nobody_works_two_shifts_or_through_a_meal() -> None:
    roster = solve(need(a=3, whole=4), [COMPREHENSIVE, SPECIAL])
    windows = [one.window for one in roster.duties]
    assert len(windows) == len(set(windows))
    for one in roster.duties:
        assert len(one.pattern.slots) in {8, 12, 14}
        if len(one.pattern.slots) > 8:
            assert len(one.pattern.spans) == 2


def test_what_no_roster_covers_is_named() -> None:
    roster = solve(need(b=7, whole=7), [COMPREHENSIVE, SPECIAL])
    missing = {one.line: one.windows for one in roster.lacks if one.slot == 20}
    assert missing["B"] >= 2


def test_patterns_fit_the_hours_and_meals_the_noon() -> None:
    found = patterns(OPEN)
    assert all(set(one.slots) <= set(OPEN) for one in found)
    with_meal = [one for one in found if len(one.spans) == 2]
    assert with_meal
    for one in with_meal:
        (_, left), (back, _) = one.spans
        assert 11.5 * 60 <= left <= 13.5 * 60
        assert back > left


def test_a_hall_that_closes_at_noon_has_mornings_and_afternoons() -> None:
    assert patterns((18, 19, 20, 27, 28)) == (
        Pattern((18, 19, 20)),
        Pattern((18, 19, 20, 27, 28)),
        Pattern((27, 28)),
    )


def test_a_short_day_is_worked_as_a_whole() -> None:
    assert patterns((18, 19, 20), (Shift(8),)) == (Pattern((18, 19, 20)),)
    assert Pattern((18, 19, 20)).spans == ((540.0, 630.0),)
    assert patterns(()) == ()


PROFILE = tuple(
    {18: 0.08, 19: 0.12, 20: 0.12, 24: 0.02}.get(slot, 0.05) if slot in OPEN else 0.0
    for slot in range(SLOTS)
)
CROWD = Crowd({"A": 5.0, "B": 8.0}, {"A": 0.6, "B": 0.6}, {Standing.ELDERLY: 0.1})


def forecast(a: float, b: float) -> Forecast:
    lines = {"A": a, "B": b}
    means = {line: tuple(n * s for s in PROFILE) for line, n in lines.items()}
    return Forecast(means, 0.005, 0.01)


def test_a_day_drawn_is_the_same_for_the_same_seed_and_as_large_as_expected() -> None:
    one, other = (list(days(forecast(200, 50), CROWD, seed=4, count=12)) for _ in "ab")
    assert one == other
    assert one != list(days(forecast(200, 50), CROWD, seed=5, count=12))
    mean = sum(map(len, one)) / len(one)
    assert mean == pytest.approx(sum(PROFILE) * 250, rel=0.08)
    takes = [visitor.takes for day in one for visitor in day if visitor.line == "B"]
    assert sum(takes) / len(takes) == pytest.approx(8, rel=0.1)
    assert all(
        [v.arrives for v in day] == sorted(v.arrives for v in day) for day in one
    )


def test_the_plan_keeps_the_wait_with_fewer_hours_than_everybody_all_day() -> None:
    expected = forecast(160, 50)
    drawn = list(days(expected, CROWD, seed=1, count=6))
    steps: list[int] = []
    found = propose(
        first_guess(expected, CROWD.takes, OPEN),
        [COMPREHENSIVE, SPECIAL],
        drawn,
        Policy(),
        progress=lambda done, of: steps.append(done),
    )
    assert found.good
    assert found.p90 <= GOAL
    assert found.roster.hours < 8 * len(OPEN) / 2
    assert steps == sorted(steps)
    assert not any(run.unserved for run in found.runs)


def test_a_day_too_large_for_the_hall_is_said() -> None:
    expected = forecast(900, 300)
    drawn = list(days(expected, CROWD, seed=1, count=3))
    found = propose(
        first_guess(expected, CROWD.takes, OPEN),
        [COMPREHENSIVE, SPECIAL],
        drawn,
        Policy(),
    )
    assert not found.good
    assert found.late
    assert found.roster.lacks
