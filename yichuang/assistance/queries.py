"""What can be lent now, who has what, goods that run short, checks that are due."""

from dataclasses import dataclass
from datetime import date, datetime

from yichuang.assistance.models import (
    Consumable,
    Defect,
    Facility,
    Loan,
    LoanState,
    Thing,
)
from yichuang.assistance.rules.checks import overdue
from yichuang.kernel.identity import mask_phone


@dataclass(frozen=True, slots=True)
class ThingRow:
    """A kind of thing: how many are in, of how many."""

    key: str
    name: str
    name_en: str
    place: str
    place_en: str
    free: int
    count: int


@dataclass(frozen=True, slots=True)
class LoanRow:
    """Something that is lent; the phone is masked. `late` when it was due before today."""

    id: int
    thing: str
    thing_en: str
    who: str
    lent_at: datetime
    late: bool


@dataclass(frozen=True, slots=True)
class FacilityRow:
    """A facility: when it is due, days late, and what is wrong and not mended."""

    id: int
    name: str
    name_en: str
    place: str
    checklist: tuple[str, ...]
    due_on: date
    late: int
    defects: tuple[tuple[int, str], ...]


def things(hall_id: int) -> tuple[ThingRow, ...]:
    """What the hall lends."""
    return tuple(
        ThingRow(
            row.key,
            row.name,
            row.name_en,
            row.place,
            row.place_en,
            row.count - row.out,
            row.count,
        )
        for row in Thing.objects.filter(hall_id=hall_id).order_by("id")
    )


def lent(hall_id: int, today: date) -> tuple[LoanRow, ...]:
    """What is out now, the oldest first."""
    rows = Loan.objects.filter(thing__hall_id=hall_id, state=LoanState.OUT)
    return tuple(
        LoanRow(
            row.pk,
            row.thing.name,
            row.thing.name_en,
            row.ticket or mask_phone(row.phone),
            row.lent_at,
            row.due_on < today,
        )
        for row in rows.select_related("thing").order_by("id")
    )


def goods(hall_id: int) -> tuple[Consumable, ...]:
    """What is handed out, by name."""
    return tuple(Consumable.objects.filter(hall_id=hall_id).order_by("name"))


def facilities(hall_id: int, today: date) -> tuple[FacilityRow, ...]:
    """What is to be checked, the most overdue first."""
    rows = list(Facility.objects.filter(hall_id=hall_id).order_by("due_on", "id"))
    wrong: dict[int, list[tuple[int, str]]] = {}
    for defect in Defect.objects.filter(facility__in=rows, fixed_at=None):
        wrong.setdefault(defect.facility_id, []).append((defect.pk, defect.point))
    return tuple(
        FacilityRow(
            row.pk,
            row.name,
            row.name_en,
            row.place,
            tuple(row.checklist),
            row.due_on,
            overdue(row.due_on, today),
            tuple(wrong.get(row.pk, ())),
        )
        for row in rows
    )
