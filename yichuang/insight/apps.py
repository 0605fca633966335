"""The room as a Django app."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "yichuang.insight"
    label = "insight"
    default_auto_field = "django.db.models.BigAutoField"
