"""The room as a Django app."""

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "yichuang.guidance"
    label = "guidance"
    default_auto_field = "django.db.models.BigAutoField"
