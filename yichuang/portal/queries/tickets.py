"""Taking a ticket from afar: the kinds a phone may draw, and the phone of who asks."""

from datetime import datetime

from yichuang.accounts.models import User
from yichuang.organisation.queries import places
from yichuang.queueing.models import Ticket
from yichuang.queueing.queries import board as boards
from yichuang.queueing.queries import days, foresight
from yichuang.queueing.queries.board import LineRow
from yichuang.queueing.queries.days import KindCard
from yichuang.queueing.rules.foresight import Range, Score
from yichuang.queueing.rules.lifecycle import LIVE
from yichuang.queueing.rules.order import Waiting
from yichuang.web.memory import remember


def phone_of(user_id: int) -> str:
    """The phone somebody signs in with, for a ticket of their own; "" without one."""
    phone = User.objects.filter(pk=user_id).values_list("phone", flat=True).first()
    return phone or ""


def remote_kinds(hall_id: int) -> tuple[KindCard, ...]:
    """The kinds a phone may draw a ticket for."""
    return tuple(row for row in days.kinds(hall_id) if row.open and row.remote)


def lines(hall_id: int, at: datetime) -> dict[str, LineRow]:
    """How many wait for each kind now."""
    return {row.code: row for row in boards.board(hall_id, at=at, last=1).lines}


def waiting_now(hall_id: int, at: datetime) -> tuple[LineRow, ...]:
    """Every line as it was in the last quarter of a minute, for a page many look at."""
    step = int(at.timestamp()) // 15 * 15
    return _waiting_now(hall_id, datetime.fromtimestamp(step, at.tzinfo))


@remember(seconds=15, size=64)
def _waiting_now(hall_id: int, at: datetime) -> tuple[LineRow, ...]:
    return tuple(boards.board(hall_id, at=at, last=1).lines)


def held_lately(hall_id: int, at: datetime) -> Score:
    """How the ranges told on the days before today turned out."""
    return foresight.lately(hall_id, at.astimezone(places.hall(hall_id).zone).date())


def waits(hall_id: int, at: datetime) -> dict[str, Range | None]:
    """What somebody who stood in each line now would be told."""
    step = int(at.timestamp()) // 30 * 30
    return _waits(hall_id, datetime.fromtimestamp(step, at.tzinfo))


@remember(seconds=30, size=64)
def _waits(hall_id: int, at: datetime) -> dict[str, Range | None]:
    local = at.astimezone(places.hall(hall_id).zone)
    day_id = days.day_id_of(hall_id, local.date())
    if day_id is None:
        return {}
    now = local.hour * 60 + local.minute
    return {
        row.code: foresight.estimate(
            day_id,
            hall_id,
            Waiting(foresight.MYSELF, row.code, now),
            now=now,
            at=at,
            today=local.date(),
        )[0]
        for row in days.kinds(hall_id)
        if row.open
    }


def live_token(hall_id: int, phone_hash: str, at: datetime) -> str:
    """The page of the ticket this phone holds now; "" for none."""
    on = at.astimezone(places.hall(hall_id).zone).date()
    held = Ticket.objects.filter(
        day__hall_id=hall_id,
        day__day=on,
        phone_hash=phone_hash,
        state__in=sorted(LIVE),
    )
    return (held.values_list("token", flat=True).first() or "") if phone_hash else ""
