"""How an application arrives: its number, the way it came, the hall that decides it, the
day that counts as receipt, the season it belongs to, and whether somebody made the way."""

from datetime import date, datetime
from typing import Any

from yichuang.accounts.policies import Actor, ActorKind
from yichuang.cases.models import Channel
from yichuang.cases.queries.batches import season_for
from yichuang.cases.rules import clock, elsewhere
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.catalogue.rules.guide import Guide
from yichuang.kernel.identity import case_number
from yichuang.kernel.limits import due_date
from yichuang.organisation.queries import calendars, places
from yichuang.organisation.services import series


def _series_name(hall_id: int, at: datetime) -> str:
    card = places.hall(hall_id)
    return f"case:{card.division}{card.code}:{at.astimezone(card.zone):%Y%m%d}"


def new_number(hall_id: int, at: datetime) -> str:
    """The next number of a hall on a day; cases and bundles share one series."""
    card = places.hall(hall_id)
    serial = series.take(_series_name(hall_id, at))
    return case_number(
        card.division, card.code, at.astimezone(card.zone).date(), serial
    )


def channel_of(by: Actor) -> Channel:
    """The way something came in, by who brings it."""
    return {ActorKind.CITIZEN: Channel.ONLINE, ActorKind.MACHINE: Channel.MACHINE}.get(
        by.kind, Channel.WINDOW
    )


def receipt_of(state: CaseState, hall_id: int, at: datetime) -> dict[str, Any]:
    """The columns that say when the papers came in and until when we must answer."""
    if state is CaseState.DRAFT:
        return {}
    calendar = calendars.calendar_for(hall_id)
    online = state is CaseState.SUBMITTED
    day = clock.receipt_day(
        at,
        calendars.office_hours(hall_id),
        calendar,
        cutoff=online and places.hall(hall_id).online_cutoff,
    )
    return {
        "submitted_at": at if online else None,
        "received_at": None if online else at,
        "received_on": day,
        "notice_due": due_date(day, clock.NOTICE_LIMIT, calendar),
    }


def season_of(
    state: CaseState, hall_id: int, item_key: str, at: datetime
) -> dict[str, Any]:
    """The season it came in for: that of the day it was filed, however late in it."""
    if state is CaseState.DRAFT:
        return {}
    day = at.astimezone(places.hall(hall_id).zone).date()
    return {"batch_id": season_for(hall_id, item_key, day)}


def hall_for(guide: Guide, hall_id: int, *, online: bool) -> int:
    """Online a matter goes straight to the hall that decides it; at a window of another
    hall it may be collected only where its guide says so (通办范围)."""
    home = places.department(guide.department_id).hall_id
    if home == hall_id or online:
        return home
    there = places.hall(home)
    elsewhere.require_reach(
        reach_code=guide.reach_code,
        here=places.hall(hall_id).division,
        there=there.division,
        hall=there.name,
    )
    return hall_id


def first_visit(state: CaseState, channel: Channel, today: date) -> dict[str, object]:
    """Whoever hands papers in at a window came once 跑动次数."""
    if state is not CaseState.RECEIVED or channel is not Channel.WINDOW:
        return {}
    return {"visits": 1, "visited_on": today}
