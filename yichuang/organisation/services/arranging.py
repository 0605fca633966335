"""Setting a hall up from a plan, or bringing it to a changed plan: nothing is lost."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from yichuang.accounts.policies import Actor, require
from yichuang.journal import services as journal
from yichuang.organisation.events import HALL_ARRANGED
from yichuang.organisation.models import (
    Department,
    Division,
    Hall,
    OpeningHours,
    Post,
    Section,
    Window,
)
from yichuang.organisation.policies import GRANTS
from yichuang.organisation.rules import DepartmentPlan, HallPlan, check_plan
from yichuang.web.memory import forget_all


@transaction.atomic
def arrange(plan: HallPlan, *, by: Actor, at: datetime) -> Hall:
    """Make the hall as the plan says. Rows the plan does not name stay: cases may
    refer to them.

    Raises:
        Refusals: naming every fault of the plan.
    """
    require(by, "organisation.arrange", GRANTS)
    check_plan(plan)
    hall = _hall(plan)
    departments = {row.key: _department(hall, row) for row in plan.departments}
    _windows(hall, plan, departments)
    _hours(hall, plan)
    journal.record(
        HALL_ARRANGED,
        about=f"hall:{hall.pk}",
        by=by,
        at=at,
        hall_id=hall.pk,
        name=hall.name,
    )
    forget_all()
    return hall


HALL_COLUMNS = (
    "name",
    "name_en",
    "short_name",
    "address",
    "address_en",
    "phone",
    "complaint_phone",
    "time_zone",
)


def _hall(plan: HallPlan) -> Hall:
    for row in plan.divisions:
        Division.objects.update_or_create(
            code=row.code,
            defaults={
                "name": row.name,
                "name_en": row.name_en,
                "parent_id": row.parent or None,
            },
        )
    hall, _new = Hall.objects.update_or_create(
        division_id=plan.division,
        code=plan.code,
        defaults={name: getattr(plan, name) for name in HALL_COLUMNS},
    )
    return hall


def _windows(hall: Hall, plan: HallPlan, departments: Mapping[str, Department]) -> None:
    for window in plan.windows:
        Window.objects.update_or_create(
            hall=hall,
            number=window.number,
            defaults={
                "name": window.name,
                "name_en": window.name_en,
                "department": departments.get(window.department),
                "state": window.state,
                "receives": window.receives,
            },
        )


def _department(hall: Hall, plan: DepartmentPlan) -> Department:
    row, _new = Department.objects.update_or_create(
        hall=hall,
        key=plan.key,
        defaults={
            name: getattr(plan, name)
            for name in (
                "name",
                "name_en",
                "short_name",
                "uscc",
                "phone",
                "review_body",
                "court",
            )
        },
    )
    sections = _sections(row, plan)
    for post in plan.posts:
        Post.objects.update_or_create(
            department=row,
            key=post.key,
            defaults={
                "name": post.name,
                "name_en": post.name_en,
                "kind": post.kind,
                "section": sections.get(post.section),
            },
        )
    return row


def _sections(department: Department, plan: DepartmentPlan) -> dict[str, Section]:
    """One section approves at a time, so the mark is taken from the old one first."""
    approving = [section.key for section in plan.sections if section.approves]
    if approving:
        Section.objects.filter(department=department).update(approves=False)
    return {
        section.key: Section.objects.update_or_create(
            department=department,
            key=section.key,
            defaults={
                "name": section.name,
                "name_en": section.name_en,
                "approves": section.approves,
            },
        )[0]
        for section in plan.sections
    }


def _hours(hall: Hall, plan: HallPlan) -> None:
    OpeningHours.objects.filter(hall=hall).delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(
            hall=hall,
            weekday=weekday,
            opens=row.opens,
            closes=row.closes,
            season_from=row.season_from,
            season_to=row.season_to,
        )
        for row in plan.hours
        for weekday in row.weekdays
    )
