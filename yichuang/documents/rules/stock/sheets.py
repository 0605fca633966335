"""What becomes of each sheet: waits, goes to the printer, comes out well or is spoiled."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

MOST_SHEETS = 5_000
"""Sheets in one run."""

MOST_AT_ONCE = 500
"""Sheets handed to the printer in one PDF: what a tray holds."""


class SheetState(StrEnum):
    """Where one sheet of a run stands; `PRINTED` is what has force."""

    WAITING = "waiting"
    SENT = "sent"
    PRINTED = "printed"
    VOID = "void"

    @property
    def label(self) -> str:
        """English msgid."""
        return SHEETS[self]


SHEETS: dict[SheetState, str] = {
    SheetState.WAITING: N_("Waits to be printed"),
    SheetState.SENT: N_("In the printer"),
    SheetState.PRINTED: N_("On paper"),
    SheetState.VOID: N_("Sheet void"),
}


class RunState(StrEnum):
    """Where a run stands; follows from its sheets and from whether it was ended."""

    READY = "ready"
    SENT = "sent"
    DONE = "done"
    ENDED = "ended"

    @property
    def label(self) -> str:
        """English msgid."""
        return RUNS[self]


RUNS: dict[RunState, str] = {
    RunState.READY: N_("Ready to print"),
    RunState.SENT: N_("In the printer, not looked at yet"),
    RunState.DONE: N_("All on paper"),
    RunState.ENDED: N_("Ended, not all on paper"),
}


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of the sheets in the printer, as slices of them in order: the first
    `good` are on paper, the next `spoiled` void, the rest never left the tray."""

    good: int
    spoiled: int


def fates(sent: int, good: int, spoiled: int, reason: str) -> Fate:
    """What the clerk says of the sheets that were handed to the printer.

    Raises:
        Refusal: "sheets.count" (field "good" or "spoiled"), "sheets.reason" (field
            "reason") for spoiled sheets nobody says why.
    """
    if not 0 <= good <= sent:
        raise _count("good", sent)
    if not 0 <= spoiled <= sent - good:
        raise _count("spoiled", sent)
    if spoiled:
        require_reason(reason)
    return Fate(good, spoiled)


def require_reason(reason: str) -> str:
    """The reason as it is kept.

    Raises:
        Refusal: "sheets.reason" (field "reason").
    """
    clean = " ".join(reason.split())[:200]
    if not clean:
        raise Refusal(
            "sheets.reason",
            N_("A sheet is void, or printed again, only for a reason."),
            field="reason",
            remedy=N_("Write in a few words what happened, for example paper jam."),
        )
    return clean


def _count(field: str, sent: int) -> Refusal:
    return Refusal(
        "sheets.count",
        N_("%(sent)s sheets were in the printer; the numbers do not fit."),
        field=field,
        remedy=N_("Count the sheets that came out, and those that were spoiled."),
        sent=sent,
    )


def require_some(numbers: Sequence[str]) -> None:
    """Raises Refusal "print.no-document" for a run of nothing, "print.too-many" for more
    than are printed in one."""
    if not numbers:
        raise Refusal(
            "print.no-document",
            N_("There is nothing to print."),
            field="numbers",
            remedy=N_("Choose at least one certificate."),
        )
    if len(numbers) > MOST_SHEETS:
        raise Refusal(
            "print.too-many",
            N_("%(count)s sheets are too many for one run; at most %(most)s."),
            field="numbers",
            remedy=N_("Print some now, and the rest in another run."),
            count=len(numbers),
            most=MOST_SHEETS,
        )
