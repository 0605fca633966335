"""Seasons that are applied for together, and work done on many cases at once."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

LONGEST_SEASON = 184
"""Natural days: a season is one of the year's two (教师资格条例 art. 14)."""

CHUNK = 200
"""Cases written in one transaction: long enough to be quick, and short enough that a
clerk at the window does not feel it."""

MOST = 20_000
"""Cases in one run."""

VOLUME = 500
"""Documents in one printed volume; nobody sends ten thousand sheets at once."""


class Stage(StrEnum):
    """Where a season stands; follows from its days and its cases."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    REVIEWED = "reviewed"
    DECIDED = "decided"

    @property
    def label(self) -> str:
        """English msgid of the stage's name."""
        return STAGE_LABELS[self]


STAGE_LABELS: dict[Stage, str] = {
    Stage.PLANNED: N_("Not open yet"),
    Stage.OPEN: N_("Open for applications"),
    Stage.CLOSED: N_("Closed, being reviewed"),
    Stage.REVIEWED: N_("Reviewed, to be decided"),
    Stage.DECIDED: N_("Decided"),
}


class Action(StrEnum):
    """What can be done to many cases at once."""

    ACCEPT = "accept"
    CHECK = "check"
    ROUTE = "route"
    APPROVE = "approve"
    REFUSE = "refuse"
    DECIDE = "decide"
    PRINT = "print"

    @property
    def label(self) -> str:
        """English msgid of what is done."""
        return ACTION_LABELS[self]


ACTION_LABELS: dict[Action, str] = {
    Action.ACCEPT: N_("Accept many"),
    Action.CHECK: N_("Find many in order"),
    Action.ROUTE: N_("Send many to a post"),
    Action.APPROVE: N_("Approve many"),
    Action.REFUSE: N_("Refuse many"),
    Action.DECIDE: N_("Decide as reviewed"),
    Action.PRINT: N_("Print many"),
}


class RunState(StrEnum):
    """Where a run stands."""

    RUNNING = "running"
    STOPPED = "stopped"
    DONE = "done"

    @property
    def label(self) -> str:
        """English msgid of the state's name."""
        return RUN_LABELS[self]


RUN_LABELS: dict[RunState, str] = {
    RunState.RUNNING: N_("Running"),
    RunState.STOPPED: N_("Stopped"),
    RunState.DONE: N_("Finished"),
}


class RowState(StrEnum):
    """Where one case of a run stands."""

    WAITING = "waiting"
    DONE = "done"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Counts:
    """The cases of a season. `reviewed` have a finding or a decision."""

    members: int = 0
    waiting: int = 0
    accepted: int = 0
    reviewed: int = 0
    decided: int = 0


def stage(opens: date, closed_on: date | None, counts: Counts, *, today: date) -> Stage:
    """Where a season stands.

    >>> stage(date(2026, 9, 1), None, Counts(), today=date(2026, 9, 3))
    <Stage.OPEN: 'open'>
    """
    if closed_on is None:
        return Stage.PLANNED if today < opens else Stage.OPEN
    if counts.decided >= counts.members:
        return Stage.DECIDED
    return Stage.REVIEWED if counts.reviewed >= counts.members else Stage.CLOSED


def require_window(opens: date, closes: date) -> None:
    """A season opens before it closes and takes half a year at most.

    Raises:
        Refusal: "batch.window" (field "closes").
    """
    if closes < opens:
        raise Refusal(
            "batch.window",
            N_("The season would close before it opens."),
            field="closes",
            remedy=N_("Enter a last day on or after the first."),
        )
    if (closes - opens).days > LONGEST_SEASON:
        raise Refusal(
            "batch.window",
            N_("A season takes at most %(most)s days."),
            field="closes",
            remedy=N_("Teacher certification is applied for twice a year; correct it."),
            most=LONGEST_SEASON,
        )


def require_over(closes: date, today: date) -> None:
    """A season is closed when its published last day is over, not before: until then
    everybody may apply.

    Raises:
        Refusal: "batch.still-open".
    """
    if today <= closes:
        raise Refusal(
            "batch.still-open",
            N_(
                "The season is open until %(closes)s, and everybody may apply until then."
            ),
            remedy=N_("Close it on the day after, or let the clock do it."),
            closes=closes,
        )


def require_reason(action: Action, reason: str) -> None:
    """A refusal gives its reasons, also when many are refused (行政许可法 art. 38).

    Raises:
        Refusal: "case.reason-unsaid" (field "reason").
    """
    if action is Action.REFUSE and not reason.strip():
        raise Refusal(
            "case.reason-unsaid",
            N_("A reason is needed."),
            field="reason",
            remedy=N_("Write in one or two sentences why; every applicant reads it."),
        )


def require_roster(rows: int, *, most: int, field: str) -> None:
    """Raises Refusal "roster.empty" or "roster.too-long" for a school's list, at the
    field it came by."""
    if not rows:
        raise Refusal(
            "roster.empty",
            N_("The list has no rows."),
            field=field,
            remedy=N_("Put one applicant in each row, below the headings."),
        )
    if rows > most:
        raise Refusal(
            "roster.too-long",
            N_("The list has %(rows)s rows; at most %(most)s go in one file."),
            field=field,
            remedy=N_("Split it, for example by faculty."),
            rows=rows,
            most=most,
        )


def require_some(count: int) -> None:
    """Raises Refusal "batch.nothing" for no case, "batch.too-many" for too many."""
    if count < 1:
        raise Refusal(
            "batch.nothing",
            N_("No case was chosen."),
            field="cases",
            remedy=N_("Tick at least one case, or choose all of the list."),
        )
    if count > MOST:
        raise Refusal(
            "batch.too-many",
            N_("%(count)s cases are too many at once; at most %(most)s."),
            field="cases",
            remedy=N_("Filter the list, and do the rest afterwards."),
            count=count,
            most=MOST,
        )


def require_found(*, agrees: bool | None) -> bool:
    """The decision of a season follows its review; what nobody reviewed is not decided.

    Raises:
        Refusal: "batch.not-reviewed".
    """
    if agrees is None:
        raise Refusal(
            "batch.not-reviewed",
            N_("Nobody has reviewed this application yet."),
            remedy=N_("Review it first: in order, or not and why."),
        )
    return agrees


def require_finding(*, agrees: bool, reason: str) -> None:
    """Raises Refusal "case.reason-unsaid" for a finding against without its reason."""
    if not agrees and not reason.strip():
        raise Refusal(
            "case.reason-unsaid",
            N_("A reason is needed."),
            field="reason",
            remedy=N_("Say in a sentence what stands against it."),
        )


def volumes(total: int) -> int:
    """How many printed volumes so many documents make.

    >>> volumes(0), volumes(500), volumes(501)
    (0, 1, 2)
    """
    return -(-total // VOLUME)
