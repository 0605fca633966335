"""What can be lent now, who has what, goods that run short, checks that are due."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

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
    retired: bool = False


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
    period_days: int = 0
    retired: bool = False


def things(hall_id: int) -> tuple[ThingRow, ...]:
    """What the hall lends."""
    rows = Thing.objects.filter(hall_id=hall_id, retired_at=None).order_by("id")
    return tuple(map(_thing, rows))


def retired_things(hall_id: int) -> tuple[ThingRow, ...]:
    """What it lends no more; some may still be out."""
    rows = Thing.objects.filter(hall_id=hall_id, retired_at__isnull=False)
    return tuple(map(_thing, rows.order_by("id")))


def thing(hall_id: int, key: str) -> ThingRow | None:
    """One kind of thing, retired or not."""
    row = Thing.objects.filter(hall_id=hall_id, key=key).first()
    return _thing(row) if row else None


def _thing(row: Thing) -> ThingRow:
    return ThingRow(
        row.key,
        row.name,
        row.name_en,
        row.place,
        row.place_en,
        row.count - row.out,
        row.count,
        row.retired_at is not None,
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
    return _facilities(Facility.objects.filter(hall_id=hall_id, retired_at=None), today)


def retired_facilities(hall_id: int, today: date) -> tuple[FacilityRow, ...]:
    """What is checked no more."""
    gone = Facility.objects.filter(hall_id=hall_id, retired_at__isnull=False)
    return _facilities(gone, today)


def facility(hall_id: int, facility_id: int, today: date) -> FacilityRow | None:
    """One facility, retired or not."""
    one = Facility.objects.filter(hall_id=hall_id, pk=facility_id)
    return next(iter(_facilities(one, today)), None)


def _facilities(found: QuerySet[Facility], today: date) -> tuple[FacilityRow, ...]:
    rows = list(found.order_by("due_on", "id"))
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
            row.period_days,
            row.retired_at is not None,
        )
        for row in rows
    )
