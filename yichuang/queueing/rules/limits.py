"""Who may draw a ticket, when, and how many: told in words before anything is written."""

from datetime import datetime, timedelta

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.rules.doors import Doors

REMOTE_A_DAY = 3
"""Tickets from one phone in a day, whatever became of them."""
FARTHEST = 240
"""Minutes of travel beyond which a remote ticket makes no sense."""


def need_open(doors: Doors, *, opens: str) -> None:
    """Tickets are given while the hall is open. `opens` is the next opening in words.

    Raises:
        Refusal: "queueing.closed".
    """
    if not doors.open:
        raise Refusal(
            "queueing.closed",
            N_("The hall is closed now."),
            remedy=N_("It opens next at %(opens)s; you can book a time for that day."),
            opens=opens or "—",
        )


def need_travel(minutes: int, doors: Doors, at: datetime) -> None:
    """Whoever draws from afar must be able to arrive before the hall closes.

    Raises:
        Refusal: "queueing.travel", "queueing.too-late".
    """
    if not 0 <= minutes <= FARTHEST:
        raise Refusal(
            "queueing.travel",
            N_("The way to the hall takes 0 to %(most)s minutes."),
            field="travel_minutes",
            remedy=N_("Enter how long you need to get here."),
            most=FARTHEST,
        )
    closes = doors.changes_at
    if doors.open and closes and at + timedelta(minutes=minutes) >= closes:
        raise Refusal(
            "queueing.too-late",
            N_("You would arrive after the hall closes."),
            field="travel_minutes",
            remedy=N_("Book a time for another day, or apply online."),
        )


def need_phone_limit(known: int, live: str) -> None:
    """One remote ticket at a time, three a day: `known` drawn so far, `live` the number
    of the one that still counts.

    Raises:
        Refusal: "queueing.one-remote", "queueing.phone-limit".
    """
    if live:
        raise Refusal(
            "queueing.one-remote",
            N_("You already hold ticket %(number)s."),
            field="phone",
            remedy=N_("Use it, or give it up before you draw another."),
            number=live,
        )
    if known >= REMOTE_A_DAY:
        raise Refusal(
            "queueing.phone-limit",
            N_("%(most)s tickets were drawn by this phone today."),
            field="phone",
            remedy=N_("Take a ticket in the hall, or book a time."),
            most=REMOTE_A_DAY,
        )


def need_person_limit(live: str) -> None:
    """One ticket for a person and kind at a time.

    Raises:
        Refusal: "queueing.one-each".
    """
    if live:
        raise Refusal(
            "queueing.one-each",
            N_("You already hold ticket %(number)s for this."),
            field="kind",
            remedy=N_("Use it; at the window you can settle several matters."),
            number=live,
        )


def need_room(given: int, limit: int | None) -> None:
    """A kind may have a limit for the day.

    Raises:
        Refusal: "queueing.full".
    """
    if limit is not None and given >= limit:
        raise Refusal(
            "queueing.full",
            N_("All %(limit)s tickets of this kind were given today."),
            field="kind",
            remedy=N_("Book a time for another day, or apply online."),
            limit=limit,
        )
