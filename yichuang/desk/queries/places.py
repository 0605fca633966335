"""Which hall somebody works in, and what day it is there."""

from datetime import date, datetime

from yichuang.accounts.policies import Actor
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import places
from yichuang.organisation.queries.places import HallCard


def hall_of(by: Actor) -> HallCard:
    """The hall the actor works in; who belongs to every hall stands in the first one.

    Raises:
        Refusal: "desk.no-hall" before a hall was set up.
    """
    hall_id = by.hall_id or places.first_hall_id()
    if hall_id is None:
        raise Refusal(
            "desk.no-hall",
            N_("No hall has been set up yet."),
            remedy=N_("An administrator sets it up once, from the hall's file."),
        )
    return places.hall(hall_id)


def hall_id_of(by: Actor) -> int:
    """The key of that hall, to look something up in it; 0 before a hall was set up."""
    return by.hall_id or places.first_hall_id() or 0


def today_of(by: Actor, at: datetime) -> date:
    """The day of a moment on the wall of the actor's hall."""
    return at.astimezone(hall_of(by).zone).date()
