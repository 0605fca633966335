"""Writes sheets as YAML, CSV or XLSX in the form the import takes, and empty templates."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, fields
from decimal import Decimal
from enum import StrEnum
from typing import Any

import yaml

from yichuang.catalogue.forms.tables import FORMULA, PARTS
from yichuang.catalogue.rules import (
    BundleSheet,
    CitationRule,
    Fact,
    FaqRule,
    FeeRule,
    FieldRule,
    Line,
    OptionRule,
    PaperRule,
    PartRule,
    QuestionRule,
    Sheet,
    StepRule,
)
from yichuang.kernel.limits import Limit

AnySheet = Sheet | BundleSheet
KINDS: Mapping[str, type] = {
    "item": Sheet,
    "bundle": BundleSheet,
    "paper": PaperRule,
    "question": QuestionRule,
    "option": OptionRule,
    "step": StepRule,
    "citation": CitationRule,
    "fee": FeeRule,
    "faq": FaqRule,
    "bundle-part": PartRule,
    "bundle-field": FieldRule,
}
_NESTED = frozenset({*PARTS.values(), "options", "facts"})


def plain(row: Any) -> dict[str, Any]:
    """The fields of a value that differ from their defaults, as plain data."""
    kind = Sheet if isinstance(row, Sheet) else type(row)
    kind = BundleSheet if isinstance(row, BundleSheet) else kind
    found: dict[str, Any] = {}
    for field in fields(kind):
        value = getattr(row, field.name)
        if value is None or value == "" or value == ():
            continue
        if field.default is MISSING or value != field.default:
            found[field.name] = _plain(value)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, Line):
        return {"zh": value.zh, "en": value.en} if value.en else value.zh
    if isinstance(value, Limit | Decimal | StrEnum):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if hasattr(value, "__dataclass_fields__"):
        return plain(value)
    return value


def write_yaml(sheets: Iterable[AnySheet]) -> str:
    """All sheets as one YAML file with `items:` and `bundles:`."""
    rows = tuple(sheets)
    found = {
        "items": [plain(sheet) for sheet in rows if isinstance(sheet, Sheet)],
        "bundles": [plain(sheet) for sheet in rows if isinstance(sheet, BundleSheet)],
    }
    return yaml.safe_dump(
        {name: group for name, group in found.items() if group},
        allow_unicode=True,
        sort_keys=False,
        width=110,
    )


def headings() -> list[str]:
    """The columns of the table, those of an item first."""
    names = ["part", "item", "question"]
    for kind in KINDS.values():
        names += [f.name for f in fields(kind) if f.name not in _NESTED]
    return list(dict.fromkeys(names))


def rows_of(sheet: AnySheet) -> Iterator[dict[str, str]]:
    """A sheet as rows of the table."""
    part = "item" if isinstance(sheet, Sheet) else "bundle"
    yield {"part": part, **_cells(sheet)}
    for name, group in PARTS.items():
        for row in getattr(sheet, group, ()):
            yield {"part": name, "item": sheet.key, **_cells(row)}
            for option in getattr(row, "options", ()):
                yield {
                    "part": "option",
                    "item": sheet.key,
                    "question": row.key,
                    **_cells(option),
                }


def _cells(row: Any) -> dict[str, str]:
    return {
        name: _cell(getattr(row, name))
        for name in plain(row)
        if name not in _NESTED and not isinstance(getattr(row, name), Fact)
    }


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, tuple):
        lines = [f"{p.zh} | {p.en}" if isinstance(p, Line) else str(p) for p in value]
        return "\n".join(lines)
    return str(value)


def write_csv(sheets: Iterable[AnySheet]) -> str:
    """All sheets as one CSV table; the facts' notes are not in it."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, headings(), restval="")
    writer.writeheader()
    for sheet in sheets:
        for row in rows_of(sheet):
            writer.writerow({name: _safe(cell) for name, cell in row.items()})
    return out.getvalue()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def write_xlsx(sheets: Iterable[AnySheet]) -> bytes:
    """All sheets as one workbook with a single table; every cell is text."""
    import openpyxl  # noqa: PLC0415 - 15 MB that only an export needs

    book = openpyxl.Workbook(write_only=True)
    table = book.create_sheet("catalogue")
    names = headings()
    table.append(names)
    for sheet in sheets:
        for row in rows_of(sheet):
            table.append([_safe(row.get(name, "")) for name in names])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def template(ending: str, example: AnySheet) -> bytes:
    """A file to fill in, with one item as the example: csv, xlsx or yaml."""
    if ending == "xlsx":
        return write_xlsx([example])
    if ending == "csv":
        return ("\ufeff" + write_csv([example])).encode()
    return write_yaml([example]).encode()
