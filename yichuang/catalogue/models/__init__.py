"""Items 事项, their dated versions with everything a guide says, and bundles 一件事."""

from yichuang.catalogue.models.bundle import (
    Bundle,
    BundleField,
    BundleItem,
    BundleVersion,
)
from yichuang.catalogue.models.content import (
    Citation,
    Faq,
    FeeLine,
    Option,
    Paper,
    Question,
    Step,
)
from yichuang.catalogue.models.item import Item, ItemVersion, VersionState

__all__ = [
    "Bundle",
    "BundleField",
    "BundleItem",
    "BundleVersion",
    "Citation",
    "Faq",
    "FeeLine",
    "Item",
    "ItemVersion",
    "Option",
    "Paper",
    "Question",
    "Step",
    "VersionState",
]
