"""What the queue does when it hears of other rooms: a plan becomes a draft roster."""

from datetime import date, datetime

from yichuang.accounts.policies import SYSTEM
from yichuang.journal.events import EntryFacts
from yichuang.queueing.services import rosters
from yichuang.queueing.services.appointments.ahead import from_plan


def staff_a_plan(entry: EntryFacts, *, at: datetime) -> None:
    """A plan was adopted: its windows get people, as a draft the manager publishes."""
    if entry.hall_id is None:
        return
    rosters.from_duties(
        entry.hall_id,
        date.fromisoformat(str(entry.facts["day"])),
        {duty["window"]: duty["slots"] for duty in entry.facts["duties"]},
        source=entry.about,
        by=SYSTEM,
        at=at,
    )


def offer_a_plan(entry: EntryFacts, *, at: datetime) -> None:
    """A plan was adopted: its seats are offered; nobody who booked loses a time by it."""
    if entry.hall_id is None:
        return
    day = date.fromisoformat(str(entry.facts["day"]))
    from_plan(entry.hall_id, day, entry.facts["capacity"], at=at)
