"""Appointments as staff see them: a day by time, one on a sheet, seats of a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from yichuang.desk.presenters.words import english
from yichuang.kernel.identity import mask_phone
from yichuang.queueing.queries.appointments.booked import Booking, Hit
from yichuang.queueing.queries.appointments.offered import OfferedDay
from yichuang.queueing.rules.appointments.lifecycle import STANDING, AppointmentState
from yichuang.queueing.rules.appointments.slots import Mode
from yichuang.web.formats import clock, day_clock, day_weekday
from yichuang.web.presenters import Link

S = AppointmentState
LOOK = {
    S.HELD: ("pause", "clock"),
    S.BOOKED: ("ok", "calendar-check"),
    S.DISPLACED: ("warn", "alert-triangle"),
    S.ARRIVED: ("done", "circle-check"),
    S.MISSED: ("step", "user-off"),
}


@dataclass(frozen=True, slots=True)
class BookedLine:
    """One appointment in a list."""

    url: str
    code: str
    time: str
    when: str
    person: str
    kind: str
    state: str
    look: str
    icon: str
    note: str
    may_check_in: bool


@dataclass(frozen=True, slots=True)
class HitLine:
    """Somebody whom a cut would hit, with the times that would be offered."""

    id: int
    person: str
    phone: str
    when: str
    offers: str


def crumb() -> Link:
    """The first step of the way here."""
    return Link(gettext("Appointments"), reverse("desk:appointments"))


def line(row: Booking) -> BookedLine:
    """An appointment in a list."""
    look, icon = LOOK.get(row.state, ("pause", "circle-minus"))
    parts = [row.ticket, row.group, row.served_by]
    if row.mode is not Mode.WINDOW:
        parts.append(gettext(row.mode.says))
    if row.on_behalf:
        parts.append(gettext("for %(name)s") % {"name": row.on_behalf})
    return BookedLine(
        url=reverse("desk:appointment", args=[row.code]),
        code=row.code,
        time=clock(row.starts_at),
        when=f"{day_weekday(row.starts_at)} {clock(row.starts_at)}",
        person=row.person,
        kind=row.kind_name_en if english() and row.kind_name_en else row.kind_name,
        state=gettext(row.state.label),
        look=look,
        icon=icon,
        note=" · ".join(filter(None, parts)),
        may_check_in=row.state in STANDING,
    )


def time_choices(days: Sequence[OfferedDay]) -> list[tuple[int, str]]:
    """Free half-hours of all days, for a list."""
    return [
        (slot.id, f"{day_clock(slot.starts_at)} ({slot.free})")
        for day in days
        for slot in day.slots
        if slot.free
    ]


def hit_line(row: Hit) -> HitLine:
    """Somebody on the list a manager confirms."""
    return HitLine(
        id=row.id,
        person=row.person,
        phone=mask_phone(row.phone) if row.phone else "",
        when=day_clock(row.starts_at),
        offers=gettext(", ").join(day_clock(at) for at in row.offers)
        or gettext("nothing free; call them"),
    )


def day_words(day: date) -> str:
    """3月11日（周三）."""
    return day_weekday(day)
