"""The room as a Django app."""

from django.apps import AppConfig
from django.core.checks import register

from yichuang.guidance import checks


class GuidanceConfig(AppConfig):
    name = "yichuang.guidance"
    label = "guidance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        register(checks.rephrasing)
