"""A day decided again: each call of the journal against what the rule says.

Anyone with the journal and the published policy can run it: the proof that nobody was
called out of turn. A fault names the ticket that was called and the one that was due.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from yichuang.queueing.rules.line import Line
from yichuang.queueing.rules.order import Skills, Waiting
from yichuang.queueing.rules.policy import Policy, Standing


@dataclass(frozen=True, slots=True)
class Happened:
    """One change of an order, as the journal told it."""

    code: str
    ticket: int
    at: str
    facts: Mapping[str, Any]

    @property
    def step(self) -> int:
        """Its place in the day."""
        return int(self.facts["step"])


@dataclass(frozen=True, slots=True)
class Fault:
    """A step that does not follow: `called` is the number at the window, `due` who
    should have been, "" for nobody; for other kinds the sentence is in `kind`."""

    step: int
    at: str
    kind: str
    called: str = ""
    due: str = ""
    window: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a replay found."""

    steps: int
    calls: int
    faults: tuple[Fault, ...]

    @property
    def followed(self) -> bool:
        """Whether every call followed the policy."""
        return not self.faults


def waiting_of(one: Happened) -> Waiting:
    """The ticket as the rule sees it, from the facts of an event."""
    facts = one.facts
    booked = facts.get("appointment")
    return Waiting(
        id=one.ticket,
        line=str(facts["line"]),
        arrived=facts["arrived"] / 60,
        standing=Standing(facts["standing"]),
        appointment=None if booked is None else booked / 60,
        returned_after=facts.get("after"),
    )


def replay(policy: Policy, happened: Iterable[Happened]) -> Report:
    """Decide a day again, step by step."""
    line = Line(policy)
    numbers: dict[int, str] = {}
    faults: list[Fault] = []
    steps = calls = last = 0
    for one in sorted(happened, key=lambda one: one.step):
        steps += 1
        numbers[one.ticket] = str(one.facts["number"])
        if one.step == last:
            faults.append(Fault(one.step, one.at, "step-twice"))
        last = one.step
        if one.code == "ticket.called":
            calls += 1
            faults += _check_call(line, one, numbers)
        else:
            _follow(line, one)
    return Report(steps, calls, tuple(faults))


def _check_call(line: Line, one: Happened, numbers: Mapping[int, str]) -> list[Fault]:
    facts = one.facts
    skills = Skills(tuple(facts["own"]), tuple(facts["helps"]))
    due = line.peek(skills, facts["clock"] / 60)
    if due is not None and due.id == one.ticket:
        line.next(skills, facts["clock"] / 60)
        return []
    if one.ticket in line:  # as it was called, so that later steps are judged fairly
        line.take(one.ticket)
    return [
        Fault(
            one.step,
            one.at,
            "out-of-turn" if due else "not-in-line",
            called=numbers[one.ticket],
            due=numbers.get(due.id, "") if due else "",
            window=facts.get("window"),
        )
    ]


def _follow(line: Line, one: Happened) -> None:
    """Stand in line, leave it, or stand elsewhere, as the event says."""
    if one.ticket in line:
        line.remove(one.ticket)
    if one.facts.get("waiting"):
        line.add(waiting_of(one))
