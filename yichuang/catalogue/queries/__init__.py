"""What the rest of the house may ask of the catalogue."""

from yichuang.catalogue.queries.guides import (
    bundle,
    check_open,
    current_bundle,
    current_guide,
    current_version_id,
    forget,
    forget_in_force,
    guide,
    newest_guide,
    open_on,
)
from yichuang.catalogue.queries.lists import (
    Theme,
    bundles_in_force,
    department_names,
    guides,
    guides_in_force,
    themes,
    themes_of,
)
from yichuang.catalogue.queries.searching import ItemHit, in_force_index, search

__all__ = [
    "ItemHit",
    "Theme",
    "bundle",
    "bundles_in_force",
    "check_open",
    "current_bundle",
    "current_guide",
    "current_version_id",
    "department_names",
    "forget",
    "forget_in_force",
    "guide",
    "guides",
    "guides_in_force",
    "in_force_index",
    "newest_guide",
    "open_on",
    "search",
    "themes",
    "themes_of",
]
