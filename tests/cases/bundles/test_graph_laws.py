"""Laws of the graph, of the longest path and of early acceptance, on random graphs."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.cases.rules.bundles import (
    Standing,
    doomed,
    ended,
    legs_of,
    longest_path,
    promised_by,
    released,
    waiting_for,
)
from yichuang.catalogue.rules.graph import circle, downstream, waves
from yichuang.kernel.limits import Limit, due_date
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.workdays import WorkCalendar, YearPlan

CALENDAR = WorkCalendar({year: YearPlan() for year in (2026, 2027, 2028)})
START = date(2026, 3, 10)
KEYS = tuple("abcdefgh")
Graph = dict[str, tuple[str, ...]]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """A graph without circles: each key may wait for earlier ones only."""
    keys = KEYS[: draw(st.integers(1, len(KEYS)))]
    return {
        key: tuple(draw(st.sets(st.sampled_from(keys[:number])))) if number else ()
        for number, key in enumerate(keys)
    }


@st.composite
def timed(draw: st.DrawFn) -> tuple[Graph, dict[str, Limit]]:
    graph = draw(graphs())
    words = st.sampled_from(["S", "1W", "3W", "10W", "20W", "4H", "9N"])
    return graph, {key: Limit.parse(draw(words)) for key in graph}


@st.composite
def underway(draw: st.DrawFn) -> tuple[Graph, Graph, dict[str, Standing]]:
    """A graph with some hard edges, and where each child stands."""
    waits = draw(graphs())
    needs = {
        key: tuple(other for other in others if draw(st.booleans()))
        for key, others in waits.items()
    }
    return waits, needs, {key: draw(st.sampled_from(Standing)) for key in waits}


@given(graphs())
def test_without_a_circle_everything_has_its_wave(graph: Graph) -> None:
    assert circle(graph) == ()
    order = [key for wave in waves(graph) for key in wave]
    assert sorted(order) == sorted(graph)
    place = {key: number for number, key in enumerate(order)}
    assert all(place[b] < place[a] for a, others in graph.items() for b in others)


@given(graphs(), st.data())
def test_a_circle_is_named_step_by_step(graph: Graph, data: st.DataObject) -> None:
    last = data.draw(st.sampled_from(sorted(graph)))
    behind = sorted({last, *downstream(graph, last)})
    first = data.draw(st.sampled_from(behind))
    closed = {**graph, last: (*graph[last], first)}
    path = circle(closed)
    assert path[0] == path[-1]
    assert len(path) > 1
    steps = itertools.pairwise(path)
    assert all(after in closed[before] for before, after in steps)


@given(timed())
def test_the_bundle_lasts_as_long_as_its_longest_path(
    given_: tuple[Graph, dict[str, Limit]],
) -> None:
    graph, limits = given_
    legs = legs_of(graph, limits, START, CALENDAR)
    path = longest_path(legs)
    assert path[0].starts == START
    assert path[-1].due == promised_by(legs) == max(leg.due for leg in legs.values())
    for before, after in itertools.pairwise(path):
        assert after.starts == before.due
        assert before.key in graph[after.key]
    for key, others in graph.items():
        assert all(legs[key].starts >= legs[other].due for other in others)


@given(timed())
def test_never_longer_than_one_after_another_nor_shorter_than_the_longest_part(
    given_: tuple[Graph, dict[str, Limit]],
) -> None:
    graph, limits = given_
    legs = legs_of(graph, limits, START, CALENDAR)
    whole = promised_by(legs)
    assert whole is not None
    assert all(
        whole >= due_date(START, limit, CALENDAR)
        for limit in limits.values()
        if limit.unit.value != "H"
    )
    in_a_row = START
    for leg in legs.values():
        in_a_row += leg.told.due - leg.starts
    slack = timedelta(days=4 * len(legs))  # a shifted leg meets other weekends
    assert whole <= in_a_row + slack


def test_the_path_of_a_restaurant_is_counted_by_hand() -> None:
    graph = {"register": (), "food": ("register",), "sign": ("register",)}
    limits = {
        "register": Limit.parse("S"),
        "food": Limit.parse("6W"),
        "sign": Limit.parse("3W"),
    }
    legs = legs_of(graph, limits, START, CALENDAR)
    assert [leg.key for leg in longest_path(legs)] == ["register", "food"]
    assert promised_by(legs) == date(2026, 3, 18)
    assert legs["food"].told.counted == 6


def test_what_was_done_early_shortens_the_rest() -> None:
    graph = {"a": (), "b": ("a",)}
    limits = {"a": Limit.parse("5W"), "b": Limit.parse("1W")}
    done = {"a": date(2026, 3, 11)}
    legs = legs_of(graph, limits, START, CALENDAR, done)
    assert promised_by(legs) == date(2026, 3, 12)


def test_an_unknown_year_is_an_error_and_no_guess() -> None:
    with pytest.raises(Refusal):
        legs_of({"a": ()}, {"a": Limit.parse("3W")}, date(2028, 12, 29), CALENDAR)


@given(underway())
def test_nobody_is_released_before_what_it_needs_is_there(
    given_: tuple[Graph, Graph, dict[str, Standing]],
) -> None:
    """部门间相互容缺: accepted early, decided only after (domain.md 4.5)."""
    waits, needs, now = given_
    for key in released(needs, waits, now):
        assert all(now[other] is Standing.RESULT for other in needs[key])
        assert all(now[other] is not Standing.RUNNING for other in waits[key])
        assert waiting_for(key, needs, waits, now) == ()


@given(underway())
def test_a_failure_takes_only_those_along_that_need_it(
    given_: tuple[Graph, Graph, dict[str, Standing]],
) -> None:
    _waits, needs, now = given_
    lost = {key for key, standing in now.items() if standing is Standing.FAILED}
    behind = {key for one in lost for key in downstream(needs, one)}
    taken = doomed(needs, now)
    assert set(taken) <= {key for key in behind if now[key] is Standing.RUNNING}
    assert all(why in needs[key] for key, why in taken.items())
    for key, others in needs.items():
        if now[key] is Standing.RUNNING and lost & set(others):
            assert key in taken
    assert taken.keys().isdisjoint(released(needs, needs, now))


@given(underway())
def test_unless_somebody_is_doomed_somebody_can_always_go_on(
    given_: tuple[Graph, Graph, dict[str, Standing]],
) -> None:
    waits, needs, now = given_
    stuck = not released(needs, waits, now) and not doomed(needs, now)
    assert not stuck or ended(now)
