"""The shipped items and bundles load, publish, and say everything in both languages."""

import re
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import pytest

from tests.catalogue.conftest import PUBLISHED, shipped
from tests.factories.accounts import NOW
from yichuang.accounts.policies import SYSTEM
from yichuang.catalogue import queries
from yichuang.catalogue.models import BundleVersion, ItemVersion
from yichuang.catalogue.rules import Line, parts_for
from yichuang.catalogue.services import ImportReport, import_items
from yichuang.journal.models import Entry

pytestmark = pytest.mark.django_db
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_every_item_and_four_bundles_are_in_force(
    catalogue: ImportReport,
) -> None:
    assert [str(p.refusal) for p in catalogue.problems] == []
    assert ItemVersion.objects.filter(state="published").count() == 25
    assert BundleVersion.objects.filter(state="published").count() == 4
    assert set(catalogue.published) == set(catalogue.created)


def test_importing_the_same_files_again_changes_nothing(
    catalogue: ImportReport,
) -> None:
    before = Entry.objects.count()
    again = import_items(shipped(), by=SYSTEM, at=NOW, publish_from=PUBLISHED)
    assert len(again.unchanged) == 29
    assert (again.created, again.changed, again.published) == ((), (), ())
    assert Entry.objects.count() == before


def test_what_is_read_back_is_what_the_files_say(catalogue: ImportReport) -> None:
    guide = queries.current_guide("edu-selfexam-diploma", PUBLISHED)
    assert str(guide.promise) == "15W"
    assert guide.statutory is None
    assert [p.key for p in guide.papers][2] == "register-form"
    assert guide.papers[2].tolerance == "evidence"
    assert guide.department_name == "青禾县教育局"
    food = queries.current_guide("food-operation", PUBLISHED)
    assert food.task_code[18:] == "4000131024000"
    assert len(food.task_code) == 31


def test_every_sentence_a_citizen_sees_has_its_english(
    catalogue: ImportReport,
) -> None:
    silent: list[str] = []
    for version in ItemVersion.objects.values_list("pk", flat=True):
        guide = queries.guide(version)
        silent += [f"{guide.key}: {name}" for name in missing_english(guide)]
    for version in BundleVersion.objects.values_list("pk", flat=True):
        bundle = queries.bundle(version)
        silent += [f"{bundle.key}: {name}" for name in missing_english(bundle)]
    assert silent == []


def missing_english(row: Any, path: str = "") -> list[str]:
    """Texts in Chinese without an English twin; staff's notes are not for citizens."""
    found = []
    for field in fields(row):
        if field.name not in {"facts", "aliases"}:
            found += silent_in(row, field.name, f"{path}{field.name}")
    return found


def silent_in(row: Any, name: str, here: str) -> list[str]:
    value = getattr(row, name)
    if isinstance(value, tuple):
        return [lost for part in value for lost in silent_part(part, here)]
    if isinstance(value, str) and value and hasattr(row, f"{name}_en"):
        english = getattr(row, f"{name}_en")
        return [here] if not english or CHINESE.search(english) else []
    return []


def silent_part(part: Any, here: str) -> list[str]:
    if isinstance(part, Line):
        return [] if part.en and not CHINESE.search(part.en) else [here]
    return missing_english(part, f"{here}.") if is_dataclass(part) else []


def test_a_restaurant_without_a_licence_needs_it_first(
    catalogue: ImportReport,
) -> None:
    bundle = queries.current_bundle("open-restaurant", PUBLISHED)
    answers = {
        "licence": "no",
        "small": "no",
        "area": "small",
        "sign": "no",
        "tobacco": "no",
    }
    assert [part.key for part in parts_for(bundle, answers)] == ["register", "food"]
    assert bundle.parts[1].needs == ("register",)
    assert bundle.parts[1].item_key == "food-operation"


def test_nothing_is_in_force_before_its_day(catalogue: ImportReport) -> None:
    with pytest.raises(Exception, match="no guide in force"):
        queries.current_guide("food-operation", date(2026, 1, 4))
