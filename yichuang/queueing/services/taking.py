"""Taking a ticket: at the kiosk, at the guide's desk, by phone, or from an appointment."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from yichuang.accounts.policies import Actor
from yichuang.accounts.queries.people import id_hash, phone_hash
from yichuang.journal import services as journal
from yichuang.kernel.identity.persons import age, check_id_number, check_mobile
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries.doors import hall_now
from yichuang.queueing import events, policies
from yichuang.queueing.models import Channel, Ticket
from yichuang.queueing.queries import foresight
from yichuang.queueing.queries.days import KindCard, kind
from yichuang.queueing.rules import limits
from yichuang.queueing.rules.lifecycle import LIVE, TicketState
from yichuang.queueing.rules.order import Waiting
from yichuang.queueing.rules.policy import Standing
from yichuang.queueing.services import steps
from yichuang.queueing.services.calling import LONGEST_KEY, order_facts
from yichuang.queueing.services.days import day_of
from yichuang.queueing.services.lines import no_kind, place
from yichuang.web.together import whole

PRIORITY_AGE = 60


@dataclass(frozen=True, slots=True)
class Ask:
    """What somebody wants a ticket for. `identity` is an identity number as a card
    reader types it; `booked_at` and what the appointments keep as `case_ref` come from
    an appointment; a second matter of one visit gives the first one's `visit`. With
    `by_arrangement` the hall opens for this person, also outside its hours."""

    kind: str
    channel: Channel = Channel.KIOSK
    standing: Standing = Standing.ORDINARY
    identity: str = ""
    phone: str = ""
    language: str = "zh-hans"
    needs: tuple[str, ...] = ()
    travel_minutes: int = 0
    booked_at: datetime | None = None
    visit: str = ""
    case_ref: str = ""
    by_arrangement: bool = False


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, as far as limits and the law of priority need to know."""

    person_hash: str = ""
    phone_hash: str = ""
    phone: str = ""
    standing: Standing = field(default=Standing.ORDINARY)


def take_ticket(hall_id: int, ask: Ask, *, key: str, by: Actor, at: datetime) -> Ticket:
    """Give a ticket. The same `key` again gives the same ticket: a kiosk that posts
    twice prints once. At a kiosk anybody may; that it is one is the page's business.

    Raises:
        Refusal: "permission.denied", "queueing.no-kind", "queueing.closed",
            "queueing.too-late", "queueing.one-remote", "queueing.phone-limit",
            "queueing.one-each", "queueing.full", "queueing.key", "id.…", "mobile.…".
    """
    if ask.channel is not Channel.KIOSK:
        policies.require_here(by, "ticket.take", hall_id)
    if not 0 < len(key) <= LONGEST_KEY:
        raise Refusal("queueing.key", N_("A ticket needs a key."), field="key")
    day_id = day_of(hall_id, at=at)
    known = Ticket.objects.filter(day_id=day_id, key=key).first()
    return known or whole(lambda: _take(hall_id, day_id, ask, key, by, at))


def _take(
    hall_id: int, day_id: int, ask: Ask, key: str, by: Actor, at: datetime
) -> Ticket:
    turn = steps.take(day_id, at=at)
    known = Ticket.objects.filter(day_id=day_id, key=key).first()
    if known is not None:
        return known
    wanted = _allowed(turn, ask, at)
    asker = _asker(turn, ask)
    _need_limits(turn, ask, asker, wanted)
    ticket = _written(turn, ask, asker, wanted, key, at)
    if ticket.state == TicketState.WAITING:
        turn.joins(ticket.line)
    steps.keep(turn)
    told = order_facts(turn, ticket)
    journal.record(
        events.TAKEN,
        about=ticket.about,
        by=by,
        at=at,
        hall_id=hall_id,
        **told,
        waiting=ticket.state == TicketState.WAITING,
        channel=ticket.channel,
        visit=ticket.visit,
        case=ticket.case_ref,
        low=ticket.wait_low,
        high=ticket.wait_high,
        foreseen=ticket.foreseen,
        ahead=ticket.ahead_then,
    )
    return ticket


def _allowed(turn: steps.Turn, ask: Ask, at: datetime) -> KindCard:
    """The kind, if tickets are given for it now."""
    wanted = kind(turn.hall_id, ask.kind)
    if wanted is None or (ask.channel is Channel.PHONE and not wanted.remote):
        raise no_kind()
    doors = hall_now(turn.hall_id, at).doors
    opens = doors.changes_at
    if ask.by_arrangement:
        return wanted
    limits.need_open(
        doors,
        opens=f"{opens.astimezone(turn.zone):%Y-%m-%d %H:%M}" if opens else "",
    )
    limits.need_travel(ask.travel_minutes, doors, at)
    limits.need_room(turn.lines.get(wanted.code, {}).get("n", 0), wanted.daily_limit)
    return wanted


def _asker(turn: steps.Turn, ask: Ask) -> Asker:
    """Who asks; the card of somebody of 60 and more gives priority by itself."""
    standing = ask.standing
    person_hash = ""
    if ask.identity:
        number = check_id_number(ask.identity, on=turn.day)
        person_hash = id_hash("resident", number)
        if standing is Standing.ORDINARY and age(number, turn.day) >= PRIORITY_AGE:
            standing = Standing.ELDERLY
    phone = check_mobile(ask.phone) if ask.phone else ""
    if ask.channel is Channel.PHONE and not phone:
        raise Refusal(
            "queueing.phone-needed",
            N_("A ticket from afar needs a phone number."),
            field="phone",
            remedy=N_("Sign in, or take a ticket in the hall."),
        )
    return Asker(person_hash, phone_hash(phone) if phone else "", phone, standing)


def _need_limits(turn: steps.Turn, ask: Ask, asker: Asker, wanted: KindCard) -> None:
    """One each. Nobody can slip between the look and the ticket: the step is ours."""
    today = Ticket.objects.filter(day_id=turn.day_id)
    live = today.filter(state__in=LIVE).values_list("number", flat=True)
    if ask.channel is Channel.PHONE:
        remote = {"channel": Channel.PHONE, "phone_hash": asker.phone_hash}
        limits.need_phone_limit(
            today.filter(**remote).count(), live.filter(**remote).first() or ""
        )
    if asker.person_hash:
        mine = live.filter(kind_id=wanted.id, person_hash=asker.person_hash).first()
        limits.need_person_limit(mine or "")


def _written(
    turn: steps.Turn,
    ask: Ask,
    asker: Asker,
    wanted: KindCard,
    key: str,
    at: datetime,
) -> Ticket:
    coming = ask.channel is Channel.PHONE
    booked = (
        None
        if ask.booked_at is None
        else steps.second_of(ask.booked_at, turn.day, turn.zone)
    )
    told, ahead = _told(turn, wanted.code, asker.standing, booked, at)
    return Ticket.objects.create(
        day_id=turn.day_id,
        kind_id=wanted.id,
        number=f"{wanted.code}{turn.number(wanted.code):03d}",
        token=secrets.token_urlsafe(16),
        key=key,
        state=TicketState.COMING if coming else TicketState.WAITING,
        line=wanted.code,
        standing=asker.standing.value,
        **place(turn, wanted.code, asker.standing, turn.clock, booked),
        arrived=turn.clock,
        appointment=booked,
        channel=ask.channel,
        visit=ask.visit or secrets.token_urlsafe(16),
        case_ref=ask.case_ref,
        person_hash=asker.person_hash,
        phone=asker.phone,
        phone_hash=asker.phone_hash,
        language=ask.language,
        needs=list(ask.needs),
        travel_minutes=ask.travel_minutes,
        expires_at=_expires(turn, ask, at) if coming else None,
        taken_at=at,
        **told,
        ahead_then=ahead,
    )


def _expires(turn: steps.Turn, ask: Ask, at: datetime) -> datetime:
    """A remote ticket falls when its holder could have been here long ago."""
    return at + timedelta(minutes=ask.travel_minutes + turn.policy.grace)


def _told(
    turn: steps.Turn,
    line: str,
    standing: Standing,
    booked: int | None,
    at: datetime,
) -> tuple[dict[str, Any], int]:
    """The range printed on the ticket, kept with it to be scored."""
    me = Waiting(
        foresight.MYSELF,
        line,
        turn.now,
        standing,
        None if booked is None else booked / 60,
    )
    told, ahead = foresight.estimate(
        turn.day_id, turn.hall_id, me, now=turn.now, at=at, today=turn.day
    )
    if told is None:
        return {"foreseen": None, "wait_low": None, "wait_high": None}, ahead
    return {
        "foreseen": told.expected,
        "wait_low": told.low,
        "wait_high": told.high,
    }, ahead
