"""What the rest of the house may ask of the catalogue."""

from yichuang.catalogue.queries.guides import (
    bundle,
    current_bundle,
    current_guide,
    current_version_id,
    forget,
    guide,
    open_on,
)

__all__ = [
    "bundle",
    "current_bundle",
    "current_guide",
    "current_version_id",
    "forget",
    "guide",
    "open_on",
]
