"""What the hall shows of itself: cases that came, that were closed, and in time or not.

The house's one definition of these figures; the page of today uses the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet

from yichuang.cases import events as case_events
from yichuang.cases.models import Case, Channel
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.catalogue.models import Item, ItemVersion, VersionState
from yichuang.journal.models import Entry
from yichuang.kernel.statistics import Proportion, proportion
from yichuang.organisation.queries import places
from yichuang.reviews.queries import figures
from yichuang.reviews.rules.figures import Figures
from yichuang.web.memory import remember

ONLINE = f'"channel":"{Channel.ONLINE.value}"'
"""Journal facts are canonical JSON, so a fact is found as text in every database."""


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """One item in the span; `on_time` is of those among `closed` that were decided."""

    key: str
    name: str
    name_en: str
    closed: int
    on_time: Proportion
    reviews: Figures


@dataclass(frozen=True, slots=True)
class HallFigures:
    """The hall in the `days` days that end with `last`."""

    hall: places.HallCard
    first: date
    last: date
    received: int
    closed: int
    on_time: Proportion
    reviews: Figures
    items: tuple[ItemFigures, ...]


def received(start: datetime, end: datetime, hall_id: int | None) -> QuerySet[Entry]:
    """One entry for each case that came in [start, end): submitted online, or received
    at the window or from another system. Taking an online case in hand is not coming."""
    came = Q(code=case_events.SUBMITTED.code) | (
        Q(code=case_events.RECEIVED.code) & ~Q(facts__contains=ONLINE)
    )
    codes = (case_events.SUBMITTED.code, case_events.RECEIVED.code)
    found = Entry.objects.filter(came, code__in=codes, at__gte=start, at__lt=end)
    return found if hall_id is None else found.filter(hall_id=hall_id)


def span_of(hall_id: int, last: date, days: int) -> tuple[datetime, datetime]:
    """Midnight to midnight in the hall's zone, `last` included."""
    zone = places.hall(hall_id).zone
    first = last - timedelta(days=days - 1)
    return (
        datetime.combine(first, time(), zone),
        datetime.combine(last + timedelta(days=1), time(), zone),
    )


@remember(seconds=300, size=32)
def hall_figures(hall_id: int, last: date, days: int) -> HallFigures:
    """The figures of `days` days up to `last`; remembered five minutes, for anybody
    may ask. Six queries, whatever the history."""
    start, end = span_of(hall_id, last, days)
    closed = _closed(hall_id, start, end)
    reviews = figures.by_item(start, end, hall_id)
    return HallFigures(
        hall=places.hall(hall_id),
        first=start.date(),
        last=last,
        received=received(start, end, hall_id).count(),
        closed=sum(count for count, _decided, _good in closed.values()),
        on_time=proportion(
            sum(good for _count, _decided, good in closed.values()),
            sum(decided for _count, decided, _good in closed.values()),
        ),
        reviews=figures.figures(start, end, hall_id),
        items=_items(closed, reviews),
    )


def _closed(
    hall_id: int, start: datetime, end: datetime
) -> dict[str, tuple[int, int, int]]:
    """By item: closed, decided among them, decided in time among those."""
    keys = Item.objects.values_list("key", flat=True)  # leads into case_item_closed
    rows = (
        Case.objects.filter(
            item_key__in=list(keys),
            closed_at__gte=start,
            closed_at__lt=end,
            state=CaseState.CLOSED,
            hall_id=hall_id,
        )
        .order_by()
        .values_list("item_key")
        .annotate(
            all=Count("id"),
            decided=Count("id", filter=Q(on_time__isnull=False)),
            good=Count("id", filter=Q(on_time=True)),
        )
    )
    return {key: (count, decided, good) for key, count, decided, good in rows}


def _items(
    closed: Mapping[str, tuple[int, int, int]],
    reviews: Mapping[str, Figures],
) -> tuple[ItemFigures, ...]:
    rows = []
    names = item_names()
    for key in closed.keys() | reviews.keys():
        name, name_en = names.get(key, (key, key))
        count, decided, good = closed.get(key, (0, 0, 0))
        rows.append(
            ItemFigures(
                key=key,
                name=name,
                name_en=name_en,
                closed=count,
                on_time=proportion(good, decided),
                reviews=reviews.get(key, Figures({}, 0, 0)),
            )
        )
    return tuple(sorted(rows, key=lambda row: (-row.closed, row.name)))


@remember(seconds=300, size=1)
def item_names() -> Mapping[str, tuple[str, str]]:
    """Every item's name in Chinese and English, as its latest version calls it."""
    rows = (
        ItemVersion.objects.exclude(state=VersionState.DRAFT)
        .order_by("number")
        .values_list("item__key", "name", "name_en")
    )
    return {key: (name, name_en or name) for key, name, name_en in rows}
