"""A day simulated: nobody lost, nobody served twice, called as the hall would call."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from yichuang.planning.rules.day import Counter, Visitor
from yichuang.planning.rules.simulation import MISSED, WALK, simulate
from yichuang.queueing.rules.order import Skills, Tally, Waiting, pick, weight
from yichuang.queueing.rules.policy import Policy, Standing

NINE, NOON, ONE, FIVE = 540.0, 720.0, 780.0, 1020.0
ALL = Skills(("A", "B"))

visitors = st.lists(
    st.builds(
        Visitor,
        st.floats(NINE, FIVE),
        st.sampled_from("AB"),
        st.floats(0.5, 40),
        st.sampled_from(Standing),
        st.none() | st.floats(NINE, FIVE),
        st.floats(5, 300),
    ),
    max_size=40,
).map(lambda some: sorted(some, key=lambda one: one.arrives))
counters = st.lists(
    st.builds(
        lambda own, helps, early, late: (
            Skills(own, tuple({"A", "B"} - set(own)) if helps else ()),
            ((NINE, NOON),) * early + ((ONE, FIVE),) * late,
        ),
        st.sampled_from([("A",), ("B",), ("A", "B")]),
        st.booleans(),
        st.booleans(),
        st.booleans(),
    ),
    min_size=1,
    max_size=5,
).map(lambda some: [Counter(n, s, spans) for n, (s, spans) in enumerate(some, 1)])


@given(visitors, counters)
@settings(max_examples=150, deadline=None)
def test_everybody_is_called_once_or_still_there(
    visitors: list[Visitor], counters: list[Counter]
) -> None:
    run = simulate(visitors, counters, Policy())
    called = [one.visitor for one in run.served]
    assert len(called) == len(set(called))
    assert len(called) + run.unserved == len(visitors)
    for one in run.served:
        assert one.called >= visitors[one.visitor].arrives
        wait = one.called - visitors[one.visitor].arrives
        assert one.came == (wait <= visitors[one.visitor].patience)
    reachable = {
        line
        for one in counters
        if one.spans
        for line in one.skills.own + one.skills.helps
    }
    if all(one.spans and one.spans[-1][1] == FIVE for one in counters):
        lost = sum(visitor.line not in reachable for visitor in visitors)
        assert run.unserved == lost  # who closes last serves until nobody waits


@given(visitors, counters)
@settings(max_examples=100, deadline=None)
def test_a_window_does_one_thing_at_a_time_and_only_on_duty(
    visitors: list[Visitor], counters: list[Counter]
) -> None:
    run = simulate(visitors, counters, Policy())
    last = max((c.spans[-1][1] for c in counters if c.spans), default=0)
    for counter in counters:
        mine = sorted(
            (one.called, one.until)
            for one in run.served
            if one.window == counter.number
        )
        for (_, until), (called, _) in pairwise(mine):
            assert called >= until
        for called, _ in mine:
            assert any(
                start <= called and (called < end or end == last)
                for start, end in counter.spans
            )


@given(visitors, counters)
@settings(max_examples=60, deadline=None)
def test_each_call_is_the_one_the_published_order_makes(
    visitors: list[Visitor], counters: list[Counter]
) -> None:
    policy = Policy()
    run = simulate(visitors, counters, policy)
    tallies: dict[str, Tally] = {}
    gone: set[int] = set()
    skills = {one.number: one.skills for one in counters}
    for call in run.served:
        there = [
            Waiting(n, v.line, v.arrives, v.standing, v.appointment)
            for n, v in enumerate(visitors)
            if n not in gone and v.arrives <= call.called
        ]
        # Who arrives at the very moment of a call may or may not have been seen.
        clash = any(visitors[w.id].arrives == call.called for w in there)
        choice = pick(there, policy, call.called, skills[call.window], tallies)
        assert choice is not None
        if not clash:
            assert choice.ticket.id == call.visitor
        ticket = visitors[call.visitor]
        chosen = Waiting(
            call.visitor,
            ticket.line,
            ticket.arrives,
            ticket.standing,
            ticket.appointment,
        )
        tallies = _called(tallies, chosen, policy)
        gone.add(call.visitor)


def _called(
    tallies: dict[str, Tally], chosen: Waiting, policy: Policy
) -> dict[str, Tally]:
    before = tallies.get(chosen.line, Tally())
    return {**tallies, chosen.line: before.after(weight(chosen, policy))}


def test_a_walk_and_a_missed_call_cost_the_window_time() -> None:
    patient = Visitor(NINE, "A", 10)
    hasty = Visitor(NINE + 1, "A", 10, patience=2)
    third = Visitor(NINE + 2, "A", 10)
    run = simulate(
        [patient, hasty, third], [Counter(1, ALL, ((NINE, FIVE),))], Policy()
    )
    first, missed, last = run.served
    assert first.until == NINE + WALK + 10
    assert not missed.came
    assert missed.until == first.until + MISSED
    assert last.called == missed.until
    assert (run.gone.part, run.gone.whole) == (1, 3)


def test_a_window_back_from_lunch_calls_who_came_meanwhile() -> None:
    counter = Counter(1, ALL, ((NINE, NOON), (ONE, FIVE)))
    run = simulate([Visitor(NOON + 20, "A", 5)], [counter], Policy())
    assert run.served[0].called == ONE
    assert run.p90 == 40


def test_the_same_people_with_one_window_more_do_not_wait_longer_on_the_whole() -> None:
    crowd = [Visitor(NINE + n * 2.0, "A", 9) for n in range(60)]
    few = simulate(
        crowd, [Counter(n, ALL, ((NINE, FIVE),)) for n in (1, 2, 3)], Policy()
    )
    more = simulate(
        crowd, [Counter(n, ALL, ((NINE, FIVE),)) for n in (1, 2, 3, 4)], Policy()
    )
    assert more.mean < few.mean
    assert set(few.busy()) == {1, 2, 3}
    assert few.closes > more.closes


def test_who_waits_by_half_hour_of_arrival() -> None:
    crowd = [
        Visitor(NINE, "A", 5),
        Visitor(NINE + 1, "A", 5),
        Visitor(NINE + 31, "A", 5),
    ]
    run = simulate(crowd, [Counter(1, ALL, ((NINE, FIVE),))], Policy())
    assert run.by_slot() == {18: [0.0, 4.5], 19: [0.0]}
