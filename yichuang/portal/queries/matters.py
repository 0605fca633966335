"""Which matters are asked for most, and what a guide said before."""

from collections import Counter
from datetime import date

from yichuang.cases.models import Case
from yichuang.catalogue import queries as catalogue_queries
from yichuang.catalogue.models import ItemVersion, VersionState
from yichuang.catalogue.rules import Guide
from yichuang.kernel.refusals import Refusal
from yichuang.web.memory import remember

RECENT = 1000
"""Cases looked back on to see what people ask for."""


@remember(seconds=300, size=8)
def common(on: date) -> tuple[Guide, ...]:
    """The matters on offer, those asked for most lately first."""
    recent = Case.objects.order_by("-id").values_list("item_key", flat=True)[:RECENT]
    asked = Counter(recent)
    offered = catalogue_queries.guides_in_force(on)
    return tuple(sorted(offered, key=lambda guide: -asked[guide.key]))


def version_before(guide: Guide) -> Guide | None:
    """The version that was in force before this one; None for the first."""
    row = (
        ItemVersion.objects.filter(item_id=guide.item_id, number__lt=guide.number)
        .exclude(state=VersionState.DRAFT)
        .order_by("-number")
        .values_list("pk", flat=True)
        .first()
    )
    return None if row is None else catalogue_queries.guide(row)


def in_force_since(guide: Guide) -> date | None:
    """The first day of a version."""
    return (
        ItemVersion.objects.filter(pk=guide.version_id)
        .values_list("valid_from", flat=True)
        .first()
    )


def guide_in_force(guide: Guide, on: date) -> Guide | None:
    """The version that took the place of this one; None when the matter is gone."""
    try:
        return catalogue_queries.current_guide(guide.key, on)
    except Refusal:
        return None
