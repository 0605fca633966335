"""What the past of a hall teaches: counted days, their shapes, and what people are like."""

from collections import defaultdict
from datetime import date, timedelta

from django.db.models import Count, Sum

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.workdays import WorkCalendar
from yichuang.organisation.queries import calendars
from yichuang.planning.models import DayCount, KnownPeak
from yichuang.planning.rules.day import Crowd
from yichuang.planning.rules.forecast import (
    LONG_BREAK,
    SLOTS,
    Forecast,
    Habits,
    Past,
    Peak,
    Shape,
    learn,
)
from yichuang.queueing.models import Ticket
from yichuang.queueing.queries.days import kinds
from yichuang.queueing.rules.policy import Standing
from yichuang.web.memory import remember

YEARS_BACK = 2
"""A peak is known best by the last ones; two years hold two of each."""

RECENT = timedelta(days=91)
DEFAULT_VARIES = 0.6
DEFAULT_PATIENCE = 120.0


def shape_of(hall_id: int, day: date) -> Shape:
    """What is known of a day beforehand.

    Raises:
        Refusal: "calendar.unknown-year".
    """
    calendar = calendars.calendar_for(hall_id)
    return Shape(
        weekday=day.weekday(),
        made_up=calendar.is_workday(day) and day.weekday() > 4,
        off_before=_off(calendar, day, -1),
        off_after=_off(calendar, day, 1),
        peaks=tuple(sorted({row.name for row in _peaks_on(hall_id, day)})),
    )


def _off(calendar: WorkCalendar, day: date, step: int) -> int:
    """Days off in a row beside a day; more than a long break is not told apart."""
    for count in range(LONG_BREAK):
        beside = day + timedelta(days=step * (count + 1))
        try:
            if calendar.is_workday(beside):
                return count
        except Refusal:  # into a year nobody has published: no break that is known
            return count
    return LONG_BREAK


@remember(seconds=30, size=64)
def known_peaks(hall_id: int) -> tuple[KnownPeak, ...]:
    """Peaks of a hall that were not withdrawn, by their first day."""
    return tuple(
        KnownPeak.objects.filter(hall_id=hall_id, withdrawn_at=None).order_by("first")
    )


def _peaks_on(hall_id: int, day: date) -> list[KnownPeak]:
    return [one for one in known_peaks(hall_id) if one.first <= day <= one.last]


def peaks(hall_id: int) -> tuple[Peak, ...]:
    """The seasons by name; of one name the latest entry counts."""
    found = {
        one.name: Peak(one.name, tuple(one.kinds), one.factor)
        for one in known_peaks(hall_id)
    }
    return tuple(found.values())


def history(hall_id: int, before: date) -> list[Past]:
    """The counted days of the last two years before a day, oldest first. Days of years
    whose calendar is not on record are left out."""
    rows = DayCount.objects.filter(
        hall_id=hall_id,
        day__lt=before,
        day__gte=before - timedelta(days=366 * YEARS_BACK),
    )
    by_day: dict[date, dict[str, tuple[int, ...]]] = defaultdict(dict)
    for day, kind, counts in rows.order_by("day").values_list("day", "kind", "counts"):
        by_day[day][kind] = tuple(counts)
    found = []
    for day, counted in by_day.items():
        try:
            found.append(Past(day, shape_of(hall_id, day), counted))
        except Refusal:
            continue
    return found


@remember(seconds=600, size=16)
def habits(hall_id: int, before: date) -> Habits:
    """What the days before teach.

    Raises:
        Refusal: "forecast.no-history".
    """
    return learn(history(hall_id, before), peaks(hall_id), on=before)


def forecast(hall_id: int, day: date, *, known_before: date) -> Forecast:
    """What a day should bring, by what was known before another.

    Raises:
        Refusal: "forecast.no-history", "calendar.unknown-year".
    """
    return habits(hall_id, min(day, known_before)).expect(shape_of(hall_id, day))


@remember(seconds=600, size=16)
def crowd(hall_id: int, before: date) -> Crowd:
    """What people of the hall are like, from the last thirteen weeks; where a kind has
    not been served enough, what was arranged for it."""
    sums = DayCount.objects.filter(
        hall_id=hall_id, day__lt=before, day__gte=before - RECENT
    )
    takes, varies = {}, {}
    measured = {
        row["kind"]: row
        for row in sums.values("kind").annotate(
            n=Sum("served"), took=Sum("minutes"), squared=Sum("squares")
        )
    }
    for kind in kinds(hall_id):
        row = measured.get(kind.code)
        takes[kind.code] = float(kind.usual_minutes)
        varies[kind.code] = DEFAULT_VARIES
        if row and row["n"] > SLOTS:
            mean = row["took"] / row["n"]
            over = max(row["squared"] / row["n"] - mean * mean, 0.0)
            takes[kind.code] = max(mean, 0.5)
            varies[kind.code] = min(max(over**0.5 / max(mean, 0.5), 0.1), 2.0)
    return Crowd(
        takes,
        varies,
        _standings(hall_id, before),
        _patience(sums.aggregate(gone=Sum("gone"), waited=Sum("waited"))),
    )


def _patience(sums: dict[str, float | None]) -> float:
    """Mean minutes somebody would wait: all minutes waited by those who gave up."""
    gone, waited = sums["gone"] or 0, sums["waited"] or 0.0
    return max(waited / gone, 10.0) if gone >= SLOTS else DEFAULT_PATIENCE


def _standings(hall_id: int, before: date) -> dict[Standing, float]:
    """The shares of those with priority, of the last four weeks' tickets."""
    rows = dict(
        Ticket.objects.filter(
            day__hall_id=hall_id,
            day__day__gte=before - timedelta(days=28),
            day__day__lt=before,
        )
        .values_list("standing")
        .annotate(n=Count("id"))
    )
    whole = sum(rows.values())
    return {
        standing: rows.get(standing.value, 0) / whole
        for standing in Standing
        if standing is not Standing.ORDINARY and whole
    }
