"""The departments the shipped items name, and the item manager's actor."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.factories import organisation as make
from tests.factories.accounts import NOW
from yichuang.accounts.policies import SYSTEM
from yichuang.catalogue import queries
from yichuang.catalogue.forms import read_file
from yichuang.catalogue.rules.documents import Document, read_bundle, read_item
from yichuang.catalogue.services import ImportReport, import_items

DATA = Path("yichuang/catalogue/data")
PUBLISHED = date(2026, 1, 5)
OFFICES = (
    ("edu", "教育局", "Education Bureau"),
    ("civil", "民政局", "Civil Affairs Bureau"),
    ("health", "卫生健康局", "Health Bureau"),
    ("market", "市场监督管理局", "Market Regulation Bureau"),
    ("police", "公安局", "Public Security Bureau"),
    ("agri", "农业农村局", "Agriculture Bureau"),
    ("tax", "税务局", "Tax Bureau"),
    ("hrss", "人力资源和社会保障局", "Labour and Social Security Bureau"),
    ("fund", "住房公积金管理中心", "Housing Fund Centre"),
    ("urban", "城市管理和综合执法局", "City Management Bureau"),
    ("fire", "消防救援大队", "Fire Service"),
    ("tobacco", "烟草专卖局", "Tobacco Authority"),
    ("housing", "住房和城乡建设局", "Housing and Construction Bureau"),
)


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """Version numbers begin anew in every test, so nothing may be remembered."""
    queries.forget()
    yield
    queries.forget()


@pytest.fixture
def hall(db: None) -> None:
    """A hall with the departments of the shipped catalogue."""
    make.make_hall(
        departments=tuple(
            make.DepartmentPlan(
                key=key,
                name=f"青禾县{name}",
                name_en=f"Qinghe {name_en}",
                short_name=name[:1],
                uscc=make.invented_uscc(910_000 + number),
            )
            for number, (key, name, name_en) in enumerate(OFFICES)
        ),
        windows=(),
    )


@cache
def shipped() -> tuple[Document, ...]:
    """Every document of the data files the project ships."""
    files = [*sorted((DATA / "items").glob("*.yaml")), DATA / "bundles.yaml"]
    return tuple(
        document
        for file in files
        for document in read_file(file.name, file.read_bytes())
    )


@pytest.fixture
def catalogue(hall: None) -> ImportReport:
    """The shipped catalogue, published."""
    return import_items(shipped(), by=SYSTEM, at=NOW, publish_from=PUBLISHED)


FEW = {"edu-selfexam-diploma", "food-operation", "edu-query", "health-public-place"}


@pytest.fixture
def some(hall: None) -> ImportReport:
    """Four of the shipped items, published: enough where the number does not matter."""
    few = [row for row in shipped() if row.values["key"] in FEW]
    return import_items(few, by=SYSTEM, at=NOW, publish_from=PUBLISHED)


@cache
def sheets() -> dict[str, Any]:
    """Every shipped sheet by key, without a database."""
    found: dict[str, Any] = {}
    for document in shipped():
        read = read_item if document.kind == "item" else read_bundle
        sheet, problems = read(document)
        assert sheet is not None, problems
        found[sheet.key] = sheet
    return found


def sheet_named(key: str) -> Any:
    """A shipped Sheet or BundleSheet."""
    return sheets()[key]
