"""Opinions that are owed: the post hears before the day, its head after it."""

from datetime import datetime, timedelta

from django.db.models import Q

from yichuang.cases.models import Opinion
from yichuang.cases.rules.joint import Asked
from yichuang.cases.services import reminding

AHEAD = timedelta(days=21)
"""More than five working days, whatever holidays lie between."""


def remind(*, at: datetime, limit: int = 200) -> int:
    """Remind and escalate what is due; returns how many were done. What was told already
    is not read again."""
    untold = Q(reminded_at=None, due__gte=at.date() - timedelta(days=1)) | Q(
        escalated_at=None, due__lt=at.date() + timedelta(days=1)
    )
    owed = (
        Opinion.objects.filter(
            untold, state=Asked.WAITING, due__lte=(at + AHEAD).date()
        )
        .order_by("due", "id")
        .values_list("pk", flat=True)[:limit]
    )
    return sum(reminding.chase(pk, at=at) for pk in list(owed))
