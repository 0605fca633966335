"""The events of a day's lines, read from the journal and decided again."""

from datetime import date, datetime, time, timedelta

from yichuang.journal import queries as journal
from yichuang.organisation.queries import places
from yichuang.queueing.events import ORDER
from yichuang.queueing.queries.days import need_day
from yichuang.queueing.rules import replaying
from yichuang.queueing.rules.policy import Policy


def replay(hall_id: int, on: date) -> replaying.Report:
    """Whether each call of a day followed the policy the day ran under.

    Raises:
        Refusal: "queueing.no-day".
    """
    day = need_day(hall_id, on)
    return replaying.replay(Policy(**day.terms), happened(hall_id, on))


def happened(hall_id: int, on: date) -> list[replaying.Happened]:
    """What changed the order of a day: entries of its tickets that took a step.

    A clock set back may have dated an entry to a neighbouring day; the steps are the
    day's own, so entries are looked for a day around and kept by the day they name.
    """
    zone = places.hall(hall_id).zone
    start = datetime.combine(on, time(), zone)
    found = journal.between(
        [kind.code for kind in ORDER],
        start - timedelta(days=1),
        start + timedelta(days=2),
        hall_id,
    )
    return [
        replaying.Happened(
            code=entry.code,
            ticket=int(entry.about.removeprefix("ticket:")),
            at=entry.at.astimezone(zone).isoformat(timespec="seconds"),
            facts=entry.facts,
        )
        for entry in found
        if entry.facts.get("day") == on.isoformat() and "step" in entry.facts
    ]
