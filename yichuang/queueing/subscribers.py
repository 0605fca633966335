"""What the queue does when it hears of other rooms: a plan becomes a draft roster,
a received case is noted on its ticket."""

from datetime import date, datetime

from yichuang.accounts.policies import SYSTEM
from yichuang.journal.events import EntryFacts
from yichuang.queueing.queries.roster import current
from yichuang.queueing.services import linking, rosters
from yichuang.queueing.services.appointments.ahead import from_plan

STAFF = "staff"


def staff_a_plan(entry: EntryFacts, *, at: datetime) -> None:
    """A plan was adopted: its windows get people, as a draft the manager publishes."""
    day = date.fromisoformat(str(entry.facts["day"]))
    if entry.hall_id is None or entry.about == current(entry.hall_id, day).source:
        return
    rosters.from_duties(
        entry.hall_id,
        day,
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


def link_received(entry: EntryFacts, *, at: datetime) -> None:
    """Papers were received: the ticket at the window of whoever did leads to the case."""
    kind, _colon, number = entry.actor.partition(":")
    if kind == STAFF and number.isdecimal():
        linking.link_received(
            int(number), entry.about.removeprefix("case:"), received=entry.at, at=at
        )
