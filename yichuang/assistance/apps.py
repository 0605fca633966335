"""The room as a Django app."""

from django.apps import AppConfig


class AssistanceConfig(AppConfig):
    name = "yichuang.assistance"
    label = "assistance"
    default_auto_field = "django.db.models.BigAutoField"
