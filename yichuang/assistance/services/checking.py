"""Safety checks of facilities: made point by point, defects kept until they are mended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from yichuang.accounts.policies import Actor
from yichuang.assistance import events, policies
from yichuang.assistance.models import Defect, Facility, FacilityCheck
from yichuang.assistance.rules.checks import defects, next_due
from yichuang.journal import services as journal
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
    if not plan.checklist:
        raise Refusal(
            "facility.points",
            N_("Enter at least one point to look at."),
            field="points",
        )
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
        journal.record(
            events.FACILITY,
            about=f"facility:{row.pk}",
            by=by,
            at=at,
            hall_id=hall_id,
            name=row.name,
            days=row.period_days,
        )
    return row


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
    row = Facility.objects.filter(pk=facility_id, hall_id=hall_id).first()
    if row is None:
        raise Refusal("facility.not-found", N_("There is no such facility."))
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
    journal.record(
        events.CHECKED,
        about=f"facility:{row.pk}",
        by=by,
        at=at,
        hall_id=hall_id,
        name=row.name,
        failed=len(wrong),
    )
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
        journal.record(
            events.FIXED,
            about=f"facility:{row.facility_id}",
            by=by,
            at=at,
            hall_id=hall_id,
            name=row.facility.name,
            point=row.point,
        )
