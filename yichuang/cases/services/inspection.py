"""Checks on site 现场核查: two or more look (行政许可法 art. 34), and are named within five
days of acceptance (art. 55). The clock runs on: art. 45 does not name them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from yichuang.accounts.policies import Actor
from yichuang.accounts.queries import names_of
from yichuang.cases import events
from yichuang.cases.models import Case, SiteCheck
from yichuang.cases.queries.facts import has_none
from yichuang.cases.queries.finding import moved_on
from yichuang.cases.queries.joint import recusals_of
from yichuang.cases.queries.terms import joint_on
from yichuang.cases.rules import authority
from yichuang.cases.services.impartial import require_impartial
from yichuang.cases.services.moving import advance, note, possible
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import calendars, places


@dataclass(frozen=True, slots=True)
class Visit:
    """Who is to look where, and when."""

    place: str
    planned_on: date
    inspectors: tuple[int, ...]


def _today(case: Case, at: datetime) -> date:
    return at.astimezone(places.hall(case.hall_id).zone).date()


def assign(case: Case, visit: Visit, *, by: Actor, at: datetime) -> SiteCheck:
    """Name the inspectors. Later than the fifth day it is done too, and is on record as
    late: the check is owed either way.

    Raises:
        Refusal: "site.inspectors", "site.place", "site.day", "site.open",
            "authority.recused" for an inspector who keeps away.
    """
    possible(case, "inspect", by=by)
    require_impartial(case, by)
    authority.require_inspectors(visit.inspectors)
    today = _today(case, at)
    _require_sensible(visit, today)
    for user in visit.inspectors:
        authority.require_not_recused(user, recusals_of(case))
    names = _names(visit.inspectors)
    assign_by = calendars.calendar_for(case.hall_id).after(
        case.accepted_on or today, joint_on(case.hall_id, today).site_check_days
    )
    try:
        with transaction.atomic():
            advance(case, "inspect", by=by)
            row = SiteCheck.objects.create(
                case=case,
                place=visit.place.strip()[:160],
                inspectors=[{"user": user, "name": name} for user, name in names],
                planned_on=visit.planned_on,
                assign_by=assign_by,
                assigned_at=at,
                assigned_by=by.ref,
                assigned_late=today > assign_by,
            )
            note(
                case,
                events.SITE_CHECK_SET,
                by=by,
                at=at,
                place=row.place,
                day=visit.planned_on.isoformat(),
                inspectors="、".join(name for _user, name in names),
                late=row.assigned_late,
            )
    except IntegrityError:
        raise _open() from None
    return row


def _require_sensible(visit: Visit, today: date) -> None:
    if not visit.place.strip():
        raise Refusal(
            "site.place",
            N_("Say where they are to look."),
            field="place",
            remedy=N_("The address on the application, or another named place."),
        )
    if visit.planned_on < today:
        raise Refusal(
            "site.day",
            N_("The visit is planned for a day that has passed."),
            field="planned_on",
            remedy=N_("Choose today or a later day."),
        )


def _names(users: Sequence[int]) -> list[tuple[int, str]]:
    names = names_of(users)
    unknown = [user for user in users if user not in names]
    if unknown:
        raise Refusal(
            "site.inspectors",
            N_("One of the inspectors is not on the hall's staff."),
            field="inspectors",
            remedy=N_("Choose the inspectors from the list."),
        )
    return [(user, names[user]) for user in dict.fromkeys(users)]


def _open() -> Refusal:
    return Refusal(
        "site.open",
        N_("A check on site is named already and not recorded yet."),
        remedy=N_("Record what was found, then the case can go on."),
    )


def record(
    case: Case, *, meets: bool, findings: str, by: Actor, at: datetime
) -> SiteCheck:
    """Write down what was found; one of the inspectors does it.

    Raises:
        Refusal: "site.none", "site.not-inspector", "site.findings".
    """
    possible(case, "inspect", by=by)
    row = _recordable(case, findings, by)
    with transaction.atomic():
        advance(case, "inspect", by=by)
        hit = SiteCheck.objects.filter(pk=row.pk, done_at=None).update(
            done_at=at,
            meets=meets,
            findings=findings.strip(),
            recorded_by=by.ref,
        )
        if not hit:
            raise moved_on(case)
        row.refresh_from_db()
        note(
            case,
            events.SITE_CHECK_DONE,
            by=by,
            at=at,
            place=row.place,
            meets=meets,
            inspectors="、".join(one["name"] for one in row.inspectors),
        )
    return row


def _recordable(case: Case, findings: str, by: Actor) -> SiteCheck:
    """The open check, of which the actor is an inspector."""
    row = case.site_checks.filter(done_at=None).first()
    if row is None:
        raise Refusal(
            "site.none",
            N_("No check on site is waiting for its findings."),
            remedy=N_("Name the inspectors first."),
        )
    if by.user_id not in {one["user"] for one in row.inspectors}:
        raise Refusal(
            "site.not-inspector",
            N_("The findings are written by one of those who looked."),
            remedy=N_("Ask one of the inspectors named for the check."),
        )
    if not findings.strip():
        raise Refusal(
            "site.findings",
            N_("Say what was found."),
            field="findings",
            remedy=N_(
                "What was seen and measured, in sentences; it goes into the file."
            ),
        )
    return row


def require_done(case: Case) -> None:
    """No decision while a check on site is open.

    Raises:
        Refusal: "site.open".
    """
    if has_none(case, SiteCheck):
        return
    if SiteCheck.objects.filter(case=case, done_at=None).exists():
        raise _open()
