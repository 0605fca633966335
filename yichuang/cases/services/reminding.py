"""Answers that are owed 催办: the post is reminded before the day, its head told after it."""

from datetime import datetime

from django.db import transaction

from yichuang.accounts.policies import SYSTEM
from yichuang.accounts.queries import staff_with
from yichuang.accounts.rules import Role
from yichuang.cases import events
from yichuang.cases.models import Opinion
from yichuang.cases.queries.facts import guide_of
from yichuang.cases.queries.joint import said_of
from yichuang.cases.queries.terms import joint_on
from yichuang.cases.rules.joint import Asked
from yichuang.cases.services.moving import note
from yichuang.cases.services.telling import tell_staff
from yichuang.kernel.text import N_
from yichuang.organisation.queries import calendars, places
from yichuang.organisation.queries.posts import acting_at

SUBJECT = N_("An opinion is waited for")
REMINDER = N_(
    "%(post)s is asked about “%(item)s”, case %(number)s; please answer by %(due)s."
)
OVERDUE = N_(
    "%(post)s was asked about “%(item)s”, case %(number)s, and has not answered by %(due)s."
)


def chase(opinion_id: int, *, at: datetime) -> bool:
    """Remind or tell the head, whichever is due now and was not done; False if neither."""
    row = (
        Opinion.objects.filter(pk=opinion_id, state=Asked.WAITING)
        .select_related("case", "post__department")
        .first()
    )
    if row is None or row.due is None:
        return False
    today = at.astimezone(places.hall(row.case.hall_id).zone).date()
    if today > row.due:
        return _tell_head(row, at=at)
    calendar = calendars.calendar_for(row.case.hall_id)
    before = joint_on(row.case.hall_id, today).remind_before
    if calendar.between(today, row.due) <= before:
        return _remind(row, at=at)
    return False


def _facts(row: Opinion) -> dict[str, object]:
    return {
        "post": said_of(row.case, row.post.name, row.post.department_id),
        "item": guide_of(row.case).name,
        "number": row.case.number,
        "due": row.due.isoformat() if row.due else "",
    }


@transaction.atomic
def _remind(row: Opinion, *, at: datetime) -> bool:
    if not Opinion.objects.filter(pk=row.pk, reminded_at=None).update(reminded_at=at):
        return False
    today = at.astimezone(places.hall(row.case.hall_id).zone).date()
    tell_staff(
        acting_at([row.post_id], today).get(row.post_id, ()),
        SUBJECT,
        REMINDER,
        _facts(row),
        at=at,
        about=row.case.about,
        once=f"opinion-due:{row.pk}",
    )
    note(
        row.case,
        events.OPINION_REMINDED,
        by=SYSTEM,
        at=at,
        post=said_of(row.case, row.post.name, row.post.department_id),
        due=row.due.isoformat() if row.due else "",
    )
    return True


@transaction.atomic
def _tell_head(row: Opinion, *, at: datetime) -> bool:
    if not Opinion.objects.filter(pk=row.pk, escalated_at=None).update(escalated_at=at):
        return False
    heads = staff_with(
        Role.DEPARTMENT_HEAD,
        hall_id=row.case.hall_id,
        department_id=row.post.department_id,
    )
    tell_staff(
        [head.id for head in heads],
        SUBJECT,
        OVERDUE,
        _facts(row),
        at=at,
        about=row.case.about,
        once=f"opinion-late:{row.pk}",
    )
    note(
        row.case,
        events.OPINION_OVERDUE,
        by=SYSTEM,
        at=at,
        post=said_of(row.case, row.post.name, row.post.department_id),
        due=row.due.isoformat() if row.due else "",
    )
    return True
