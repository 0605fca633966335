"""Writes frozen values into columns of the same names; the mirror of `queries.reading`."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from enum import StrEnum
from typing import Any

from django.db import models

from yichuang.catalogue.models import (
    BundleField,
    BundleItem,
    BundleVersion,
    Citation,
    Faq,
    FeeLine,
    ItemVersion,
    Option,
    Paper,
    Question,
    Step,
)
from yichuang.catalogue.queries.reading import hints
from yichuang.catalogue.rules import BundleSheet, Fact, Line, Sheet
from yichuang.catalogue.rules.guide import QuestionRule
from yichuang.kernel.limits import Limit

TABLES: Mapping[str, type[models.Model]] = {
    "papers": Paper,
    "steps": Step,
    "citations": Citation,
    "fees": FeeLine,
    "faqs": Faq,
}


CHILDREN: Mapping[str, type[models.Model]] = {
    **TABLES,
    "questions": Question,
    "options": Option,
    "parts": BundleItem,
    "fields": BundleField,
}
"""The table of every list inside a sheet."""


def digest(sheet: Sheet | BundleSheet) -> str:
    """A fingerprint of everything a sheet says: equal sheets need no new version."""
    plain = json.dumps(asdict(sheet), ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(plain.encode()).hexdigest()


def columns(row: object, model: type[models.Model]) -> dict[str, Any]:
    """The columns of `model` that `row` fills."""
    known = {field.name for field in model._meta.get_fields()}
    found: dict[str, Any] = {}
    for name, hint in hints(type(row)).items():
        value = getattr(row, name)
        if hint is Limit:
            found[f"{name}_n"] = value.n if value else None
            found[f"{name}_unit"] = str(value.unit) if value else ""
        elif name in known and name not in CHILDREN:
            found[name] = _plain(value)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [
            asdict(part) if isinstance(part, Line | Fact) else part for part in value
        ]
    return value


def write_content(version: ItemVersion, sheet: Sheet) -> None:
    """Write the rows that hang on a new item version."""
    for name, model in TABLES.items():
        write_rows(model, getattr(sheet, name), version=version)
    write_questions(sheet.questions, version=version)


def write_rows(model: Any, rows: Iterable[object], **owner: models.Model) -> None:
    """Insert rows in their order under their owner."""
    model.objects.bulk_create(
        model(order=number, **owner, **columns(row, model))
        for number, row in enumerate(rows)
    )


def write_questions(
    questions: Iterable[QuestionRule], **owner: ItemVersion | BundleVersion
) -> None:
    """Insert questions with their options."""
    for number, question in enumerate(questions):
        row = Question.objects.create(
            order=number, **owner, **columns(question, Question)
        )
        write_rows(Option, question.options, question=row)


def clear_content(version: ItemVersion | BundleVersion) -> None:
    """Remove the rows of a draft that is written anew."""
    for related in version._meta.related_objects:
        if related.on_delete is models.CASCADE and related.related_name:
            getattr(version, str(related.related_name)).all().delete()
