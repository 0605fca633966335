"""Archiving 归档: how long a dossier is kept, what may be destroyed, and by whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yichuang.cases.rules.lifecycle import CaseState, Outcome
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_


class Term(StrEnum):
    """Retention classes 保管期限 (机关文件材料归档范围和文书档案保管期限规定, art. 6)."""

    PERMANENT = "permanent"
    LONG = "y30"
    SHORT = "y10"

    @property
    def label(self) -> str:
        """English msgid of the class."""
        return TERM_LABELS[self]

    @property
    def years(self) -> int | None:
        """Years after the year of closing; None for ever."""
        return YEARS[self]


TERM_LABELS: dict[Term, str] = {
    Term.PERMANENT: N_("permanent"),
    Term.LONG: N_("30 years"),
    Term.SHORT: N_("10 years"),
}
YEARS: dict[Term, int | None] = {Term.PERMANENT: None, Term.LONG: 30, Term.SHORT: 10}

LASTING_KINDS = frozenset({"01", "07", "09"})
"""Licences 许可, confirmations 确认 and adjudications 裁决: rights rest on them."""


class DestructionState(StrEnum):
    """Where a list of dossiers proposed for destruction stands."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """English msgid of the state's name."""
        return DESTRUCTION_LABELS[self]


DESTRUCTION_LABELS: dict[DestructionState, str] = {
    DestructionState.PROPOSED: N_("Proposed, waits for the supervisor"),
    DestructionState.CONFIRMED: N_("Confirmed, destroyed"),
    DestructionState.DROPPED: N_("Dropped, everything stays"),
}


def default_term(kind_code: str, outcome: str) -> Term:
    """The class of a case whose hall has published no other: what was granted and lasts
    30 years, everything else 10."""
    granted = outcome == Outcome.APPROVED
    return Term.LONG if granted and kind_code in LASTING_KINDS else Term.SHORT


def keep_until(closed_on: date, term: Term) -> date | None:
    """The last day it is kept: counted from New Year after closing; None for ever.

    >>> keep_until(date(2026, 3, 10), Term.SHORT)
    datetime.date(2036, 12, 31)
    """
    return None if term.years is None else date(closed_on.year + term.years, 12, 31)


@dataclass(frozen=True, slots=True)
class Kept:
    """An archived case as the rules of destruction see it."""

    number: str
    until: date | None
    held: bool
    destroyed: bool = False


def expired(rows: Iterable[Kept], today: date) -> tuple[Kept, ...]:
    """What a list may propose: its time is over, nothing holds it, it still exists."""
    return tuple(
        row
        for row in rows
        if row.until is not None
        and row.until < today
        and not row.held
        and not row.destroyed
    )


def require_closed(state: str) -> None:
    """Only a closed case is archived.

    Raises:
        Refusal: "archive.not-closed".
    """
    if state != CaseState.CLOSED:
        raise Refusal(
            "archive.not-closed",
            N_("The case is not closed yet, so its dossier is not complete."),
            remedy=N_("Archive it after the result was handed over."),
        )


def require_not_destroyed(*, destroyed: bool, number: str) -> None:
    """What was destroyed cannot be exported again.

    Raises:
        Refusal: "archive.destroyed".
    """
    if destroyed:
        raise Refusal(
            "archive.destroyed",
            N_("The dossier of case %(number)s was destroyed after its time."),
            remedy=N_("The list of destroyed dossiers says when and by whom."),
            number=number,
        )


def require_other_confirms(*, proposed_by: str, confirms: str) -> None:
    """Nobody confirms the list they proposed.

    Raises:
        Refusal: "archive.own-list".
    """
    if proposed_by == confirms:
        raise Refusal(
            "archive.own-list",
            N_("You proposed this list yourself, so somebody else confirms it."),
            remedy=N_("Leave it to another supervisor."),
        )


def require_reason(reason: str, *, field: str = "reason") -> str:
    """The reason in a sentence.

    Raises:
        Refusal: "archive.reason-unsaid" at `field`.
    """
    if not reason.strip():
        raise Refusal(
            "archive.reason-unsaid",
            N_("A reason is needed."),
            field=field,
            remedy=N_("Write in one sentence why; it stays on record."),
        )
    return reason.strip()


def term_of(value: str) -> Term:
    """The retention class of that name.

    Raises:
        Refusal: "archive.no-term" (field "term").
    """
    try:
        return Term(value)
    except ValueError:
        raise Refusal(
            "archive.no-term",
            N_("There is no such retention class."),
            field="term",
            remedy=N_("Choose permanent, y30 or y10."),
        ) from None
