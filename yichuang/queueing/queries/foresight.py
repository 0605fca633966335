"""Wait estimates of the hall as it stands, and how earlier ones turned out."""

from collections import defaultdict
from datetime import date, datetime, timedelta

from django.db.models import Avg, DurationField, ExpressionWrapper, F

from yichuang.queueing.models import QueueDay, SeatState, Ticket, WindowSeat
from yichuang.queueing.queries import heads
from yichuang.queueing.queries.days import kinds
from yichuang.queueing.rules.foresight import (
    FARTHEST,
    Calibration,
    Range,
    Score,
    Server,
    calibrate,
    foresee,
    score,
)
from yichuang.queueing.rules.lifecycle import AT_A_WINDOW, TicketState
from yichuang.queueing.rules.line import Line
from yichuang.queueing.rules.order import Skills, Tally, Waiting
from yichuang.queueing.rules.policy import Policy
from yichuang.web.memory import remember

LEARN_DAYS = 28
LEARN_TICKETS = 4000
MOST_TOLD = 40_000
"""Read at most for a score: two weeks of a large hall."""
TOLD_DAYS = 14
"""Days before today whose ranges are answered for on the page of the hall."""
MYSELF = 1 << 62
"""The id of somebody who is about to stand in line: behind everybody of their second."""


@remember(seconds=60, size=64)
def usual_minutes(hall_id: int, today: date) -> dict[str, float]:
    """Minutes a window spends on a ticket, from the call to the end, by line: the mean
    of the last four weeks, else as arranged for the kind. Under "" the mean of all."""
    took = ExpressionWrapper(
        F("ended_at") - F("called_at"), output_field=DurationField()
    )
    rows = (
        Ticket.objects.filter(
            day__hall_id=hall_id,
            day__day__gte=today - timedelta(days=LEARN_DAYS),
            state=TicketState.DONE,
            called_at__isnull=False,
        )
        .values("kind__code")
        .annotate(mean=Avg(took))
    )
    measured = {
        row["kind__code"]: max(row["mean"].total_seconds() / 60, 0.5)
        for row in rows
        if row["mean"] is not None
    }
    known = {
        row.code: measured.get(row.code, float(row.usual_minutes))
        for row in kinds(hall_id)
    }
    mean = sum(known.values()) / len(known) if known else 10.0
    return known | {"": mean}


@remember(seconds=600, size=64)
def calibration(hall_id: int, today: date) -> Calibration:
    """What the expectations of the days before today were worth."""
    return calibrate(
        (float(told.expected), real)
        for told, real in _turned_out(
            hall_id, today - timedelta(days=LEARN_DAYS), today
        )
    )


def how_good(hall_id: int, first: date, last: date) -> Score:
    """Coverage and error of what was told from `first` to `last` inclusive."""
    return score(_turned_out(hall_id, first, last + timedelta(days=1)))


@remember(seconds=600, size=64)
def lately(hall_id: int, today: date) -> Score:
    """The same of the days before today that visitors are told about: what was said to
    them is said to hold, or not, in public."""
    rows = _told(hall_id, today - timedelta(days=TOLD_DAYS), today)
    return score((told, real) for _, told, real in rows)


def how_good_by_day(hall_id: int, first: date, last: date) -> dict[date, Score]:
    """The same of each day on which somebody was told and called."""
    by_day: dict[date, list[tuple[Range, float]]] = defaultdict(list)
    for day, told, real in _told(hall_id, first, last + timedelta(days=1)):
        by_day[day].append((told, real))
    return {day: score(rows) for day, rows in sorted(by_day.items())}


def _turned_out(hall_id: int, first: date, before: date) -> list[tuple[Range, float]]:
    """(told, real minutes) of tickets called at their first call, newest first."""
    rows = _told(hall_id, first, before, most=LEARN_TICKETS)
    return [(told, real) for _, told, real in rows]


def _told(
    hall_id: int, first: date, before: date, *, most: int = MOST_TOLD
) -> list[tuple[date, Range, float]]:
    rows = (
        Ticket.objects.filter(
            day__hall_id=hall_id,
            day__day__gte=first,
            day__day__lt=before,
            called_at__isnull=False,
            foreseen__isnull=False,
            misses=0,
        )
        .order_by("-id")
        .values_list(
            *("day__day", "foreseen", "wait_low", "wait_high"),
            *("taken_at", "called_at"),
        )
    )
    return [
        (day, Range(middle, low, high), max((called - taken).total_seconds() / 60, 0))
        for day, middle, low, high, taken, called in rows[:most]
        if middle is not None and low is not None and high is not None and called
    ]


def servers(day_id: int, at: datetime, usual: dict[str, float]) -> list[Server]:
    """Open windows and when each is likely free: what is left of the usual minutes,
    and for a talk that has outlasted them a third of them more."""
    seats = WindowSeat.objects.filter(day_id=day_id, state=SeatState.OPEN)
    busy = dict(
        Ticket.objects.filter(day_id=day_id, state__in=AT_A_WINDOW).values_list(
            "seat_id", "called_at"
        )
    )
    found = []
    for seat in seats.order_by("id"):
        skills = Skills(tuple(seat.own), tuple(seat.helps))
        mean = usual.get(seat.own[0] if seat.own else "", usual[""])
        since = busy.get(seat.pk)
        gone = (at - since).total_seconds() / 60 if since else 0.0
        found.append(Server(skills, max(mean - gone, mean / 3) if since else 0.0))
    return found


def estimate(
    day_id: int, hall_id: int, who: Waiting, *, now: float, at: datetime, today: date
) -> tuple[Range | None, int]:
    """What somebody standing in line now is told: the range, and how many go before.

    `who` may be in line already, or be about to stand in it (id MYSELF). None without an
    open window for them.
    """
    day = QueueDay.objects.get(pk=day_id)
    usual = usual_minutes(hall_id, today)
    crowd = [row.waiting for row in heads.everybody(day_id, most=FARTHEST * 2)]
    line = line_of(day, [*(one for one in crowd if one.id != who.id), who])
    beyond = sum(kept.get("waiting", 0) for kept in day.lines.values()) - len(crowd)
    wait, ahead = foresee(
        line,
        servers(day_id, at, usual),
        usual,
        who.id,
        now,
        beyond=max(beyond, 0) if len(crowd) == FARTHEST * 2 else 0,
    )
    if wait is None:
        return None, ahead
    return calibration(hall_id, today).range(wait), ahead


def line_of(day: QueueDay, crowd: list[Waiting]) -> Line:
    """The rules' own structure, with what the lines remember."""
    tallies = {
        name: Tally(kept.get("calls", 0), kept.get("streak", 0))
        for name, kept in day.lines.items()
    }
    return Line(Policy(**day.terms), crowd, tallies)
