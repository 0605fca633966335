"""Who is called next: one function of (who waits, policy, time, skills, tally).

The same function calls tickets in the hall, orders a simulated day and replays a day
that was. Times are minutes on one clock, mostly since midnight; fractions are welcome.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from yichuang.kernel.text import N_, Msgid
from yichuang.queueing.rules.policy import Policy, Standing

ORDINARY_WEIGHT = 1


class Waiting(NamedTuple):
    """A ticket whose holder is in the hall, as far as the order needs it.

    `line` is where it waits: a business kind, or one window ("@12") after a transfer.
    `returned_after` is set for somebody who missed a call: the number of calls the line
    must have had before they are called again.
    """

    id: int
    line: str
    arrived: float
    standing: Standing = Standing.ORDINARY
    appointment: float | None = None
    returned_after: int | None = None


class Tally(NamedTuple):
    """What a line remembers: calls so far, and favoured calls since an ordinary one."""

    calls: int = 0
    streak: int = 0

    def after(self, weight: int) -> "Tally":
        """The tally once a ticket of this weight was called."""
        streak = self.streak + 1 if weight > ORDINARY_WEIGHT else 0
        return Tally(self.calls + 1, streak)


class Skills(NamedTuple):
    """Lines a window serves: its own; and those it helps while nobody is in its own."""

    own: tuple[str, ...]
    helps: tuple[str, ...] = ()


class Reason(StrEnum):
    """Why a ticket was chosen."""

    LONGEST = "longest"
    PRIORITY = "priority"
    APPOINTMENT = "appointment"
    TURN = "turn"
    RETURNED = "returned"
    EARLY_RETURN = "early_return"

    @property
    def says(self) -> Msgid:
        """English msgid of the reason."""
        return REASON_SAYS[self]


REASON_SAYS: dict[Reason, Msgid] = {
    Reason.LONGEST: N_("waited longest"),
    Reason.PRIORITY: N_("a priority by law, and waited long enough for it to count"),
    Reason.APPOINTMENT: N_("has an appointment about now"),
    Reason.TURN: N_("it is the turn of somebody without priority"),
    Reason.RETURNED: N_("missed a call, and has let others go first"),
    Reason.EARLY_RETURN: N_("missed a call, and nobody else is waiting"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is next and why; `helping` when the window has nobody in its own lines."""

    ticket: Waiting
    reason: Reason
    score: float
    helping: bool = False


def kept_time(waiting: Waiting, policy: Policy) -> bool:
    """Whether the ticket has an appointment and its holder came in time for it."""
    return (
        waiting.appointment is not None
        and waiting.arrived <= waiting.appointment + policy.appointment_late
    )


def weight(waiting: Waiting, policy: Policy) -> int:
    """What each minute counts; an appointment kept is never worth less than a priority."""
    own = policy.weight_of(waiting.standing)
    return max(own, policy.appointment) if kept_time(waiting, policy) else own


def since(waiting: Waiting, policy: Policy) -> float:
    """From when the minutes count."""
    if waiting.appointment is not None and kept_time(waiting, policy):
        return waiting.appointment - policy.appointment_lead
    return waiting.arrived


def rank(
    waiting: Waiting, policy: Policy, now: float
) -> tuple[float, float, float, int]:
    """The order as a sort key, least first: score, then since when, arrival, number."""
    start = since(waiting, policy)
    score = weight(waiting, policy) * (now - start)
    return (-score, start, waiting.arrived, waiting.id)


def pick(
    waiting: Iterable[Waiting],
    policy: Policy,
    now: float,
    skills: Skills,
    tallies: Mapping[str, Tally],
) -> Choice | None:
    """The next ticket for a window with these skills; None when nobody waits for it.

    In each line: after `most_in_a_row` favoured tickets an ordinary one is next, if any
    waits. Somebody who missed a call waits for the calls they must let pass, unless
    nobody else is there. Lines that a window only helps come after its own.
    """
    by_line: dict[str, list[Waiting]] = {}
    for one in waiting:
        by_line.setdefault(one.line, []).append(one)
    for early in (False, True):
        for lines in skills:
            chosen = [
                one
                for line in lines
                for one in _open(
                    by_line.get(line, ()),
                    policy,
                    tallies.get(line, Tally()),
                    early=early,
                )
            ]
            if chosen:
                best = min(chosen, key=lambda one: rank(one, policy, now))
                tally = tallies.get(best.line, Tally())
                return Choice(
                    best,
                    reason(best, policy, tally),
                    -rank(best, policy, now)[0],
                    helping=lines is not skills.own,
                )
    return None


def _open(
    line: Iterable[Waiting], policy: Policy, tally: Tally, *, early: bool
) -> list[Waiting]:
    """Who of a line may be called now; with `early` those who must still wait too."""
    there = [one for one in line if early or is_due(one, tally)]
    if tally.streak < policy.most_in_a_row:
        return there
    ordinary = [one for one in there if weight(one, policy) == ORDINARY_WEIGHT]
    return ordinary or there


def is_due(waiting: Waiting, tally: Tally) -> bool:
    """Whether somebody who missed a call has let enough others pass."""
    return waiting.returned_after is None or waiting.returned_after <= tally.calls


def reason(ticket: Waiting, policy: Policy, tally: Tally) -> Reason:
    """Why this ticket, in one word."""
    if ticket.returned_after is not None:
        return Reason.RETURNED if is_due(ticket, tally) else Reason.EARLY_RETURN
    if kept_time(ticket, policy):
        return Reason.APPOINTMENT
    if weight(ticket, policy) > ORDINARY_WEIGHT:
        return Reason.PRIORITY
    return Reason.TURN if tally.streak >= policy.most_in_a_row else Reason.LONGEST


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one ticket is called before another: a sentence and what fills it."""

    first: Waiting
    second: Waiting
    says: Msgid
    facts: Mapping[str, object]


WHY: dict[str, Msgid] = {
    "another": N_("The two wait in different lines."),
    "passing": N_("It missed a call and lets %(calls)s more go first."),
    "turn": N_(
        "%(k)s with priority were called in a row: it is the turn of somebody without."
    ),
    "appointment": N_("It has an appointment at %(time)s."),
    "weight": N_(
        "Its %(minutes)s minutes count %(weight)s times by law,"
        " more than %(other_minutes)s minutes counted %(other_weight)s times."
    ),
    "longer": N_("It has waited longer: since %(time)s, the other since %(other)s."),
}


def explain(
    one: Waiting, other: Waiting, policy: Policy, now: float, tally: Tally
) -> Explanation:
    """Why one of two tickets of a line is called before the other, as things stand now.

    `time` and `other` among the facts are minutes; who shows them makes them a clock.
    """
    first = _earlier(one, other, policy, now, tally)
    second = other if first is one else one
    if first.line != second.line:
        return Explanation(first, second, WHY["another"], {})
    key, facts = _because(first, second, policy, now, tally)
    return Explanation(first, second, WHY[key], facts)


def _earlier(
    one: Waiting, other: Waiting, policy: Policy, now: float, tally: Tally
) -> Waiting:
    lines = Skills((one.line, other.line) if one.line != other.line else (one.line,))
    tallies = {one.line: tally, other.line: tally}
    choice = pick((one, other), policy, now, lines, tallies)
    return choice.ticket if choice else one


def _because(
    first: Waiting, second: Waiting, policy: Policy, now: float, tally: Tally
) -> tuple[str, dict[str, object]]:
    if is_due(first, tally) and not is_due(second, tally):
        passing = (second.returned_after or 0) - tally.calls
        return "passing", {"calls": passing}
    counts, other_counts = weight(first, policy), weight(second, policy)
    if counts == ORDINARY_WEIGHT < other_counts and (
        tally.streak >= policy.most_in_a_row
    ):
        return "turn", {"k": policy.most_in_a_row}
    if kept_time(first, policy) and not kept_time(second, policy):
        return "appointment", {"time": first.appointment}
    if counts > other_counts:
        return "weight", {
            "minutes": round(now - since(first, policy)),
            "weight": counts,
            "other_minutes": round(now - since(second, policy)),
            "other_weight": other_counts,
        }
    return "longer", {"time": since(first, policy), "other": since(second, policy)}
