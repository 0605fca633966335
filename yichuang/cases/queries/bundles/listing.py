"""Lists of bundles: a citizen's own, and those a hall has in hand."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from yichuang.accounts.policies import Actor
from yichuang.cases.models import BundleCase, BundleState
from yichuang.cases.queries.finding import scope
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.catalogue import queries as catalogue_queries


@dataclass(frozen=True, slots=True)
class BundleRow:
    """A line of a list of bundles. `turns` is how many of its cases wait for papers."""

    number: str
    name: str
    name_en: str
    applicant: str
    state: BundleState
    done: int
    count: int
    turns: int
    promise_due: date | None
    statute_due: date | None
    begun_at: datetime


def mine(by: Actor, *, limit: int = 20) -> tuple[BundleRow, ...]:
    """A citizen's own bundles and drafts, newest first: one query."""
    if not by.is_signed_in:
        return ()
    return _rows(scope(by), "-id", limit)


def open_in_hall(by: Actor, *, limit: int = 200) -> tuple[BundleRow, ...]:
    """What the reader's hall has in hand, the nearest promise first: one query."""
    return _rows(scope(by) & Q(state=BundleState.OPEN), "promise_due", limit)


def closed_in_hall(by: Actor, *, limit: int = 20) -> tuple[BundleRow, ...]:
    """The last ones that ended in the reader's hall: one query."""
    return _rows(scope(by) & Q(state=BundleState.CLOSED), "-closed_at", limit)


def _rows(which: Q, order: str, limit: int) -> tuple[BundleRow, ...]:
    ended = Q(
        children__case__state__in=[
            CaseState.APPROVED,
            CaseState.REFUSED,
            CaseState.CLOSED,
        ]
    ) | (Q(children__case=None) & ~Q(children__state="running"))
    found = (
        BundleCase.objects.filter(which)
        .annotate(
            count=Count("children"),
            done=Count("children", filter=ended),
            turns=Count(
                "children", filter=Q(children__case__state=CaseState.CORRECTION)
            ),
        )
        .order_by(order, "id")[:limit]
    )
    return tuple(_row(bundle) for bundle in found)


def _row(bundle: "BundleCase") -> BundleRow:
    guide = catalogue_queries.bundle(bundle.bundle_version_id)
    return BundleRow(
        number=bundle.number,
        name=guide.name,
        name_en=guide.name_en or guide.name,
        applicant=bundle.applicant_name,
        state=BundleState(bundle.state),
        done=getattr(bundle, "done", 0),
        count=getattr(bundle, "count", 0),
        turns=getattr(bundle, "turns", 0),
        promise_due=bundle.promise_due,
        statute_due=bundle.statute_due,
        begun_at=bundle.begun_at,
    )
