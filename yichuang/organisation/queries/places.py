"""Halls, departments and windows as frozen cards."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.models import Department, Hall, Window
from yichuang.web.memory import remember


@dataclass(frozen=True, slots=True)
class HallCard:
    """A hall as other rooms need it."""

    id: int
    code: str
    division: str
    division_name: str
    name: str
    name_en: str
    short_name: str
    address: str
    address_en: str
    phone: str
    complaint_phone: str
    zone: ZoneInfo
    online_cutoff: bool


@dataclass(frozen=True, slots=True)
class DepartmentCard:
    """A department as other rooms need it."""

    id: int
    hall_id: int
    key: str
    name: str
    name_en: str
    short_name: str
    uscc: str
    phone: str
    review_body: str
    court: str


@dataclass(frozen=True, slots=True)
class WindowCard:
    """A window as other rooms need it."""

    id: int
    hall_id: int
    number: int
    name: str
    name_en: str
    department_id: int | None


@remember(seconds=60, size=64)
def hall(hall_id: int) -> HallCard:
    """The card of a hall.

    Raises:
        Refusal: "organisation.no-hall" when there is none with this id.
    """
    row = Hall.objects.select_related("division").filter(pk=hall_id).first()
    if row is None:
        raise Refusal("organisation.no-hall", N_("There is no such hall."))
    return HallCard(
        id=row.pk,
        code=row.code,
        division=row.division_id,
        division_name=row.division.name,
        name=row.name,
        name_en=row.name_en,
        short_name=row.short_name,
        address=row.address,
        address_en=row.address_en,
        phone=row.phone,
        complaint_phone=row.complaint_phone,
        zone=ZoneInfo(row.time_zone),
        online_cutoff=row.online_cutoff,
    )


def hall_names() -> list[tuple[int, str]]:
    """(id, name) of every hall, for choices."""
    return list(Hall.objects.order_by("id").values_list("id", "name"))


@remember(seconds=60, size=4)
def first_hall_id() -> int | None:
    """The hall that online applications go to when there is only one."""
    return Hall.objects.order_by("id").values_list("id", flat=True).first()


@remember(seconds=60, size=256)
def department(department_id: int) -> DepartmentCard:
    """The card of a department.

    Raises:
        Department.DoesNotExist: for an id that was never given.
    """
    row = Department.objects.get(pk=department_id)
    return DepartmentCard(
        id=row.pk,
        hall_id=row.hall_id,
        key=row.key,
        name=row.name,
        name_en=row.name_en,
        short_name=row.short_name,
        uscc=row.uscc,
        phone=row.phone,
        review_body=row.review_body,
        court=row.court,
    )


@remember(seconds=60, size=256)
def department_id(hall_id: int, key: str) -> int | None:
    """The department of a hall that the catalogue calls `key`."""
    return (
        Department.objects.filter(hall_id=hall_id, key=key)
        .values_list("id", flat=True)
        .first()
    )


@remember(seconds=60, size=256)
def windows(hall_id: int) -> tuple[WindowCard, ...]:
    """The windows of a hall in order of their numbers."""
    return tuple(
        WindowCard(
            id=row.pk,
            hall_id=row.hall_id,
            number=row.number,
            name=row.name,
            name_en=row.name_en,
            department_id=row.department_id,
        )
        for row in Window.objects.filter(hall_id=hall_id).order_by("number")
    )
