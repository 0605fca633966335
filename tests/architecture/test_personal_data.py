"""Every field that tells who somebody is stands in docs/personal-data.md, with why.

The law asks for it (个人信息保护法, art. 6, 7, 17); an administrator answers from it.
"""

import re

from django.apps import apps
from django.db.models import Model

from tests.architecture.floors import LEVEL
from tests.architecture.source import listed
from tests.architecture.tables import rows_of

NAME = re.compile(r"`(\w+\.\w+)`")
# Field names that usually hold personal data. What only sounds so is listed below.
TELLING = re.compile(
    r"(^|_)(name|phone|email|address|birth_date|id_number|id_hash|signature|photo|ip"
    r"|applicant|agent|person|addressee|receiver|text|facts|answers|asked_whom)(_|$)"
)
# Names of things and offices: a room of them, or one field.
THINGS = {"catalogue", "organisation", "web", "accounts.ApiToken.name"} | {
    f"queueing.BusinessKind.{field}" for field in ("name", "name_en")
}


def is_of_things(label: str, name: str) -> bool:
    return bool({label.split(".", maxsplit=1)[0], f"{label}.{name}"} & THINGS)


def models() -> dict[str, type[Model]]:
    return {
        model._meta.label: model
        for model in apps.get_models()
        if model._meta.app_label in LEVEL
    }


def declared() -> dict[str, set[str]]:
    """Model to personal fields, as the document says; "none" is an answer too."""
    table: dict[str, set[str]] = {}
    for cells in rows_of("personal-data.md"):
        label = NAME.fullmatch(cells[0])
        if label:
            fields = set(re.findall(r"`(\w+)`", cells[1]))
            table.setdefault(label[1], set()).update(fields)
    return table


def test_every_model_is_answered_for() -> None:
    silent = sorted(set(models()) - set(declared()))
    gone = sorted(set(declared()) - set(models()))
    assert not silent, f"not in docs/personal-data.md:{listed(silent)}"
    assert not gone, f"in docs/personal-data.md, but no model:{listed(gone)}"


def fields_of(model: type[Model]) -> set[str]:
    return {field.name for field in model._meta.get_fields() if field.concrete}


def test_every_field_named_exists() -> None:
    wrong = [
        f"{label}.{name}"
        for label, names in declared().items()
        if label in models()
        for name in sorted(names - fields_of(models()[label]))
    ]
    assert not wrong, listed(wrong)


def test_fields_that_sound_personal_are_answered_for() -> None:
    known = declared()
    unanswered = [
        f"{label}.{name}"
        for label, model in models().items()
        for name in sorted(fields_of(model))
        if TELLING.search(name) and not is_of_things(label, name)
        if name not in known.get(label, set())
    ]
    assert not unanswered, listed(unanswered)
