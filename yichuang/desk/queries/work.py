"""The work list with its lamps counted and filtered by the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from yichuang.accounts.policies import Actor
from yichuang.cases.models import Case
from yichuang.cases.queries import lamps, worklist
from yichuang.cases.queries.worklist import WorkPage
from yichuang.catalogue import queries as catalogue_queries
from yichuang.catalogue.rules import Guide
from yichuang.desk.queries.places import hall_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader filters by; empty means everything."""

    lamp: str = ""
    state: str = ""
    item: str = ""
    text: str = ""
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """A page of the list with the counts for the chips above it."""

    page: WorkPage
    lamps: Mapping[str, int]
    states: Mapping[str, int]
    items: tuple[Guide, ...]
    total: int


def work(
    by: Actor, wanted: Wanted, *, today: date, page: int, at: datetime | None = None
) -> Work:
    """The open cases of the actor's hall (or posts), the most urgent first.

    Chips count what the other filters leave: lamps within the chosen state, states
    within the chosen lamp.
    """
    everything = _within(by, wanted, today)
    lit = lamps.lit(everything, day=today, hall_id=hall_of(by).id, at=at)
    by_state = {"state": wanted.state} if wanted.state else {}
    by_lamp = {"lamp_now": wanted.lamp} if wanted.lamp else {}
    rows = lit.filter(**by_state, **by_lamp).order_by(*lamps.in_order())
    return Work(
        page=worklist.page_of(rows, page, today, at=at),
        lamps=_counted(lit.filter(**by_state), "lamp_now"),
        states=_counted(lit.filter(**by_lamp), "state"),
        items=_items(by),
        total=lit.filter(**by_state).count(),
    )


def every(by: Actor, wanted: Wanted, *, today: date, at: datetime) -> QuerySet[Case]:
    """All cases of the list with these filters, however many pages it has."""
    hall_id = hall_of(by).id
    lit = lamps.lit(_within(by, wanted, today), day=today, hall_id=hall_id, at=at)
    by_state = {"state": wanted.state} if wanted.state else {}
    by_lamp = {"lamp_now": wanted.lamp} if wanted.lamp else {}
    return Case.objects.filter(pk__in=lit.filter(**by_state, **by_lamp).values("pk"))


def _within(by: Actor, wanted: Wanted, today: date) -> QuerySet[Case]:
    in_hand = worklist.hall_cases
    found = worklist.at_my_posts(by, today) if wanted.mine else in_hand(by)
    if wanted.item:
        found = found.filter(item_key=wanted.item)
    if text := "".join(wanted.text.split()).upper():
        found = found.filter(
            Q(number__startswith=text)
            | Q(number__endswith=text)
            | Q(applicant_name__startswith=text)
            | Q(applicant_name__startswith=wanted.text.strip())
        )
    return found.order_by()


def _counted(rows: QuerySet[Case], column: str) -> dict[str, int]:
    return dict(rows.order_by().values_list(column).annotate(Count("id")))


def _items(by: Actor) -> tuple[Guide, ...]:
    """The matters that have open cases, by name."""
    versions = (
        worklist.hall_cases(by)
        .order_by()
        .values_list("item_key", "item_version_id")
        .distinct()
    )
    found = {key: catalogue_queries.guide(version) for key, version in versions}
    return tuple(sorted(found.values(), key=lambda guide: guide.name))
