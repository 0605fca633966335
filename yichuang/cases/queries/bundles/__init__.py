"""Reads of running bundles: finding one, its plan, its page, lists, and a case's siblings."""

from yichuang.cases.models import BundleState
from yichuang.cases.queries.bundles.detail import (
    BundleDetail,
    ChildRow,
    detail,
    open_in_form,
)
from yichuang.cases.queries.bundles.finding import (
    PREFIX,
    by_query_code,
    find,
    moved_on,
    not_found,
    of_case,
    of_subject,
    visible,
)
from yichuang.cases.queries.bundles.listing import (
    BundleRow,
    closed_in_hall,
    mine,
    open_in_hall,
)
from yichuang.cases.queries.bundles.planning import limits_by_part, plan_of, preview
from yichuang.cases.queries.bundles.siblings import (
    Place,
    place_of,
    require_released,
    standings_of,
)

__all__ = [
    "PREFIX",
    "BundleDetail",
    "BundleRow",
    "BundleState",
    "ChildRow",
    "Place",
    "by_query_code",
    "closed_in_hall",
    "detail",
    "find",
    "limits_by_part",
    "mine",
    "moved_on",
    "not_found",
    "of_case",
    "of_subject",
    "open_in_form",
    "open_in_hall",
    "place_of",
    "plan_of",
    "preview",
    "require_released",
    "standings_of",
    "visible",
]
