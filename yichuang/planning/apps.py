"""The room as a Django app."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "yichuang.planning"
    label = "planning"
    default_auto_field = "django.db.models.BigAutoField"
