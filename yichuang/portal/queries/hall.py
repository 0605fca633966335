"""The hall as a visitor needs it: its doors, and who sits where."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from yichuang.cases.rules import clock
from yichuang.organisation.models import Department, Window, WindowState
from yichuang.organisation.queries import calendars, places
from yichuang.organisation.queries.doors import HallNow, hall_now, unusual_days
from yichuang.web.memory import remember

__all__ = [
    "DepartmentHere",
    "HallNow",
    "counted_from",
    "departments_here",
    "hall_now",
    "online_hall",
    "unusual_days",
]


@dataclass(frozen=True, slots=True)
class DepartmentHere:
    """A department and how to reach it; `windows` are the numbers of its own windows."""

    key: str
    name: str
    name_en: str
    phone: str
    windows: tuple[int, ...]


def online_hall() -> int:
    """The hall that takes online applications.

    Raises:
        Refusal: "organisation.no-hall" before a hall was set up.
    """
    hall_id = places.first_hall_id()
    if hall_id is None:
        # `hall` refuses in the same words for a number nobody has.
        places.hall(0)
    return int(hall_id or 0)


def counted_from(hall_id: int, at: datetime) -> date:
    """The day that counts as receipt of what is filed online at this moment: a promise
    shown before filing is the one that is given after it (行政许可法 art. 32)."""
    return clock.receipt_day(
        at,
        calendars.office_hours(hall_id),
        calendars.calendar_for(hall_id),
        cutoff=places.hall(hall_id).online_cutoff,
    )


@remember(seconds=60, size=64)
def departments_here(hall_id: int) -> tuple[DepartmentHere, ...]:
    """The departments stationed in the hall, with their own windows."""
    windows = Window.objects.filter(hall_id=hall_id).exclude(state=WindowState.PAUSED)
    seats = list(windows.order_by("number").values_list("department_id", "number"))
    return tuple(
        DepartmentHere(
            key=row.key,
            name=row.name,
            name_en=row.name_en,
            phone=row.phone,
            windows=_of(row.pk, seats),
        )
        for row in Department.objects.filter(hall_id=hall_id).order_by("id")
    )


def _of(department_id: int, seats: Iterable[tuple[int | None, int]]) -> tuple[int, ...]:
    return tuple(number for owner, number in seats if owner == department_id)
