"""Inside the hall: routing to posts, opinions, lawful stops, the one extension."""

from datetime import date, datetime, timedelta

from django.db import transaction

from yichuang.accounts.policies import Actor
from yichuang.cases import events
from yichuang.cases.models import Case, Opinion, Stop
from yichuang.cases.queries.facts import clock_facts, guide_of, limits_of
from yichuang.cases.rules import authority, clock
from yichuang.cases.services import letters, wording
from yichuang.cases.services.moving import advance, change, note, possible
from yichuang.documents.rules import DocumentKind
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import calendars, places
from yichuang.organisation.queries.posts import acting_posts, post

LICENCE = "01"


def _today(case: Case, at: datetime) -> date:
    return at.astimezone(places.hall(case.hall_id).zone).date()


@transaction.atomic
def route(case: Case, post_id: int, *, by: Actor, at: datetime) -> Case:
    """Send the case to a post of its department.

    Raises:
        Refusal: "route.other-department".
    """
    target = post(post_id)
    if target.department_id != case.department_id:
        raise Refusal(
            "route.other-department",
            N_("%(post)s belongs to another department."),
            field="post",
            remedy=N_("Choose a post of the department that decides the matter."),
            post=target.name,
        )
    advance(case, "route", by=by, post_id=post_id)
    note(
        case,
        events.ROUTED,
        by=by,
        at=at,
        post=target.name,
        post_id=post_id,
    )
    return case


@transaction.atomic
def ask_post(
    case: Case, post_id: int, *, question: str, by: Actor, at: datetime
) -> Opinion:
    """Ask another post for its opinion; several can be asked at once."""
    advance(case, "route", by=by)
    target = post(post_id)
    if Opinion.objects.filter(case=case, post_id=post_id, answered_at=None).exists():
        raise Refusal(
            "opinion.asked-already",
            N_("%(post)s was asked already and has not answered yet."),
            field="post",
            post=target.name,
        )
    row = Opinion.objects.create(
        case=case,
        post_id=post_id,
        question=question.strip(),
        asked_by=by.ref,
        asked_at=at,
    )
    note(
        case,
        events.OPINION_ASKED,
        by=by,
        at=at,
        post=target.name,
        question=row.question,
    )
    return row


@transaction.atomic
def opine(
    case: Case, opinion_id: int, *, agrees: bool, text: str, by: Actor, at: datetime
) -> Opinion:
    """A post answers. Only who acts at the post today may.

    Raises:
        Refusal: "opinion.none", "authority.other-post", "case.reason-unsaid".
    """
    row = (
        Opinion.objects.filter(case=case, pk=opinion_id, answered_at=None)
        .select_related("post")
        .first()
    )
    if row is None:
        raise Refusal(
            "opinion.none", N_("This question is answered or was never asked.")
        )
    authority.require_at_post(
        acting=row.post_id in acting_posts(by.user_id or 0, _today(case, at)),
        post=row.post.name,
    )
    if not agrees and not text.strip():
        raise Refusal(
            "case.reason-unsaid",
            N_("A reason is needed."),
            field="text",
            remedy=N_("Say in a sentence what stands against it."),
        )
    advance(case, "opine", by=by)
    Opinion.objects.filter(pk=row.pk).update(
        agrees=agrees,
        text=text.strip(),
        answered_by=by.ref,
        answered_by_name=by.name,
        answered_at=at,
    )
    note(
        case,
        events.OPINION_GIVEN,
        by=by,
        at=at,
        post=row.post.name,
        agrees=agrees,
    )
    row.refresh_from_db()
    return row


LONGEST_STOP = 250
"""Working days; a year. What takes longer is not a stop but another matter."""


def _require_days(planned_days: int) -> None:
    if not 1 <= planned_days <= LONGEST_STOP:
        raise Refusal(
            "stop.days",
            N_("Say how many working days it will take, from 1 to 250."),
            field="days",
            remedy=N_("The applicant is told this number in writing."),
        )


def suspend(
    case: Case, ground: str, planned_days: int, *, by: Actor, at: datetime
) -> Stop:
    """Stop the clock on a ground of 行政许可法 art. 45, told in writing with its days.

    Raises:
        Refusal: "stop.no-ground", "stop.days" (field "days").
    """
    possible(case, "suspend", by=by)
    guide = guide_of(case)
    legal = clock.require_ground(ground, licence=guide.kind_code == LICENCE)
    _require_days(planned_days)
    with transaction.atomic():
        advance(case, "suspend", by=by, stopped=True)
        document = letters.issue(
            case,
            DocumentKind.SUSPENSION,
            {
                "ground": legal.value,
                "days": planned_days,
                "basis": ["《中华人民共和国行政许可法》第四十五条"],
            },
            by=by,
            at=at,
        )
        row = Stop.objects.create(
            case=case,
            ground=legal.value,
            starts=_today(case, at) + timedelta(days=1),
            planned_days=planned_days,
            document_number=document,
            by=by.ref,
        )
        _recount(case)
        note(
            case,
            events.STOPPED,
            by=by,
            at=at,
            ground=legal.label,
            days=planned_days,
            document=document,
        )
    return row


@transaction.atomic
def resume(case: Case, *, by: Actor, at: datetime) -> Case:
    """Let the clock run on; the days that stood still, and only they, are given back."""
    today = _today(case, at)
    advance(case, "resume", by=by, stopped=False)
    Stop.objects.filter(case=case, ended=None).update(ended=today)
    _recount(case)
    note(
        case,
        events.RESUMED,
        by=by,
        at=at,
        due=wording.day(case.promise_due),
    )
    return case


def extend(case: Case, days: int, *, reason: str, by: Actor, at: datetime) -> Case:
    """Extend the statutory limit once, by the head, with the reason told (art. 42(1)).

    Raises:
        Refusal: "extension.none", "extension.once", "extension.days",
            "case.reason-unsaid".
    """
    possible(case, "extend", by=by)
    _require_extendable(case, days, reason)
    with transaction.atomic():
        advance(case, "extend", by=by, extended_days=days)
        _recount(case)
        document = letters.issue(
            case,
            DocumentKind.EXTENSION,
            {
                "reasons": [reason.strip()],
                "due": wording.day(case.statute_due),
                "basis": ["《中华人民共和国行政许可法》第四十二条"],
            },
            by=by,
            at=at,
        )
        note(
            case,
            events.EXTENDED,
            by=by,
            at=at,
            days=days,
            due=wording.day(case.statute_due),
            reason=reason.strip(),
            document=document,
        )
    return case


def _require_extendable(case: Case, days: int, reason: str) -> None:
    guide = guide_of(case)
    limit = guide.extension or clock.REVIEW_EXTENSION
    if case.statute_due is None or guide.statutory is None:
        raise Refusal(
            "extension.none",
            N_("The law sets no limit for this matter, so there is nothing to extend."),
        )
    if limit.unit is not guide.statutory.unit:
        raise Refusal(
            "extension.none",
            N_("The law that sets the limit of this matter allows no extension."),
        )
    if case.extended_days:
        raise Refusal(
            "extension.once",
            N_("The limit was extended already; the law allows it once."),
        )
    if not 1 <= days <= limit.n:
        raise Refusal(
            "extension.days",
            N_("The limit can be extended by 1 to %(most)s days."),
            field="days",
            remedy=N_("The law names the longest extension; decide within it."),
            most=limit.n,
        )
    if not reason.strip():
        raise Refusal(
            "case.reason-unsaid",
            N_("A reason is needed."),
            field="reason",
            remedy=N_("Licensing Law art. 42: the applicant must be told why."),
        )


def _recount(case: Case) -> None:
    facts = clock_facts(case)
    limits = limits_of(guide_of(case))
    calendar = calendars.calendar_for(case.hall_id)
    hours = calendars.office_hours(case.hall_id)
    change(
        case,
        promise_due=clock.promise_due(facts, limits, calendar, hours),
        statute_due=clock.statute_due(facts, limits, calendar, hours),
    )
