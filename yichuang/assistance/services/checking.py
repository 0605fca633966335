"""Safety checks of facilities: made point by point, defects kept until they are mended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from yichuang.accounts.policies import Actor
from yichuang.assistance import events, policies
from yichuang.assistance.models import Defect, Facility, FacilityCheck
from yichuang.assistance.rules.checks import defects, next_due
from yichuang.journal import services as journal
from yichuang.journal.events import EventType
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import places


@dataclass(frozen=True, slots=True)
class FacilityPlan:
    """A facility as it should be checked: its points, every so many days."""

    key: str
    name: str
    place: str
    checklist: tuple[str, ...]
    period_days: int
    name_en: str = ""


@transaction.atomic
def register(hall_id: int, plan: FacilityPlan, *, by: Actor, at: datetime) -> Facility:
    """Say what is to be checked and how often; the first check is due the same day.
    The same key again registers nothing.

    Raises:
        Refusal: "permission.denied", "facility.points".
    """
    policies.require_here(by, "facility.arrange", hall_id)
    _require_points(plan)
    today = at.astimezone(places.hall(hall_id).zone).date()
    row, new = Facility.objects.get_or_create(
        hall_id=hall_id,
        key=plan.key,
        defaults={
            "name": plan.name,
            "name_en": plan.name_en,
            "place": plan.place,
            "checklist": list(plan.checklist),
            "period_days": plan.period_days,
            "since": today,
            "due_on": today,
        },
    )
    if new:
        _note(row, events.FACILITY, by, at, days=row.period_days)
    return row


@transaction.atomic
def change(
    facility_id: int, plan: FacilityPlan, *, hall_id: int, by: Actor, at: datetime
) -> Facility:
    """Another name, place, list of points or period. The next check is due a period after
    the last one; what waits to be mended waits on, also where its point is gone.

    Raises:
        Refusal: "permission.denied", "facility.points", "facility.not-found".
    """
    policies.require_here(by, "facility.arrange", hall_id)
    _require_points(plan)
    row = _find(facility_id, hall_id)
    last = row.checks.aggregate(last=Max("day"))["last"]
    Facility.objects.filter(pk=row.pk).update(
        name=plan.name,
        name_en=plan.name_en,
        place=plan.place,
        checklist=list(plan.checklist),
        period_days=plan.period_days,
        due_on=next_due(last, plan.period_days, row.since),
    )
    row.refresh_from_db()
    _note(row, events.FACILITY_CHANGED, by, at, days=row.period_days)
    return row


@transaction.atomic
def retire(
    facility_id: int, *, hall_id: int, by: Actor, at: datetime, again: bool = False
) -> None:
    """Check it no more, or with `again` once more. Pressed twice it happens once.

    Raises:
        Refusal: "permission.denied", "facility.not-found".
    """
    policies.require_here(by, "facility.arrange", hall_id)
    row = _find(facility_id, hall_id)
    now = Facility.objects.filter(pk=row.pk, retired_at__isnull=not again)
    if now.update(retired_at=None if again else at):
        told = events.FACILITY_AGAIN if again else events.FACILITY_RETIRED
        _note(row, told, by, at)


def _require_points(plan: FacilityPlan) -> None:
    if not plan.checklist:
        raise Refusal(
            "facility.points",
            N_("Enter at least one point to look at."),
            field="points",
        )


def _find(facility_id: int, hall_id: int) -> Facility:
    row = Facility.objects.filter(pk=facility_id, hall_id=hall_id).first()
    if row is None:
        raise Refusal("facility.not-found", N_("There is no such facility."))
    return row


def _note(
    row: Facility, event: EventType, by: Actor, at: datetime, **facts: object
) -> None:
    journal.record(
        event,
        about=f"facility:{row.pk}",
        by=by,
        at=at,
        hall_id=row.hall_id,
        name=row.name,
        **facts,
    )


@transaction.atomic
def check(
    facility_id: int,
    failed: Sequence[str],
    *,
    hall_id: int,
    by: Actor,
    at: datetime,
    note: str = "",
) -> FacilityCheck:
    """Write down a check of today; what was found wrong stays open until it is mended.

    Raises:
        Refusal: "permission.denied", "facility.not-found", "facility.checked-today".
    """
    policies.require_here(by, "facility.check", hall_id)
    row = _find(facility_id, hall_id)
    if row.retired_at is not None:
        raise Refusal(
            "facility.retired",
            N_("%(name)s is checked no more."),
            remedy=N_("The manager can take it into use again."),
            name=row.name,
        )
    today = at.astimezone(places.hall(hall_id).zone).date()
    wrong = defects(row.checklist, failed)
    try:
        with transaction.atomic():
            made = FacilityCheck.objects.create(
                facility=row, day=today, failed=list(wrong), note=note, by=by.ref, at=at
            )
    except IntegrityError as again:
        raise Refusal(
            "facility.checked-today", N_("It was checked today already.")
        ) from again
    for point in wrong:
        Defect.objects.get_or_create(
            facility=row, point=point, fixed_at=None, defaults={"found_at": at}
        )
    Facility.objects.filter(pk=row.pk).update(
        due_on=next_due(today, row.period_days, row.since)
    )
    _note(row, events.CHECKED, by, at, failed=len(wrong))
    return made


@transaction.atomic
def fix(defect_id: int, how: str, *, hall_id: int, by: Actor, at: datetime) -> None:
    """What was wrong is mended. Pressed twice it is mended once.

    Raises:
        Refusal: "permission.denied", "facility.not-found".
    """
    policies.require_here(by, "facility.check", hall_id)
    row = (
        Defect.objects.select_related("facility")
        .filter(pk=defect_id, facility__hall_id=hall_id)
        .first()
    )
    if row is None:
        raise Refusal("facility.not-found", N_("There is no such facility."))
    hit = Defect.objects.filter(pk=row.pk, fixed_at=None).update(fixed_at=at, how=how)
    if hit:
        _note(row.facility, events.FIXED, by, at, point=row.point)
