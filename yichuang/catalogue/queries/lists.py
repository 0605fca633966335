"""Lists of guides: by theme, by department, by who they are for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from yichuang.catalogue.models import BundleVersion, ItemVersion
from yichuang.catalogue.queries.guides import bundle, guide, open_on
from yichuang.catalogue.rules import BundleGuide, Guide, said
from yichuang.catalogue.rules.codes import THEMES, label


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with its name in the reader's language and how many guides it has."""

    key: str
    name: str
    count: int


def guides_in_force(on: date) -> tuple[Guide, ...]:
    """Every item in force on a day, by department and name; one query when warm."""
    ids = ItemVersion.objects.filter(open_on(on)).values_list("pk", flat=True)
    found = (guide(pk) for pk in ids)
    return tuple(sorted(found, key=lambda row: (row.department_id, row.name)))


def bundles_in_force(on: date) -> tuple[BundleGuide, ...]:
    """Every bundle in force on a day, by name."""
    ids = BundleVersion.objects.filter(open_on(on)).values_list("pk", flat=True)
    return tuple(sorted((bundle(pk) for pk in ids), key=lambda row: row.name))


def guides(
    on: date, *, theme: str = "", department: str = "", audience: str = ""
) -> tuple[Guide, ...]:
    """The items in force under a theme, a department's key or an audience code (A.4)."""
    return tuple(
        row
        for row in guides_in_force(on)
        if (not theme or theme in themes_of(row))
        and department in ("", row.department_key)
        and (not audience or audience in row.audience_codes)
    )


def themes_of(row: Guide | BundleGuide) -> tuple[str, ...]:
    """The themes of a guide, those for persons first."""
    if isinstance(row, BundleGuide):
        return row.themes
    return tuple(dict.fromkeys((*row.person_themes, *row.legal_themes)))


def themes(on: date, language: str) -> tuple[Theme, ...]:
    """The themes that have a guide in force, with their number."""
    rows: Iterable[Guide | BundleGuide] = (*guides_in_force(on), *bundles_in_force(on))
    counted = list(_all_themes(rows))
    return tuple(
        Theme(key, label(THEMES, key, language), counted.count(key))
        for key in THEMES
        if key in counted
    )


def _all_themes(rows: Iterable[Guide | BundleGuide]) -> Iterator[str]:
    for row in rows:
        yield from themes_of(row)


def department_names(on: date, language: str) -> dict[str, str]:
    """The departments that have a guide in force: key and name."""
    return {
        row.department_key: said(row, "department_name", language)
        for row in guides_in_force(on)
    }
