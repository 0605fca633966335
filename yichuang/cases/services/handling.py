"""Inside the hall: routing to posts and back, lawful stops, the one extension."""

from datetime import date, datetime, timedelta

from django.db import transaction

from yichuang.accounts.policies import Actor, ActorKind
from yichuang.cases import events
from yichuang.cases.models import Case, Consultation, Opinion, Routing, Stop
from yichuang.cases.queries import hearing as hearing_queries
from yichuang.cases.queries import joint as joint_queries
from yichuang.cases.queries.facts import clock_facts, guide_of, limits_of
from yichuang.cases.queries.terms import joint_on
from yichuang.cases.rules import authority, clock
from yichuang.cases.rules.joint import require_returnable
from yichuang.cases.services import joint, letters, wording
from yichuang.cases.services.moving import advance, change, note, possible
from yichuang.cases.services.timing import restaged
from yichuang.cases.services.upward import require_here
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
    """Send the case to a post of its department; a round of questions that runs goes
    with it to its new lead.

    Raises:
        Refusal: "route.other-department", "upward.away", "authority.recused".
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
    require_here(case)
    before = case.post_id
    advance(case, "route", by=by, at=at, post_id=post_id)
    _settle(case)
    Routing.objects.create(
        case=case,
        post_id=post_id,
        from_post_id=before,
        routed_by=by.ref,
        routed_by_name=by.name,
        routed_at=at,
    )
    Consultation.objects.filter(case=case, closed_at=None).update(lead_post_id=post_id)
    note(
        case,
        events.ROUTED,
        by=by,
        at=at,
        post=target.name,
        post_id=post_id,
    )
    return case


def _settle(case: Case) -> None:
    """What came back has gone on now."""
    Routing.objects.filter(case=case, returned_at__isnull=False, settled=False).update(
        settled=True
    )


@transaction.atomic
def give_back(case: Case, *, reason: str, by: Actor, at: datetime) -> Case:
    """A post that was sent a case which is not its own gives it back, within two working
    days, to where it came from. It lies there again and its sender sees why.

    Raises:
        Refusal: "route.not-sent", "authority.other-post", "return.reason-unsaid",
            "return.late" (field "reason").
    """
    possible(case, "return", by=by)
    routed = joint_queries.last_routing(case)
    if routed is None:
        raise Refusal(
            "route.not-sent",
            N_("Nobody sent the case here, so there is nobody to give it back to."),
            remedy=N_("Send it to the post whose it is."),
        )
    today = _today(case, at)
    authority.require_at_post(
        acting=routed.post_id in acting_posts(by.user_id or 0, today),
        post=routed.post.name,
    )
    joint.require_said(reason)
    require_returnable(
        routed.routed_at.astimezone(places.hall(case.hall_id).zone).date(),
        today,
        joint_on(case.hall_id, today).wrong_lead_days,
        calendars.calendar_for(case.hall_id),
    )
    advance(case, "return", by=by, post_id=routed.from_post_id)
    Routing.objects.filter(pk=routed.pk).update(
        returned_at=at,
        returned_by_name=by.name,
        return_reason=reason.strip()[:300],
    )
    note(
        case,
        events.GIVEN_BACK,
        by=by,
        at=at,
        post=routed.post.name,
        to=routed.from_post.name if routed.from_post else routed.routed_by_name,
        reason=reason.strip(),
    )
    return case


def ask_post(
    case: Case, post_id: int, *, question: str, by: Actor, at: datetime
) -> Opinion:
    """Ask another post for its opinion, within the hall's usual days; see `joint.ask`
    for several at once."""
    (row,) = joint.ask(case, [joint.Question(post_id, question)], by=by, at=at)
    return row


opine = joint.answer
"""A post answers what it was asked."""


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
    """Let the clock run on; the days that stood still, and only they, are given back.
    After a hearing it runs on by itself.

    Raises:
        Refusal: "hearing.open" while a hearing is under way.
    """
    if by.kind is not ActorKind.SYSTEM:
        hearing_queries.require_no_hearing(case)
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
            "extension.late", "case.reason-unsaid".
    """
    possible(case, "extend", by=by)
    _require_extendable(case, days, reason, _today(case, at))
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


def _require_extendable(case: Case, days: int, reason: str, today: date) -> None:
    guide = guide_of(case)
    clock.require_extendable(
        statutory=guide.statutory,
        allowed=clock.extension_limit(guide.statutory, guide.extension),
        days=days,
        due=case.statute_due,
        today=today,
        extended_already=bool(case.extended_days),
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
        **restaged(case, facts.stops),
    )
