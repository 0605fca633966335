"""The check-up of items and bundles: the open draft where there is one, else what is in force."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from yichuang.catalogue.models import BundleVersion, ItemVersion, VersionState
from yichuang.catalogue.queries.guides import bundle, guide, open_on
from yichuang.catalogue.queries.lists import guides_in_force
from yichuang.catalogue.rules import BundleSheet, Sheet
from yichuang.catalogue.rules.checkup import (
    Around,
    Finding,
    Severity,
    around,
    check_up,
    check_up_bundle,
    counts,
)
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import calendars, places


@dataclass(frozen=True, slots=True)
class Checkup:
    """The findings about one version; `number` 0 and `state` "file" for a file's sheet."""

    sheet: Sheet | BundleSheet
    number: int
    state: str
    findings: tuple[Finding, ...]

    @property
    def key(self) -> str:
        return self.sheet.key

    @property
    def name(self) -> str:
        return self.sheet.name

    @property
    def counts(self) -> dict[Severity, int]:
        return counts(self.findings)


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of an item that can be checked."""

    number: int
    state: str


def surroundings(on: date) -> Around:
    """The items in force and what the hall says where a guide is silent."""
    hall_id = places.first_hall_id()
    if hall_id is None:
        return around(guides_in_force(on))
    hall = places.hall(hall_id)
    hours = "".join(
        f"{opens:%H:%M}—{closes:%H:%M} "
        for _, opens, closes in calendars.hours_text(hall_id)
    )
    return around(
        guides_in_force(on),
        place=hall.address or hall.name,
        hours=hours,
        phone=hall.phone,
    )


def check_item(key: str, on: date, *, number: int | None = None) -> Checkup:
    """One item: the version asked for, else its draft, else what is in force.

    Raises:
        Refusal: "item.unknown" with what is known about it.
    """
    shelf = _shelf(key)
    rows = shelf.objects.filter(_of(shelf, key))
    if number is None:
        rows = rows.filter(Q(state=VersionState.DRAFT) | open_on(on))
    else:
        rows = rows.filter(number=number)
    found = rows.order_by("-number").values_list("pk", "state").first()
    if found is None:
        raise Refusal(
            "item.unknown",
            N_("There is no such guide."),
            field="item",
            remedy=N_("Name an item by its key; “catalogue list” shows them."),
        )
    if shelf is BundleVersion:
        return _checked_bundle(*found, _in_force(on))
    return _checked(*found, surroundings(on))


def _shelf(key: str) -> type[ItemVersion] | type[BundleVersion]:
    """Where the versions of a key are kept: no item and no bundle share one."""
    bundled = BundleVersion.objects.filter(bundle__key=key).exists()
    return BundleVersion if bundled else ItemVersion


def _of(shelf: type[ItemVersion] | type[BundleVersion], key: str) -> Q:
    return Q(bundle__key=key) if shelf is BundleVersion else Q(item__key=key)


def _in_force(on: date) -> dict[str, Sheet]:
    return {row.key: row for row in guides_in_force(on)}


def check_all(on: date) -> tuple[Checkup, ...]:
    """Every item and bundle that has a draft or a version in force, the one with most
    errors first."""
    known, items = surroundings(on), _in_force(on)
    standing = Q(state=VersionState.DRAFT) | open_on(on)
    found = ItemVersion.objects.filter(standing).order_by("number")
    rows = found.values_list("item_id", "pk", "state")
    newest = {item: (pk, state) for item, pk, state in rows}
    joined = BundleVersion.objects.filter(standing).order_by("number")
    bundled = joined.values_list("bundle_id", "pk", "state")
    newest_bundles = {own: (pk, state) for own, pk, state in bundled}
    return gravest_first(
        (
            *(_checked(pk, state, known) for pk, state in newest.values()),
            *(
                _checked_bundle(pk, state, items)
                for pk, state in newest_bundles.values()
            ),
        )
    )


def check_sheets(
    sheets: Iterable[Sheet | BundleSheet], on: date
) -> tuple[Checkup, ...]:
    """The sheets of a file that nobody has written down yet; a bundle's items may be in
    the same file."""
    own = tuple(sheets)
    known = surroundings(on)
    items = _in_force(on) | {row.key: row for row in own if isinstance(row, Sheet)}
    return gravest_first(
        _checkup(sheet, 0, "file", known)
        if isinstance(sheet, Sheet)
        else Checkup(sheet, 0, "file", check_up_bundle(sheet, items))
        for sheet in own
    )


def gravest_first(rows: Iterable[Checkup]) -> tuple[Checkup, ...]:
    """Most errors first, then most warnings, then by key."""
    return tuple(
        sorted(
            rows,
            key=lambda row: ([-many for many in row.counts.values()], row.key),
        )
    )


def versions_of(key: str) -> tuple[VersionRow, ...]:
    """Every version of an item or a bundle, the newest first."""
    shelf = _shelf(key)
    rows = shelf.objects.filter(_of(shelf, key)).order_by("-number")
    return tuple(VersionRow(*row) for row in rows.values_list("number", "state"))


def _checked(version_id: int, state: str, known: Around) -> Checkup:
    sheet = guide(version_id)
    return _checkup(sheet, sheet.number, state, known)


def _checked_bundle(version_id: int, state: str, items: Mapping[str, Sheet]) -> Checkup:
    sheet = bundle(version_id)
    return Checkup(sheet, sheet.number, state, check_up_bundle(sheet, items))


def _checkup(sheet: Sheet, number: int, state: str, known: Around) -> Checkup:
    return Checkup(sheet, number, state, check_up(sheet, known))
