"""Opening a window, a short break, other lines, closing: who sits where, and since when."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from yichuang.accounts.policies import Actor
from yichuang.journal import services as journal
from yichuang.journal.events import EventType
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.models import Window
from yichuang.queueing import events, policies
from yichuang.queueing.models import SeatMode, SeatState, Ticket, WindowSeat
from yichuang.queueing.queries.days import kind, skills_of
from yichuang.queueing.rules.lifecycle import AT_A_WINDOW
from yichuang.queueing.services import steps
from yichuang.queueing.services.calling import busy, no_seat
from yichuang.queueing.services.days import day_of
from yichuang.queueing.services.lines import no_kind
from yichuang.queueing.services.serving import need_reason


@transaction.atomic
def open_window(
    hall_id: int,
    number: int,
    *,
    by: Actor,
    at: datetime,
    mode: SeatMode = SeatMode.STANDING,
    user_id: int | None = None,
) -> WindowSeat:
    """Sit down at a window: oneself, or whom the manager names by `user_id`.

    Whoever sits there already (oneself) is answered with the seat as it is.

    Raises:
        Refusal: "permission.denied", "queueing.no-window-here", "queueing.no-skills",
            "queueing.taken".
    """
    sits = user_id or by.user_id
    policies.require_here(
        by, "ticket.call" if sits == by.user_id else "queue.manage", hall_id
    )
    window = Window.objects.filter(hall_id=hall_id, number=number).first()
    if window is None or sits is None:
        raise no_window(number)
    day_id = day_of(hall_id, at=at)
    own, helps = skills_of(window.pk)
    if not own and not helps:
        raise Refusal(
            "queueing.no-skills",
            N_("Nobody has said what window %(number)s serves."),
            remedy=N_("Ask the hall manager to arrange it."),
            number=number,
        )
    seat = _sit(day_id, window, sits, mode, (own, helps), at)
    if seat.opened_at == at:
        _note(seat, events.OPENED, by=by, at=at, hall_id=hall_id, mode=mode.value)
    return seat


def _sit(
    day_id: int,
    window: Window,
    user_id: int,
    mode: SeatMode,
    lines: tuple[tuple[str, ...], tuple[str, ...]],
    at: datetime,
) -> WindowSeat:
    taken = WindowSeat.objects.filter(window=window, closed_at=None).first()
    if taken is not None and (taken.user_id, taken.day_id) == (user_id, day_id):
        return taken
    try:
        with transaction.atomic():
            return WindowSeat.objects.create(
                day_id=day_id,
                window=window,
                user_id=user_id,
                mode=mode,
                own=[*lines[0], f"@{window.number}"],
                helps=list(lines[1]),
                opened_at=at,
            )
    except IntegrityError as clash:
        raise Refusal(
            "queueing.taken",
            N_("Window %(number)s is taken, or you sit at another."),
            remedy=N_("Close that seat first."),
            number=window.number,
        ) from clash


@transaction.atomic
def pause(
    seat_id: int,
    *,
    reason: str,
    by: Actor,
    at: datetime,
    back_at: datetime | None = None,
) -> WindowSeat:
    """A short break: nobody is called here until `reopen`.

    Raises:
        Refusal: "queueing.no-seat", "queueing.not-your-window", "queueing.reason",
            "queueing.busy" while a ticket is at the window.
    """
    seat = _in_step(seat_id, by=by, at=at)
    said = need_reason(reason)
    _need_empty(seat)
    _change(seat, state=SeatState.PAUSED, pause_reason=said, back_at=back_at)
    _note(seat, events.PAUSED, by=by, at=at, hall_id=seat.day.hall_id, reason=said)
    return seat


@transaction.atomic
def reopen(seat_id: int, *, by: Actor, at: datetime) -> WindowSeat:
    """Back from the break.

    Raises:
        Refusal: "queueing.no-seat", "queueing.not-your-window".
    """
    seat = _in_step(seat_id, by=by, at=at)
    if seat.state == SeatState.PAUSED:
        _change(seat, state=SeatState.OPEN, pause_reason="", back_at=None)
        _note(seat, events.REOPENED, by=by, at=at, hall_id=seat.day.hall_id)
    return seat


@transaction.atomic
def close_window(seat_id: int, *, by: Actor, at: datetime) -> WindowSeat:
    """Stand up. What is on hold here is finished first, or sent on.

    Raises:
        Refusal: "queueing.no-seat", "queueing.not-your-window", "queueing.busy".
    """
    seat = _in_step(seat_id, by=by, at=at)
    _need_empty(seat, also=("held",))
    _change(seat, state=SeatState.CLOSED, closed_at=at)
    _note(seat, events.CLOSED, by=by, at=at, hall_id=seat.day.hall_id)
    return seat


@transaction.atomic
def change_lines(
    seat_id: int,
    own: Iterable[str],
    *,
    by: Actor,
    at: datetime,
    helps: Iterable[str] = (),
    mode: SeatMode | None = None,
) -> WindowSeat:
    """The manager lets a window serve other lines for the rest of the day.

    Raises:
        Refusal: "permission.denied", "queueing.no-seat", "queueing.no-kind".
    """
    seat = _in_step(seat_id, by=by, at=at, permission="queue.manage")
    mine, others = tuple(dict.fromkeys(own)), tuple(dict.fromkeys(helps))
    for code in (*mine, *others):
        if kind(seat.day.hall_id, code) is None:
            raise no_kind()
    if not mine:
        raise no_kind()
    _change(
        seat,
        own=[*mine, f"@{seat.window.number}"],
        helps=[code for code in others if code not in mine],
        mode=mode or seat.mode,
    )
    _note(
        seat,
        events.RESKILLED,
        by=by,
        at=at,
        hall_id=seat.day.hall_id,
        own=seat.own,
        helps=seat.helps,
    )
    return seat


def no_window(number: int) -> Refusal:
    """The refusal of a window the hall has not."""
    return Refusal(
        "queueing.no-window-here",
        N_("There is no window %(number)s here."),
        field="window",
        number=number,
    )


def _in_step(
    seat_id: int, *, by: Actor, at: datetime, permission: str = ""
) -> WindowSeat:
    """The seat as it stands in a step of its day, so that no call meets the change."""
    day_id = WindowSeat.objects.filter(pk=seat_id).values_list("day_id", flat=True)
    known = day_id.first()
    if known is None:
        raise no_seat()
    turn = steps.take(known, at=at)
    seat = WindowSeat.objects.select_related("window", "day").get(pk=seat_id)
    if permission:
        policies.require_here(by, permission, turn.hall_id)
    else:
        policies.require_seat(by, seat.user_id, turn.hall_id)
    if seat.state == SeatState.CLOSED:
        raise no_seat()
    return seat


def _need_empty(seat: WindowSeat, also: tuple[str, ...] = ()) -> None:
    there = Ticket.objects.filter(seat=seat, state__in=(*AT_A_WINDOW, *also)).first()
    if there is not None:
        raise busy(there.number)


def _change(seat: WindowSeat, **values: object) -> None:
    """Write columns; our step keeps everybody else away."""
    WindowSeat.objects.filter(pk=seat.pk).update(**values)
    for name, value in values.items():
        setattr(seat, name, value)


def _note(
    seat: WindowSeat,
    event: EventType,
    /,
    *,
    by: Actor,
    at: datetime,
    hall_id: int,
    **facts: object,
) -> None:
    journal.record(
        event,
        about=f"seat:{seat.pk}",
        by=by,
        at=at,
        hall_id=hall_id,
        window=seat.window.number,
        user=seat.user_id,
        **facts,
    )
