"""Takes items and bundles from a file: all of it or nothing, and every bad row is named."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from yichuang.accounts.policies import Actor, require
from yichuang.catalogue import events
from yichuang.catalogue.models import Item, VersionState
from yichuang.catalogue.policies import GRANTS
from yichuang.catalogue.rules import BundleSheet, Sheet
from yichuang.catalogue.rules.documents import (
    Document,
    Path,
    Problem,
    read_bundle,
    read_item,
)
from yichuang.catalogue.services.shelves import shelf_of, unknown_item
from yichuang.catalogue.services.versions import (
    department_named,
    draft,
    publish_bundle,
    publish_item,
)
from yichuang.catalogue.services.writing import CHILDREN
from yichuang.journal.services import record
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

AnySheet = Sheet | BundleSheet


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, by item key; with problems and no leave to skip: nothing."""

    file: str
    created: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    @property
    def clean(self) -> bool:
        return not self.problems


def import_items(
    documents: Iterable[Document],
    *,
    by: Actor,
    at: datetime,
    file: str = "",
    publish_from: date | None = None,
    skip_bad: bool = False,
) -> ImportReport:
    """Draft every item and bundle of a file, and publish them from a day if one is given.

    With a problem anywhere nothing is written, unless `skip_bad`: then the bad ones are
    left out. The same file twice changes nothing; a changed fact makes a new version.
    """
    require(by, "item.draft", GRANTS)
    rows = tuple(documents)
    sheets, problems = check_documents(rows, for_publishing=publish_from is not None)
    skipped = tuple(dict.fromkeys(problem.item for problem in problems))
    if problems and not skip_bad:
        return ImportReport(file, problems=problems, skipped=skipped)
    with transaction.atomic():
        report = _write_all(sheets, by=by, at=at, publish_from=publish_from)
        report = replace(report, file=file, skipped=skipped, problems=problems)
        if report.created or report.changed or report.published:
            record(
                events.CATALOGUE_IMPORTED,
                about="catalogue:import",
                by=by,
                at=at,
                file=file,
                created=len(report.created),
                changed=len(report.changed),
                skipped=len(skipped),
            )
    return report


def check_documents(
    documents: Sequence[Document], *, for_publishing: bool
) -> tuple[tuple[AnySheet, ...], tuple[Problem, ...]]:
    """The good sheets of a file, items before bundles, and the problems of the others."""
    good: list[tuple[Document, AnySheet]] = []
    problems: list[Problem] = []
    seen: set[tuple[str, str]] = set()
    for document in sorted(documents, key=lambda row: row.kind != "item"):
        sheet, wrong = _read(document)
        found = list(wrong)
        if sheet is not None:
            found += _problems(document, sheet, for_publishing=for_publishing)
            found += _repeated(document, sheet, seen)
        if sheet is not None and not found:
            good.append((document, sheet))
        problems += found
    known = {sheet.key for _, sheet in good if isinstance(sheet, Sheet)}
    for document, sheet in tuple(good):
        if isinstance(sheet, BundleSheet) and (
            wrong_parts := _parts(document, sheet, known)
        ):
            problems += wrong_parts
            good.remove((document, sheet))
    return tuple(_coded(sheet) for _, sheet in good), tuple(problems)


def _read(document: Document) -> tuple[AnySheet | None, tuple[Problem, ...]]:
    return read_item(document) if document.kind == "item" else read_bundle(document)


def _coded(sheet: AnySheet) -> AnySheet:
    """Complete the 31-character code when the department itself holds the power."""
    if not isinstance(sheet, Sheet) or sheet.task_code or not sheet.base_code:
        return sheet
    if sheet.authority_name:
        return sheet
    office = department_named(sheet.department_key)
    return replace(sheet, task_code=office.uscc + sheet.level_code + sheet.base_code)


def _problems(
    document: Document, sheet: AnySheet, *, for_publishing: bool
) -> Iterator[Problem]:
    try:
        department_named(sheet.department_key)
    except Refusal as refusal:
        yield _problem(document, ("department_key",), refusal)
    for path, long in _too_long(sheet, shelf_of(sheet).versions.model, ()):
        yield _problem(document, path, long)
    if for_publishing:
        for unfit in shelf_of(sheet).unfit(sheet):
            yield _problem(document, _path(sheet, unfit.field), unfit)


def _path(sheet: AnySheet, name: str) -> Path:
    """papers.id-card.when, as rules write it, to the path by number in the document."""
    part, _, rest = name.partition(".")
    key, _, column = rest.partition(".")
    for number, row in enumerate(getattr(sheet, part, ()) if rest else ()):
        if getattr(row, "key", "") == key:
            return (part, number, column) if column else (part, number)
    return (part,)


def _too_long(
    row: object, model: type[models.Model], path: Path
) -> Iterator[tuple[Path, Refusal]]:
    for column in model._meta.fields:
        value = getattr(row, column.name, None)
        most = getattr(column, "max_length", None)
        if most and isinstance(value, str) and len(value) > most:
            yield (
                (*path, column.name),
                Refusal(
                    "import.too-long",
                    N_("The text has %(length)s characters; %(most)s fit."),
                    remedy=N_("Shorten it, or move details to the guidance."),
                    length=len(value),
                    most=most,
                ),
            )
    for name, child in CHILDREN.items():
        for number, part in enumerate(getattr(row, name, ())):
            yield from _too_long(part, child, (*path, name, number))


def _repeated(
    document: Document, sheet: AnySheet, seen: set[tuple[str, str]]
) -> Iterator[Problem]:
    if (document.kind, sheet.key) in seen:
        refusal = Refusal(
            "import.repeated",
            N_("“%(key)s” stands twice in the file."),
            remedy=N_("Remove one of the two."),
            key=sheet.key,
        )
        yield _problem(document, ("key",), refusal)
    seen.add((document.kind, sheet.key))


def _parts(document: Document, sheet: BundleSheet, in_file: set[str]) -> list[Problem]:
    named = {part.item_key for part in sheet.parts if part.item_key} - in_file
    there = set(Item.objects.filter(key__in=named).values_list("key", flat=True))
    return [
        _problem(
            document,
            ("parts", number, "item_key"),
            unknown_item(number, part.name, part.item_key),
        )
        for number, part in enumerate(sheet.parts)
        if part.item_key in named - there
    ]


def _problem(document: Document, path: Path, refusal: Refusal) -> Problem:
    field_name = refusal.field or ".".join(str(step) for step in path)
    return Problem(
        document.where(path),
        refusal.at(field_name),
        str(document.values.get("key", "")),
        document.file,
    )


def _write_all(
    sheets: Iterable[AnySheet], *, by: Actor, at: datetime, publish_from: date | None
) -> ImportReport:
    done: dict[str, list[str]] = {
        "created": [],
        "changed": [],
        "unchanged": [],
        "published": [],
    }
    for sheet in sheets:
        before = _last(sheet)
        version = draft(sheet, by=by, at=at)
        if before is None:
            done["created"].append(sheet.key)
        elif before.digest == version.digest and before.pk == version.pk:
            done["unchanged"].append(sheet.key)
        else:
            done["changed"].append(sheet.key)
        if publish_from and version.state == VersionState.DRAFT:
            publish = publish_item if isinstance(sheet, Sheet) else publish_bundle
            publish(version.pk, by=by, at=at, valid_from=publish_from)
            done["published"].append(sheet.key)
    return ImportReport(
        "",
        created=tuple(done["created"]),
        changed=tuple(done["changed"]),
        unchanged=tuple(done["unchanged"]),
        published=tuple(done["published"]),
    )


def _last(sheet: AnySheet) -> Any:
    shelf = shelf_of(sheet)
    owned = shelf.versions.filter(**{f"{shelf.link}__key": sheet.key})
    return owned.order_by("-number").first()


__all__ = ["ImportReport", "check_documents", "import_items"]
