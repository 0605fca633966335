"""The hall as the thresholds see it: lines, windows nobody sits at, people who could."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from yichuang.accounts.queries.staff import names_of
from yichuang.organisation.models import Window, WindowState
from yichuang.organisation.queries import places
from yichuang.queueing.models import (
    Proposal,
    ProposalState,
    QueueDay,
    SeatState,
    ThresholdVersion,
    Ticket,
    WindowSeat,
)
from yichuang.queueing.queries import foresight, heads, roster
from yichuang.queueing.queries.days import kinds
from yichuang.queueing.rules.adjusting import (
    Action,
    Draft,
    Helper,
    LineNow,
    Spare,
    Thresholds,
)
from yichuang.queueing.rules.foresight import FARTHEST, Server, foresee
from yichuang.queueing.rules.lifecycle import AT_A_WINDOW, TicketState
from yichuang.queueing.rules.order import Skills, Waiting
from yichuang.queueing.rules.roster import Worker

LATELY = timedelta(minutes=30)
"""Saturation is that of the last half-hour."""
SHOWN = 30


@dataclass(frozen=True, slots=True)
class Live:
    """What the rules need of a hall at a moment."""

    lines: tuple[LineNow, ...]
    spares: tuple[Spare, ...]
    helpers: tuple[Helper, ...]

    def line(self, code: str) -> LineNow:
        """A line; "" is all of them."""
        every = tuple(one for line in self.lines for one in line.waited)
        whole = LineNow("", every, 0)
        return next((line for line in self.lines if line.code == code), whole)


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal as pages show it."""

    id: int
    version: int
    line: str
    action: Action
    window: int | None
    person: str
    cause: Mapping[str, int | str]
    before: float | None
    after: float | None
    state: str
    made_at: datetime
    expires_at: datetime
    decided_at: datetime | None
    decided_by: str
    reason: str
    effect: Mapping[str, float | str]


def thresholds_on(hall_id: int, on: date) -> Thresholds:
    """What holds on a day; the product's own before the hall published any."""
    terms = (
        ThresholdVersion.objects.filter(hall_id=hall_id, valid_from__lte=on)
        .order_by("-valid_from", "-version")
        .values_list("terms", flat=True)
        .first()
    )
    return Thresholds(**terms) if terms else Thresholds()


def live(day: QueueDay, at: datetime) -> Live:
    """The hall of a day of lines at `at`; a fixed number of questions."""
    hall_id = day.hall_id
    seats = list(
        WindowSeat.objects.filter(day=day, closed_at=None).select_related("window")
    )
    waited = _waited(day, at)
    workers = roster.workers(hall_id, day.day)
    return Live(
        lines=_lines(hall_id, seats, waited, at),
        spares=_spares(hall_id, seats, workers, at),
        helpers=tuple(
            Helper(
                seat.window.number,
                frozenset((*seat.own, *seat.helps)),
                workers[seat.user_id].skills
                if seat.user_id in workers
                else frozenset(),
                sum(len(waited[line]) for line in seat.own),
            )
            for seat in seats
            if seat.state == SeatState.OPEN
        ),
    )


def _waited(day: QueueDay, at: datetime) -> dict[str, list[float]]:
    """Minutes waited by whoever waits, by line."""
    zone = places.hall(day.hall_id).zone
    midnight = datetime(day.day.year, day.day.month, day.day.day, tzinfo=zone)
    now = (at - midnight).total_seconds()
    found: dict[str, list[float]] = defaultdict(list)
    rows = Ticket.objects.filter(day=day, state=TicketState.WAITING)
    for line, arrived in rows.values_list("line", "arrived"):
        found[line].append(max(now - arrived, 0) / 60)
    return found


def _lines(
    hall_id: int,
    seats: list[WindowSeat],
    waited: dict[str, list[float]],
    at: datetime,
) -> tuple[LineNow, ...]:
    open_seats = [seat for seat in seats if seat.state == SeatState.OPEN]
    busy = _busy(open_seats, at)
    found = []
    for card in kinds(hall_id):
        mine = [seat for seat in open_seats if card.code in seat.own]
        whole = sum(_open_lately(seat, at) for seat in mine)
        found.append(
            LineNow(
                card.code,
                tuple(waited.get(card.code, ())),
                len(mine),
                100 * sum(busy[seat.pk] for seat in mine) / whole
                if whole >= LATELY.total_seconds() / 2
                else None,
            )
        )
    return tuple(found)


def _open_lately(seat: WindowSeat, at: datetime) -> float:
    return (at - max(seat.opened_at, at - LATELY)).total_seconds()


def _busy(seats: list[WindowSeat], at: datetime) -> dict[int, float]:
    """Seconds of the last half-hour in which somebody was called to a seat or there."""
    since = at - LATELY
    found: dict[int, float] = defaultdict(float)
    rows = Ticket.objects.filter(
        Q(ended_at__gt=since) | Q(state__in=AT_A_WINDOW),
        seat__in=seats,
        called_at__isnull=False,
    )
    for seat_id, called, ended in rows.values_list("seat_id", "called_at", "ended_at"):
        if seat_id is not None and called is not None:
            spent = (min(ended or at, at) - max(called, since)).total_seconds()
            found[seat_id] += max(spent, 0.0)
    return found


def _spares(
    hall_id: int,
    seats: list[WindowSeat],
    workers: Mapping[int, Worker],
    at: datetime,
) -> tuple[Spare, ...]:
    """Windows nobody sits at, with who could: whoever the roster has there first, then
    whoever is in the house, then who would have to be called."""
    taken = {seat.window.number for seat in seats}
    served = roster.serves(hall_id)
    now = roster.rostered_now(hall_id, at)
    house = roster.in_the_house(hall_id, at)
    busy = roster.seated(hall_id)
    # Whoever should be at a window nobody sits at yet is expected there, not elsewhere.
    awaited = {one: number for number, one in now.items() if number not in taken}
    rows = Window.objects.filter(hall_id=hall_id).exclude(state=WindowState.PAUSED)
    found = []
    for window in rows.order_by("number"):
        lines = served.get(window.number)
        if lines is None or window.number in taken:
            continue
        free = [
            one
            for one in workers.values()
            if one.can(lines)
            and not one.away
            and one.id not in busy
            and awaited.get(one.id, window.number) == window.number
        ]
        free.sort(
            key=lambda one: (
                now.get(window.number) != one.id,
                one.id not in house,
                one.id,
            )
        )
        person = free[0].id if free else None
        on_duty = not house or person in house
        found.append(
            Spare(window.number, window.state, frozenset(lines), person, on_duty)
        )
    return tuple(found)


def expected(
    day: QueueDay, draft: Draft, at: datetime
) -> tuple[float | None, float | None]:
    """Minutes somebody coming now to the line would wait, without and with a draft done;
    None where no window serves them."""
    if not draft.line:
        return None, None
    usual = foresight.usual_minutes(day.hall_id, day.day)
    waiting = [row.waiting for row in heads.everybody(day.pk, most=FARTHEST)]
    now = max((one.arrived for one in waiting), default=0.0)
    me = Waiting(foresight.MYSELF, draft.line, now)
    there = foresight.servers(day.pk, at, usual)
    waits = [
        foresee(foresight.line_of(day, [*waiting, me]), some, usual, me.id, now)[0]
        for some in (there, _with(there, day.hall_id, draft))
    ]
    return waits[0], waits[1]


def _with(there: list[Server], hall_id: int, draft: Draft) -> list[Server]:
    if draft.action is not Action.LET_HELP:
        own = roster.serves(hall_id).get(draft.window or 0, ())
        return [*there, Server(Skills(own), 0.0)]
    return [
        Server(Skills(one.skills.own, (*one.skills.helps, draft.line)), one.free_in)
        if f"@{draft.window}" in one.skills.own
        else one
        for one in there
    ]


def proposals(hall_id: int, on: date) -> tuple[ProposalRow, ...]:
    """The proposals of a day, the open ones first, then the latest."""
    rows = list(
        Proposal.objects.filter(day__hall_id=hall_id, day__day=on).order_by("-id")[
            :SHOWN
        ]
    )
    names = names_of(row.user_id for row in rows if row.user_id)
    rows.sort(key=lambda row: row.state != ProposalState.OPEN)
    return tuple(
        ProposalRow(
            id=row.pk,
            version=row.version,
            line=row.line,
            action=Action(row.action),
            window=row.window,
            person=names.get(row.user_id or 0, ""),
            cause=row.cause,
            before=row.before,
            after=row.after,
            state=row.state,
            made_at=row.made_at,
            expires_at=row.expires_at,
            decided_at=row.decided_at,
            decided_by=row.decided_by,
            reason=row.reason,
            effect=row.effect,
        )
        for row in rows
    )


def known(hall_id: int, proposal_id: int) -> bool:
    """Whether the hall has this proposal."""
    return Proposal.objects.filter(pk=proposal_id, day__hall_id=hall_id).exists()


def rest_area_open(hall_id: int, at: datetime) -> bool:
    """Whether people are asked to wait in the rest area now, for the hall's screens."""
    on = at.astimezone(places.hall(hall_id).zone).date()
    return Proposal.objects.filter(
        day__hall_id=hall_id,
        day__day=on,
        action=Action.REST_AREA.value,
        state=ProposalState.ACCEPTED,
        effect={},
    ).exists()
