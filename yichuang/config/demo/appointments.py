"""Appointments of the demo hall: terms, seats of the coming days, some that are booked."""

from datetime import date, datetime, timedelta

from yichuang.accounts.policies import SYSTEM, Actor
from yichuang.accounts.services.people import find_or_create_person
from yichuang.config.demo.hours import OfficeTime
from yichuang.kernel.identity.checks import id_check
from yichuang.queueing.queries.appointments.offered import bookable
from yichuang.queueing.queries.days import kinds
from yichuang.queueing.rules.appointments.terms import Terms
from yichuang.queueing.services.appointments import ahead, booking, publishing

PEOPLE = ("林晓", "胡大年", "陈桂芳", "彭小军", "谭秀英")
NO_COUNTY = "430999"
"""Belongs to no county: nobody can have such a number."""
NINE, NOON = 18, 24


def tell(hall_id: int, staff: dict[str, Actor], *, at: datetime) -> None:
    """Terms since a month ago, seats ahead, five who come, a Saturday one to one."""
    manager = staff["manager"]
    today = at.astimezone(OfficeTime(hall_id).zone).date()
    publishing.publish_terms(hall_id, Terms(), today, by=manager, at=at)
    ahead.publish_ahead(at=at)
    first = kinds(hall_id)[0]
    slots = bookable(hall_id, first.id, at=at).order_by("day", "slot")
    for number, slot in enumerate(slots[1 : len(PEOPLE) + 1]):
        person = find_or_create_person(
            name=PEOPLE[number], id_number=_number(number), by=SYSTEM, at=at
        )
        held = booking.hold(slot.pk, person.pk, by=staff["guide"], at=at)
        booking.confirm(held.code, by=staff["guide"], at=at)
    saturday = today + timedelta(days=(5 - today.weekday()) % 7 or 7)
    plan = publishing.Seats(
        kind=first.code,
        day=saturday,
        seats=dict.fromkeys(range(NINE, NOON), 1),
        special=True,
        served_by=staff["clerk"].name,
    )
    publishing.publish_seats(hall_id, plan, by=manager, at=at)


def _number(number: int) -> str:
    """An identity number that checks out and belongs to nobody."""
    body = f"{NO_COUNTY}{date(1960 + number, 3, 4):%Y%m%d}{701 + number}"
    return body + id_check(body)
