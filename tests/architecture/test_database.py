"""Tables lean on lower rooms only: a foreign key written as a string escapes imports."""

from django.apps import apps

from tests.architecture.floors import LEVEL, may_lean_on
from tests.architecture.source import listed


def test_foreign_keys_point_down() -> None:
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in LEVEL
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model
        if field.related_model._meta.app_label in LEVEL
        if not may_lean_on(model._meta.app_label, field.related_model._meta.app_label)
    ]
    assert not upward, listed(upward)


def test_no_table_hides_an_order() -> None:
    """Meta.ordering sorts every query, also those that count; a query says its order."""
    ordered = [
        model._meta.label
        for model in apps.get_models()
        if model._meta.app_label in LEVEL and model._meta.ordering
    ]
    assert not ordered, listed(ordered)


def test_every_app_label_is_a_room() -> None:
    strangers = [
        app.label
        for app in apps.get_app_configs()
        if app.name.startswith("yichuang.") and app.label not in LEVEL
    ]
    assert not strangers, listed(strangers)
