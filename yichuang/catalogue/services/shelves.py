"""Items and bundles are kept the same way; a shelf says what differs between them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from yichuang.catalogue import events
from yichuang.catalogue.models import (
    Bundle,
    BundleField,
    BundleItem,
    BundleVersion,
    Citation,
    Item,
    ItemVersion,
)
from yichuang.catalogue.queries.guides import bundle, guide
from yichuang.catalogue.rules import BundleSheet, Sheet
from yichuang.catalogue.rules.joining import unfit_bundle
from yichuang.catalogue.rules.publishing import unfit
from yichuang.catalogue.services.writing import (
    columns,
    write_content,
    write_questions,
    write_rows,
)
from yichuang.journal.events import EventType
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_


@dataclass(frozen=True, slots=True)
class Shelf:
    """One kind of published thing: its tables, events and checks.

    `link` is the name of the owner on a version, and of the kind in the journal.
    """

    link: str
    owners: Any
    versions: Any
    write: Callable[[Any, Any], None]
    read: Callable[[int], Any]
    unfit: Callable[[Any], tuple[Refusal, ...]]
    drafted: EventType
    published: EventType
    withdrawn: EventType


def _write_bundle(version: BundleVersion, sheet: BundleSheet) -> None:
    write_questions(sheet.questions, bundle_version=version)
    write_rows(Citation, sheet.citations, bundle_version=version)
    write_rows(BundleField, sheet.fields, version=version)
    keys = {part.item_key for part in sheet.parts if part.item_key}
    items = {item.key: item for item in Item.objects.filter(key__in=keys)}
    for number, part in enumerate(sheet.parts):
        if part.item_key and part.item_key not in items:
            raise unknown_item(number, part.name, part.item_key)
        BundleItem.objects.create(
            version=version,
            order=number,
            item=items.get(part.item_key),
            **columns(part, BundleItem),
        )


def unknown_item(number: int, part: str, key: str) -> Refusal:
    """A part of a bundle names an item that does not exist."""
    return Refusal(
        "bundle.unknown-item",
        N_("“%(part)s” names the item “%(item)s”, which does not exist."),
        field=f"parts.{number}.item_key",
        remedy=N_("Enter the item first, or leave it empty for another authority."),
        part=part,
        item=key,
    )


ITEMS = Shelf(
    link="item",
    owners=Item.objects,
    versions=ItemVersion.objects,
    write=write_content,
    read=guide,
    unfit=unfit,
    drafted=events.ITEM_DRAFTED,
    published=events.ITEM_PUBLISHED,
    withdrawn=events.ITEM_WITHDRAWN,
)
BUNDLES = Shelf(
    link="bundle",
    owners=Bundle.objects,
    versions=BundleVersion.objects,
    write=_write_bundle,
    read=bundle,
    unfit=unfit_bundle,
    drafted=events.BUNDLE_DRAFTED,
    published=events.BUNDLE_PUBLISHED,
    withdrawn=events.BUNDLE_WITHDRAWN,
)


def shelf_of(sheet: Sheet | BundleSheet) -> Shelf:
    """The shelf a sheet belongs on."""
    return ITEMS if isinstance(sheet, Sheet) else BUNDLES
