"""Who holds a post, and AB cover 岗位AB角: B acts while A is away, after a handover."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from yichuang.accounts.policies import Actor
from yichuang.journal import services as journal
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.events import (
    ABSENCE_ENDED,
    ABSENCE_PLANNED,
    COVER_CHANGED,
    POST_TAKEN,
)
from yichuang.organisation.models import Absence, Cover, Post, PostHolding
from yichuang.organisation.policies import require_at


@dataclass(frozen=True, slots=True)
class Away:
    """Days on which A is away, both included, and what is handed over to whom."""

    first: date
    last: date
    reason: str
    handover: str
    stands_in: int


@transaction.atomic
def take_post(
    post: Post,
    user_id: int,
    *,
    cover: Cover,
    valid_from: date,
    person_name: str,
    by: Actor,
    at: datetime,
) -> PostHolding:
    """Let a person hold a post as A or as B from a day on.

    Raises:
        Refusal: "post.held" when the person takes it from that day already.
    """
    require_at(by, "organisation.arrange", post)
    row, new = PostHolding.objects.get_or_create(
        post=post, user_id=user_id, valid_from=valid_from, defaults={"cover": cover}
    )
    if not new:
        raise Refusal(
            "post.held",
            N_("%(person)s holds %(post)s from that day already."),
            field="valid_from",
            remedy=N_("Choose another day, or change the holding that is there."),
            person=person_name,
            post=post.name,
        )
    journal.record(
        POST_TAKEN,
        about=f"post:{post.pk}",
        by=by,
        at=at,
        hall_id=post.department.hall_id,
        person=person_name,
        post=post.name,
        cover=cover.value,
    )
    return row


@transaction.atomic
def mark_away(
    holding: PostHolding, *, away: bool, by: Actor, at: datetime
) -> PostHolding:
    """A goes away or comes back, until further notice: B acts meanwhile."""
    require_at(by, "organisation.cover", holding.post)
    holding.away = away
    holding.save(update_fields=["away"])
    journal.record(
        COVER_CHANGED,
        about=f"post:{holding.post_id}",
        by=by,
        at=at,
        hall_id=holding.post.department.hall_id,
        post=holding.post.name,
        away=away,
    )
    return holding


@transaction.atomic
def plan_absence(
    holding: PostHolding, away: Away, *, by: Actor, at: datetime
) -> Absence:
    """A is away on these days and B, to whom was handed over, acts.

    Raises:
        Refusal: "absence.dates", "absence.said", "absence.not-a", "absence.twice",
            "cover.no-b", "cover.b-away".
    """
    require_at(by, "organisation.cover", holding.post)
    _require_told(holding, away)
    _require_cover(holding, away)
    try:
        with transaction.atomic():
            row = Absence.objects.create(
                holding=holding,
                first=away.first,
                last=away.last,
                reason=away.reason.strip(),
                handover=away.handover.strip(),
                stands_in_id=away.stands_in,
                made_by=by.ref,
                made_at=at,
            )
    except IntegrityError:  # the same days, pressed twice
        raise _twice() from None
    journal.record(
        ABSENCE_PLANNED,
        about=f"post:{holding.post_id}",
        by=by,
        at=at,
        hall_id=holding.post.department.hall_id,
        post=holding.post.name,
        person=str(holding.user),
        stands_in=str(row.stands_in),
        first=away.first.isoformat(),
        last=away.last.isoformat(),
        reason=row.reason,
        handover=row.handover,
    )
    return row


def _require_told(holding: PostHolding, away: Away) -> None:
    if away.last < away.first:
        raise Refusal(
            "absence.dates",
            N_("The absence ends before it begins."),
            field="last",
            remedy=N_("Enter a last day on or after the first."),
        )
    for name, text in (("reason", away.reason), ("handover", away.handover)):
        if not text.strip():
            raise Refusal(
                "absence.said",
                N_("The absence has no reason, or nothing was handed over."),
                field=name,
                remedy=N_(
                    "Say what B has to know: open cases, seal, dates. “Nothing open” is an answer."
                ),
            )
    if holding.cover != Cover.A:
        raise Refusal(
            "absence.not-a",
            N_("Only whoever holds the post as A is covered by B."),
            field="holding",
            remedy=N_("If B is away, let somebody else stand in as B."),
        )
    if _away_between(holding, away).exists():
        raise _twice()


def _twice() -> Refusal:
    return Refusal(
        "absence.twice",
        N_("Some of these days are planned as an absence already."),
        field="first",
        remedy=N_("End the absence that is there, or choose other days."),
    )


def _away_between(holding: PostHolding, away: Away) -> QuerySet[Absence]:
    """Absences of a holding that meet these days; an early return frees the rest."""
    return Absence.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=away.first),
        holding=holding,
        first__lte=away.last,
        last__gte=away.first,
    )


def _require_cover(holding: PostHolding, away: Away) -> None:
    """B must hold the post through all the days, and be there."""
    stands_in = PostHolding.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=away.last),
        post=holding.post,
        user_id=away.stands_in,
        cover=Cover.B,
        valid_from__lte=away.first,
    ).first()
    if stands_in is None or away.stands_in == holding.user_id:
        raise Refusal(
            "cover.no-b",
            N_("Nobody holds %(post)s as B on these days, so its work would lie."),
            field="stands_in",
            remedy=N_("Seat a B at the post first, or choose another person."),
            post=holding.post.name,
        )
    if stands_in.away or away.stands_in in _gone_as_a(away):
        raise Refusal(
            "cover.b-away",
            N_("%(person)s is away on these days too."),
            field="stands_in",
            remedy=N_("Choose another B, or other days."),
            person=str(stands_in.user),
        )


def _gone_as_a(away: Away) -> set[int]:
    """Who is away on some of the days, wherever they hold a post as A."""
    return set(
        Absence.objects.filter(
            Q(ended_on=None) | Q(ended_on__gt=away.first),
            first__lte=away.last,
            last__gte=away.first,
        ).values_list("holding__user_id", flat=True)
    )


@transaction.atomic
def end_absence(absence: Absence, *, on: date, by: Actor, at: datetime) -> Absence:
    """A is back earlier: from `on` A acts again and B no longer.

    Raises:
        Refusal: "absence.over" when it has ended, or ends by itself before that day.
    """
    post = absence.holding.post
    require_at(by, "organisation.cover", post)
    over = absence.last < on
    if over or not Absence.objects.filter(pk=absence.pk, ended_on=None).update(
        ended_on=on
    ):
        raise Refusal(
            "absence.over",
            N_("This absence is over already."),
            field="on",
            remedy=N_("A acts again; nothing needs to be done."),
        )
    absence.ended_on = on
    journal.record(
        ABSENCE_ENDED,
        about=f"post:{post.pk}",
        by=by,
        at=at,
        hall_id=post.department.hall_id,
        post=post.name,
        person=str(absence.holding.user),
        day=on.isoformat(),
    )
    return absence
