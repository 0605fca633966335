"""The order: fair, near appointments, never starving, always the same, and quick."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.queueing.lines import crowds, policies, skills
from yichuang.queueing.rules.line import Line
from yichuang.queueing.rules.order import (
    Reason,
    Skills,
    Tally,
    Waiting,
    explain,
    pick,
    weight,
)
from yichuang.queueing.rules.policy import Policy, Standing

A = Skills(("A",))


@settings(max_examples=60, deadline=None)
@given(crowds(), policies, st.lists(skills, min_size=1, max_size=40), st.data())
def test_the_quick_line_and_the_plain_rule_choose_alike(
    crowd: list[Waiting], policy: Policy, calls: list[Skills], data: st.DataObject
) -> None:
    line = Line(policy, crowd)
    there, tallies, now = list(crowd), {}, 60.0
    for window in calls:
        now += data.draw(st.integers(0, 5))
        if there and data.draw(st.booleans()):
            leaves = data.draw(st.sampled_from(there))
            line.remove(leaves.id)
            there.remove(leaves)
        choice = pick(there, policy, now, window, tallies)
        assert line.peek(window, now) == (choice.ticket if choice else None)
        assert line.next(window, now) == (choice.ticket if choice else None)
        if choice:
            there.remove(choice.ticket)
            name = choice.ticket.line
            tally = tallies.get(name, Tally())
            tallies[name] = tally.after(weight(choice.ticket, policy))
            assert line.tally(name) == tallies[name]
            assert line.size(name) == sum(one.line == name for one in there)
    assert len(line) == len(there)
    assert sorted(line.waiting()) == sorted(there)


@settings(max_examples=40, deadline=None)
@given(crowds(), policies, skills, st.integers(0, 200), st.randoms())
def test_the_order_does_not_depend_on_how_the_list_was_read(
    crowd: list[Waiting], policy: Policy, window: Skills, now: int, chance
) -> None:
    shuffled = list(crowd)
    chance.shuffle(shuffled)
    tallies = {"A": Tally(3, 2)}
    assert pick(crowd, policy, now, window, tallies) == pick(
        shuffled, policy, now, window, tallies
    )


@settings(max_examples=40, deadline=None)
@given(crowds(), policies)
def test_never_more_than_k_favoured_in_a_row_while_an_ordinary_one_waits(
    crowd: list[Waiting], policy: Policy
) -> None:
    line = Line(policy, [one._replace(line="A", returned_after=None) for one in crowd])
    in_a_row = 0
    while len(line):
        ordinary = any(weight(one, policy) == 1 for one in line.waiting())
        called = line.next(A, 130)
        assert called is not None
        in_a_row = in_a_row + 1 if weight(called, policy) > 1 else 0
        assert in_a_row <= policy.most_in_a_row or not ordinary


@settings(max_examples=25, deadline=None)
@given(crowds(), policies, st.integers(1, 6))
def test_nobody_starves_however_many_with_priority_keep_coming(
    crowd: list[Waiting], policy: Policy, coming: int
) -> None:
    """Each minute one is called and a disabled person and a new appointment come."""
    line = Line(policy, [one._replace(line="A") for one in crowd])
    number, now = 1000, 200.0
    for minute in range(2000):
        now = 200.0 + minute
        if not any(one.id < 1000 for one in line.waiting()):
            return
        if minute % (coming + 1) < coming:
            number += 2
            line.add(Waiting(number, "A", now, Standing.DISABLED))
            line.add(Waiting(number + 1, "A", now, appointment=now))
        line.next(A, now)
        line.next(A, now)
    raise AssertionError(f"still waiting after {now} minutes")


@given(st.integers(11, 60), st.integers(1, 40))
def test_an_appointment_is_kept_near_its_time(wait: int, others: int) -> None:
    """Nobody has waited over an hour: who comes in time is next at their time, and not
    before it counts while others wait."""
    policy = Policy()
    crowd = [Waiting(n, "A", 600 - wait, Standing.ORDINARY) for n in range(others)]
    booked = Waiting(99, "A", 580, appointment=600)
    line = Line(policy, [*crowd, booked])
    assert line.peek(A, 589) != booked
    assert line.peek(A, 600) == (booked if wait < 60 else crowd[0])


def test_who_comes_too_late_for_an_appointment_waits_as_everybody() -> None:
    policy = Policy(appointment_late=15)
    late = Waiting(1, "A", 616, appointment=600)
    assert pick([late, Waiting(2, "A", 610)], policy, 617, A, {}).ticket.id == 2
    in_time = late._replace(arrived=615)
    assert pick([in_time, Waiting(2, "A", 610)], policy, 617, A, {}).ticket.id == 1


def test_who_missed_a_call_lets_others_pass_unless_nobody_is_there() -> None:
    policy, back = Policy(), Waiting(1, "A", 0, returned_after=3)
    crowd = [back, *(Waiting(n, "A", n) for n in range(2, 6))]
    line = Line(policy, crowd)
    assert [line.next(A, 60).id for _ in range(5)] == [2, 3, 4, 1, 5]
    alone = pick([back], policy, 60, A, {})
    assert (alone.ticket, alone.reason) == (back, Reason.EARLY_RETURN)


def test_a_window_helps_others_only_while_its_own_line_is_empty() -> None:
    window = Skills(("A",), ("B",))
    crowd = [Waiting(1, "B", 0, Standing.DISABLED), Waiting(2, "A", 59)]
    assert pick(crowd, Policy(), 60, window, {}).ticket.id == 2
    helped = pick(crowd[:1], Policy(), 60, window, {})
    assert helped.ticket.id == 1
    assert helped.helping


def test_a_clock_set_back_changes_no_one_s_place_within_a_weight() -> None:
    line = Line(Policy(), [Waiting(1, "A", 600), Waiting(2, "A", 610)])
    assert line.peek(A, 500).id == 1


def test_why_is_it_before_mine() -> None:
    policy = Policy()
    old = Waiting(17, "A", 30, Standing.ELDERLY)
    mine = Waiting(16, "A", 20)
    why = explain(mine, old, policy, 45, Tally())
    assert why.first == old
    assert why.facts == {
        "minutes": 15,
        "weight": 2,
        "other_minutes": 25,
        "other_weight": 1,
    }
    turn = explain(mine, old, policy, 45, Tally(calls=9, streak=2))
    assert turn.first == mine
    assert turn.facts == {"k": 2}
    longer = explain(mine, Waiting(15, "A", 10), policy, 45, Tally())
    assert longer.facts == {"time": 10, "other": 20}
    booked = Waiting(3, "A", 40, appointment=50)
    assert explain(mine, booked, policy, 49, Tally()).facts == {"time": 50}
    back = Waiting(4, "A", 0, returned_after=12)
    assert explain(mine, back, policy, 45, Tally(calls=10)).facts == {"calls": 2}


def test_a_line_that_has_somebody_does_not_take_them_twice() -> None:
    line = Line(Policy(), [Waiting(1, "A", 0)])
    try:
        line.add(Waiting(1, "B", 0))
    except ValueError:
        return
    raise AssertionError("taken twice")
