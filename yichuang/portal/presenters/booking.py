"""Appointments in words: days and times to choose from, and what was booked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from yichuang.organisation.queries import places
from yichuang.portal.presenters import words
from yichuang.queueing.queries.appointments.booked import Booking
from yichuang.queueing.queries.appointments.offered import GroupRow, OfferedDay
from yichuang.queueing.queries.days import KindCard
from yichuang.queueing.rules.appointments.lifecycle import STANDING, AppointmentState
from yichuang.queueing.rules.appointments.slots import Mode
from yichuang.web.formats import clock, day_weekday

S = AppointmentState


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind of business to book for."""

    url: str
    name: str


@dataclass(frozen=True, slots=True)
class DayChip:
    """A day to choose; `on` for the one whose times are shown."""

    url: str
    says: str
    note: str
    on: bool


@dataclass(frozen=True, slots=True)
class TimeLine:
    """A half-hour: `note` says how many seats are left, or that it is full."""

    id: int
    says: str
    note: str
    free: bool


@dataclass(frozen=True, slots=True)
class BookingPage:
    """An appointment on a page of its own. `turn` when the hall owes another time."""

    code: str
    code_grouped: str
    name: str
    state: str
    when: str
    where: str
    served: str
    on_behalf: str
    group: str
    turn: bool
    standing: bool
    item_key: str
    ticket: str
    offers: tuple[TimeLine, ...]
    url: str
    cancelled: bool


def kind_lines(kinds: Sequence[KindCard], carried: dict[str, str]) -> list[KindLine]:
    """The kinds, each with the way to its times."""
    return [
        KindLine(times_url(row.code, carried), words.tell(row, "name"))
        for row in kinds
        if row.open
    ]


def times_url(kind: str, carried: dict[str, str]) -> str:
    """The page of times, with what it is for."""
    address = reverse("portal:book-times", args=[kind])
    kept = {key: value for key, value in carried.items() if value}
    return f"{address}?{urlencode(kept)}" if kept else address


def day_chips(
    days: Sequence[OfferedDay], chosen: date | None, address: str, kept: dict[str, str]
) -> list[DayChip]:
    """The days that can be booked."""
    return [
        DayChip(
            f"{address}?{urlencode({**kept, 'day': day.day.isoformat()})}",
            day_weekday(day.day),
            _left(day.free),
            day.day == chosen,
        )
        for day in days
    ]


def _left(free: int) -> str:
    if not free:
        return gettext("full")
    return ngettext("%(n)s free", "%(n)s free", free) % {"n": free}


def time_lines(day: OfferedDay | None) -> list[TimeLine]:
    """The half-hours of a day."""
    if day is None:
        return []
    return [
        TimeLine(
            slot.id,
            clock(slot.starts_at),
            words.sentences(_left(slot.free), _served(slot.mode, slot.served_by)),
            slot.free > 0,
        )
        for slot in day.slots
    ]


def _served(mode: Mode, who: str) -> str:
    if mode is Mode.WINDOW:
        return ""
    if who:
        return gettext("%(who)s is there for you alone") % {"who": who}
    return gettext(mode.says)


def group_title(groups: Sequence[GroupRow]) -> str:
    """What people of these busy days say first."""
    return gettext(groups[0].grouping.says) if groups else ""


def booking_page(row: Booking) -> BookingPage:
    """An appointment as whoever comes sees it."""
    hall = places.hall(row.hall_id)
    address = hall.address_en if words.language().startswith("en") else ""
    where = [words.tell(hall, "name"), address or hall.address]
    if row.window:
        where.append(gettext("window %(number)s") % {"number": row.window})
    return BookingPage(
        code=row.code,
        code_grouped=f"{row.code[:5]} {row.code[5:]}",
        name=words.tell_name(row.kind_name, row.kind_name_en),
        state=gettext(row.state.label),
        when=moment(row.starts_at),
        where=gettext(", ").join(filter(None, where)),
        served=_served(row.mode, row.served_by),
        on_behalf=row.on_behalf,
        group=row.group,
        turn=row.state is S.DISPLACED,
        standing=row.state in STANDING,
        item_key=row.item_key,
        ticket=row.ticket,
        offers=tuple(
            TimeLine(one.id, moment(one.starts_at), _left(one.free), one.free > 0)
            for one in row.offers
        ),
        url=reverse("portal:appointment", args=[row.code]),
        cancelled=row.state is S.CANCELLED,
    )


def moment(at: datetime) -> str:
    """3月11日（周三）9:30."""
    between = " " if words.language().startswith("en") else ""
    return f"{day_weekday(at)}{between}{clock(at)}"
