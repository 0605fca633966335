"""The hall in a few words: open or closed, until when, where, which phone."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from yichuang.assistance.queries import FacilityRow, ThingRow
from yichuang.organisation.queries.places import WindowCard
from yichuang.organisation.rules.doors import DoorDay, Doors
from yichuang.portal.presenters import words
from yichuang.portal.queries.hall import DepartmentHere, HallNow
from yichuang.web import formats


@dataclass(frozen=True, slots=True)
class HallRow:
    """The hall on the start page and in guides."""

    name: str
    address: str
    phone: str
    help_phone: str
    open: bool
    says: str
    today: str
    week: tuple[tuple[str, str], ...]
    line: str


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day that differs from the week."""

    when: str
    says: str


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """A department with its windows and matters; a matter is (name, key)."""

    name: str
    phone: str
    windows: str
    matters: tuple[tuple[str, str], ...]


def hall_row(now: HallNow, at: datetime) -> HallRow:
    """The hall at a moment."""
    card = now.hall
    address = card.address_en if words.language() == "en" else ""
    return HallRow(
        name=words.tell(card, "name"),
        address=address or card.address,
        phone=card.phone,
        help_phone=card.complaint_phone,
        open=now.doors.open,
        says=_says(now.doors, at),
        today=_today(now.doors.today),
        week=words.week_words(now.hours.week),
        line=words.hours_line(now.hours),
    )


def _says(doors: Doors, at: datetime) -> str:
    if doors.changes_at is None:
        return gettext("Closed now")
    today = formats.day(at) == formats.day(doors.changes_at)
    time = {"time": words.clock(doors.changes_at.time())}
    if doors.open:
        return gettext("Open now, until %(time)s") % time
    if today:
        return gettext("Closed now, opens again at %(time)s") % time
    when = words.when(doors.changes_at, doors.today.day)
    return gettext("Closed now, opens %(when)s") % {"when": when}


def _today(day: DoorDay) -> str:
    spans = words.spans_words(day.spans)
    if spans:
        return gettext("Today %(hours)s") % {"hours": spans}
    if day.reason:
        return gettext("Closed today: %(reason)s") % {
            "reason": words.holiday(day.reason)
        }
    return gettext("Closed today")


def day_rows(days: tuple[DoorDay, ...]) -> tuple[DayRow, ...]:
    """The unusual days, each in words."""
    return tuple(DayRow(formats.day_weekday(day.day), _unusual(day)) for day in days)


def _unusual(day: DoorDay) -> str:
    what = gettext("closed") if day.closed else words.spans_words(day.spans)
    return f"{what}{gettext(', ')}{words.holiday(day.reason)}" if day.reason else what


def department_rows(
    departments: tuple[DepartmentHere, ...],
    matters: dict[str, list[tuple[str, str]]],
) -> tuple[DepartmentRow, ...]:
    """The departments; `matters` are (name, key) by department key."""
    return tuple(
        DepartmentRow(
            name=words.tell(row, "name"),
            phone=row.phone,
            windows=gettext(", ").join(map(str, row.windows)),
            matters=tuple(matters.get(row.key, ())),
        )
        for row in departments
    )


def window_rows(windows: tuple[WindowCard, ...]) -> tuple[tuple[str, str], ...]:
    """(name, numbers) of the windows, those of one name together."""
    rows: dict[str, list[str]] = {}
    for window in windows:
        rows.setdefault(words.tell(window, "name"), []).append(str(window.number))
    return tuple((name, gettext(", ").join(numbers)) for name, numbers in rows.items())


def thing_rows(things: tuple[ThingRow, ...]) -> tuple[tuple[str, int, int, str], ...]:
    """(name, how many are in, of how many, where to ask); what is out of use is left
    out."""
    return tuple(
        (
            words.tell_name(row.name, row.name_en),
            row.free,
            row.count,
            words.tell_name(row.place, row.place_en),
        )
        for row in things
        if row.count
    )


def facility_rows(rows: tuple[FacilityRow, ...]) -> tuple[tuple[str, str, bool], ...]:
    """(name, where it is, whether something of it waits to be mended)."""
    return tuple(
        (words.tell_name(row.name, row.name_en), row.place, bool(row.defects))
        for row in rows
    )
