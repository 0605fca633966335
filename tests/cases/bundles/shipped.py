"""The four bundles as shipped, with every situation their questions can tell."""

from collections.abc import Iterator
from typing import Any

from tests.catalogue.conftest import sheet_named
from yichuang.cases.rules.bundles import Asked, Plan, make_plan
from yichuang.catalogue.rules import (
    Answers,
    BundleSheet,
    next_question,
    options_of,
    parts_for,
)

BUNDLES = ("biz-start", "open-restaurant", "open-convenience", "open-homestay")


def bundle_of(key: str) -> BundleSheet:
    """A shipped bundle."""
    sheet: BundleSheet = sheet_named(key)
    return sheet


def guides_of(bundle: BundleSheet) -> dict[str, Any]:
    """The guides of its items."""
    keys = {part.item_key for part in bundle.parts if part.item_key}
    return {key: sheet_named(key) for key in keys}


def situations(
    bundle: BundleSheet, given: Answers | None = None
) -> Iterator[dict[str, str]]:
    """Every way through the questions, "not sure" among them."""
    so_far = dict(given or {})
    asked = next_question(bundle, so_far)
    if asked is None:
        yield so_far
        return
    for option in options_of(asked):
        yield from situations(bundle, {**so_far, asked.key: option.key})


def told_for(questions: tuple[Asked, ...], pick: int = 0) -> dict[str, str]:
    """An answer that leads on to each question of the items."""
    return {
        asked.key: [option.key for option in options_of(asked.rule) if not option.ends][
            pick
        ]
        for asked in questions
    }


def plan_of(key: str, answers: Answers, told: Answers | None = None) -> Plan:
    """The plan of a shipped bundle in a situation."""
    bundle = bundle_of(key)
    return make_plan(bundle, answers, guides_of(bundle), told=told or {})


def all_plans() -> Iterator[tuple[str, dict[str, str], Plan]]:
    """Every shipped bundle in every situation."""
    for key in BUNDLES:
        for answers in situations(bundle_of(key)):
            assert parts_for(bundle_of(key), answers)
            yield key, answers, plan_of(key, answers)
