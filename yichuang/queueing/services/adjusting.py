"""Proposals to re-arrange the hall: made by the worker, accepted or declined by the
manager, their effect measured half an hour later."""

from dataclasses import asdict
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext, override

from yichuang.accounts.models import User
from yichuang.accounts.policies import SYSTEM, Actor
from yichuang.accounts.queries.staff import staff_with
from yichuang.accounts.rules import Role
from yichuang.accounts.services import messages
from yichuang.journal import services as journal
from yichuang.journal.events import EventType
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import places
from yichuang.queueing import events, policies
from yichuang.queueing.models import (
    Proposal,
    ProposalState,
    QueueDay,
    SeatMode,
    ThresholdVersion,
    WindowSeat,
)
from yichuang.queueing.queries import adjusting as found
from yichuang.queueing.queries.window import kinds_in, seat_at
from yichuang.queueing.rules.adjusting import (
    ACTION_SAYS,
    Action,
    Draft,
    Thresholds,
    cause,
    propose,
)
from yichuang.queueing.services.seats import change_lines, open_window
from yichuang.queueing.services.serving import need_reason

SEEN_AFTER = timedelta(minutes=30)
"""So long after a proposal was accepted its effect is measured."""


@transaction.atomic
def publish_thresholds(
    hall_id: int, terms: Thresholds, *, valid_from: date, by: Actor, at: datetime
) -> ThresholdVersion:
    """Publish from when on proposals are made at which figures.

    Raises:
        Refusal: "permission.denied", "queueing.policy-past".
    """
    policies.require_here(by, "queue.arrange", hall_id)
    if valid_from < at.astimezone(places.hall(hall_id).zone).date():
        raise Refusal(
            "queueing.policy-past",
            N_("%(day)s has passed."),
            field="valid_from",
            remedy=N_("Choose today or a later day."),
            day=valid_from,
        )
    known = ThresholdVersion.objects.filter(hall_id=hall_id).order_by("-version")
    last = known.values_list("version", flat=True).first() or 0
    row = ThresholdVersion.objects.create(
        hall_id=hall_id,
        version=last + 1,
        valid_from=valid_from,
        terms=asdict(terms) | {"version": last + 1},
        published_at=at,
        published_by_id=by.user_id,
    )
    journal.record(
        events.THRESHOLDS,
        about=f"hall:{hall_id}",
        by=by,
        at=at,
        hall_id=hall_id,
        version=row.version,
        valid_from=valid_from.isoformat(),
        terms=row.terms,
    )
    return row


def adjust(*, at: datetime) -> int:
    """Look at every hall that has lines today: let old proposals go, measure what
    accepted ones did, make new ones; how many rows were written."""
    count = 0
    for day in QueueDay.objects.filter(closed_at=None).order_by("id"):
        if day.day == at.astimezone(places.hall(day.hall_id).zone).date():
            count += _look(day, at)
    return count


@transaction.atomic
def _look(day: QueueDay, at: datetime) -> int:
    terms = found.thresholds_on(day.hall_id, day.day)
    live = found.live(day, at)
    count = _let_go(day, live, terms, at) + _measure(day, live, terms, at)
    for draft in propose(live.lines, live.spares, live.helpers, terms):
        if not _lately(day, draft, terms, at):
            count += _make(day, draft, live, terms, at)
    return count


def _let_go(day: QueueDay, live: found.Live, terms: Thresholds, at: datetime) -> int:
    """Open proposals whose time is over, or whose cause is gone."""
    gone = 0
    for row in Proposal.objects.filter(day=day, state=ProposalState.OPEN):
        line = live.line(row.line)
        needed = cause(line, terms) if row.line else len(line.waited) > terms.crowd
        if needed and at < row.expires_at:
            continue
        gone += _move(row, state=ProposalState.EXPIRED, decided_at=at)
    return gone


def _measure(day: QueueDay, live: found.Live, terms: Thresholds, at: datetime) -> int:
    """What the lines look like half an hour after; the rest area closes by itself when
    half of those it was opened for are gone."""
    count = 0
    for row in Proposal.objects.filter(
        day=day, state=ProposalState.ACCEPTED, effect={}
    ):
        line = live.line(row.line)
        rest = row.action == Action.REST_AREA
        due = (
            len(line.waited) * 2 <= terms.crowd
            if rest
            else row.decided_at is not None and at >= row.decided_at + SEEN_AFTER
        )
        if not due:
            continue
        effect = {
            "waiting": len(line.waited),
            "mean": round(line.mean, 1),
            "at": at.isoformat(),
        }
        count += _move(row, effect=effect)
        _note(row, events.EFFECT, SYSTEM, at, waiting=len(line.waited))
    return count


def _lately(day: QueueDay, draft: Draft, terms: Thresholds, at: datetime) -> bool:
    """Whether something for this line is open, under way or was answered just now."""
    rows = Proposal.objects.filter(day=day, line=draft.line)
    since = at - timedelta(minutes=terms.good_for)
    if draft.action is Action.REST_AREA and rows.filter(
        state=ProposalState.ACCEPTED, effect={}
    ):
        return True
    return (
        rows.filter(state=ProposalState.OPEN).exists()
        or rows.filter(
            state__in=(ProposalState.ACCEPTED, ProposalState.DECLINED),
            decided_at__gt=since,
        ).exists()
    )


def _make(
    day: QueueDay, draft: Draft, live: found.Live, terms: Thresholds, at: datetime
) -> int:
    before, after = found.expected(day, draft, at)
    line = live.line(draft.line)
    try:
        with transaction.atomic():
            row = Proposal.objects.create(
                day=day,
                line=draft.line,
                action=draft.action.value,
                window=draft.window,
                user_id=draft.person,
                cause={
                    **asdict(draft.cause),
                    "waiting": len(line.waited),
                    "mean": round(line.mean, 1),
                    "version": terms.version,
                },
                before=before,
                after=after,
                made_at=at,
                expires_at=at + timedelta(minutes=terms.good_for),
            )
    except IntegrityError:  # another worker made it in this moment
        return 0
    _note(row, events.PROPOSED, SYSTEM, at, before=before, after=after)
    _tell_managers(row, at)
    return 1


def _tell_managers(row: Proposal, at: datetime) -> None:
    """One message to each manager of the hall, while it is good for anything."""
    managers = [
        one.id for one in staff_with(Role.HALL_MANAGER, hall_id=row.day.hall_id)
    ]
    for user in User.objects.filter(pk__in=managers):
        _tell(
            user,
            row,
            N_("The hall: a proposal waits for you"),
            N_(
                "%(action)s: line %(line)s, window %(window)s. Please look at the hall."
            ),
            at,
        )


def _tell(user: User, row: Proposal, subject: str, text: str, at: datetime) -> None:
    with override(user.language or "zh-hans"):
        facts = {
            "action": gettext(ACTION_SAYS[Action(row.action)]),
            "line": row.line or "—",
            "window": row.window or "—",
        }
        messages.send(
            messages.address_of_staff(user),
            gettext(subject),
            gettext(text) % facts,
            at=at,
            about=f"proposal:{row.pk}",
            once=f"proposal:{row.pk}:{row.state}:{user.pk}",
            good_for=row.expires_at - row.made_at,
        )


def accept(proposal_id: int, *, hall_id: int, by: Actor, at: datetime) -> Proposal:
    """Do what was proposed. Pressed twice it is done once.

    Raises:
        Refusal: "permission.denied", "proposal.not-found", "proposal.gone",
            "queueing.taken" when window or person were taken meanwhile.
    """
    with transaction.atomic():
        policies.require_here(by, "queue.manage", hall_id)
        row = _find(proposal_id, hall_id)
        if row.state == ProposalState.ACCEPTED:
            return row
        _need_open(row, at)
        _decide(row, ProposalState.ACCEPTED, by, at)
        _do(row, by, at)
        _note(row, events.ACCEPTED, by, at)
        return row


def _do(row: Proposal, by: Actor, at: datetime) -> None:
    if row.action == Action.LET_HELP:
        seat = WindowSeat.objects.get(pk=_seat(row))
        helps = dict.fromkeys((*seat.helps, row.line))
        change_lines(seat.pk, kinds_in(seat.own), helps=helps, by=by, at=at)
        return
    if row.action in {Action.OPEN_SPARE, Action.MOVE_MOBILE} and row.window:
        mobile = row.action == Action.MOVE_MOBILE
        open_window(
            row.day.hall_id,
            row.window,
            by=by,
            at=at,
            mode=SeatMode.MOBILE if mobile else SeatMode.SPARE,
            user_id=row.user_id,
        )
    if row.user is not None:
        _tell(
            row.user,
            row,
            N_("The hall: please come to your window"),
            N_("The hall manager asks you to window %(window)s, for line %(line)s."),
            at,
        )


def _seat(row: Proposal) -> int:
    seat_id = seat_at(row.day.hall_id, row.window or 0)
    if seat_id is None:
        raise _gone()
    return seat_id


@transaction.atomic
def decline(
    proposal_id: int, *, hall_id: int, reason: str, by: Actor, at: datetime
) -> Proposal:
    """Leave things as they are, and say why.

    Raises:
        Refusal: "permission.denied", "proposal.not-found", "proposal.gone",
            "queueing.reason".
    """
    policies.require_here(by, "queue.manage", hall_id)
    row = _find(proposal_id, hall_id)
    said = need_reason(reason)
    _need_open(row, at)
    _decide(row, ProposalState.DECLINED, by, at, reason=said)
    _note(row, events.DECLINED, by, at, reason=said)
    return row


def _find(proposal_id: int, hall_id: int) -> Proposal:
    row = (
        Proposal.objects.select_related("day", "user")
        .filter(pk=proposal_id, day__hall_id=hall_id)
        .first()
    )
    if row is None:
        raise Refusal("proposal.not-found", N_("There is no such proposal."))
    return row


def _need_open(row: Proposal, at: datetime) -> None:
    if row.state != ProposalState.OPEN or at >= row.expires_at:
        raise _gone()


def _gone() -> Refusal:
    return Refusal(
        "proposal.gone",
        N_("This proposal no longer holds."),
        remedy=N_("Look at the hall again; a new one is made when it is needed."),
    )


def _decide(
    row: Proposal, state: ProposalState, by: Actor, at: datetime, *, reason: str = ""
) -> None:
    if not _move(row, state=state, decided_at=at, decided_by=by.name, reason=reason):
        raise _gone()


def _move(row: Proposal, **changes: object) -> int:
    """Compare-and-set; 0 when somebody else was faster."""
    values = {**changes, "version": row.version + 1}
    hit = Proposal.objects.filter(pk=row.pk, version=row.version).update(**values)
    if hit:
        for name, value in values.items():
            setattr(row, name, value)
    return hit


def _note(
    row: Proposal, event: EventType, by: Actor, at: datetime, **facts: object
) -> None:
    journal.record(
        event,
        about=f"proposal:{row.pk}",
        by=by,
        at=at,
        hall_id=row.day.hall_id,
        action=row.action,
        line=row.line,
        window=row.window,
        **facts,
    )
