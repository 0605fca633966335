"""Counting reviews over a span of time: only what people said freely."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from yichuang.reviews.models import Invitation, Review
from yichuang.reviews.rules.figures import Figures
from yichuang.reviews.rules.levels import Kind


def counted(start: datetime, end: datetime, hall_id: int | None) -> QuerySet[Review]:
    """The reviews every figure rests on: voluntary, given in [start, end)."""
    found = Review.objects.filter(kind=Kind.VOLUNTARY, at__gte=start, at__lt=end)
    return found if hall_id is None else found.filter(hall_id=hall_id)


def _asked(start: datetime, end: datetime, hall_id: int | None) -> QuerySet[Invitation]:
    found = Invitation.objects.filter(created_at__gte=start, created_at__lt=end)
    return found if hall_id is None else found.filter(hall_id=hall_id)


def figures(start: datetime, end: datetime, hall_id: int | None = None) -> Figures:
    """The figures of a span, of one hall or of all: two queries."""
    levels = (
        counted(start, end, hall_id)
        .order_by()
        .values_list("level")
        .annotate(Count("id"))
    )
    asked = _asked(start, end, hall_id).aggregate(
        all=Count("id"), done=Count("id", filter=Q(reviewed_at__isnull=False))
    )
    return Figures(dict(levels), reviewable=asked["all"], reviewed=asked["done"])


def by_item(
    start: datetime, end: datetime, hall_id: int | None = None
) -> Mapping[str, Figures]:
    """The figures of each item that was asked about or reviewed: two queries."""
    levels: dict[str, dict[int, int]] = {}
    rows = counted(start, end, hall_id).order_by().values_list("item_key", "level")
    for key, level, count in rows.annotate(Count("id")):
        levels.setdefault(key, {})[level] = count
    asked = {
        key: (everyone, done)
        for key, everyone, done in _asked(start, end, hall_id)
        .order_by()
        .values_list("item_key")
        .annotate(
            all=Count("id"), done=Count("id", filter=Q(reviewed_at__isnull=False))
        )
    }
    return {
        key: Figures(
            levels.get(key, {}),
            reviewable=asked.get(key, (0, 0))[0],
            reviewed=asked.get(key, (0, 0))[1],
        )
        for key in levels.keys() | asked.keys()
    }
