"""Answering bad reviews 差评整改: by when, by whom, and how it may end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yichuang.kernel.limits import Limit, Unit, due_date
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.kernel.workdays import WorkCalendar

CONTACT_LIMIT = Limit(1, Unit.WORKDAYS)
"""Somebody gets in touch within one working day (安阳市政务服务条例 art. 52)."""

FIX_LIMIT = Limit(5, Unit.WORKDAYS)
"""What is simple is put right within five working days (德州: feedback within 5)."""

SHORTEST_NOTE = 4


class Ending(StrEnum):
    """How a bad review was answered."""

    FIXED = "fixed"
    PLANNED = "planned"
    EXPLAINED = "explained"

    @property
    def label(self) -> str:
        """English msgid of the ending."""
        return ENDING_LABELS[self]


ENDING_LABELS: Mapping[Ending, str] = {
    Ending.FIXED: N_("Put right at once"),
    Ending.PLANNED: N_("Put right by a date, entered in the list of work"),
    Ending.EXPLAINED: N_("Explained: the law leaves no other way"),
}


@dataclass(frozen=True, slots=True)
class Dues:
    """The last days for getting in touch and for putting right."""

    contact: date
    fix: date


def dues(reviewed_on: date, calendar: WorkCalendar) -> Dues:
    """The days by which a bad review of `reviewed_on` is answered.

    Raises:
        Refusal: "calendar.unknown-year".
    """
    return Dues(
        contact=due_date(reviewed_on, CONTACT_LIMIT, calendar),
        fix=due_date(reviewed_on, FIX_LIMIT, calendar),
    )


def require_stranger(by: str, handlers: frozenset[str]) -> None:
    """Nobody answers a bad review of their own work.

    Raises:
        Refusal: "review.own-work".
    """
    if by in handlers:
        raise Refusal(
            "review.own-work",
            N_("This review is about a case you worked on yourself."),
            remedy=N_("Another review officer or the hall manager answers it."),
        )


def check_note(note: str) -> str:
    """What was said or done, in words.

    Raises:
        Refusal: "review.note-short" at the field note.
    """
    said = " ".join(note.split())
    if len(said) < SHORTEST_NOTE:
        raise Refusal(
            "review.note-short",
            N_("Say in a few words what was said and done."),
            field="note",
            remedy=N_("It is what the next person, and the auditor, will read."),
        )
    return said


def ending_of(value: str) -> Ending:
    """The ending of that name.

    Raises:
        Refusal: "review.no-ending" at the field ending.
    """
    try:
        return Ending(value)
    except ValueError:
        raise Refusal(
            "review.no-ending", N_("Choose how it ended."), field="ending"
        ) from None
