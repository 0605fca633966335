"""The room as a Django app."""

from django.apps import AppConfig
from django.core.checks import register

from yichuang.documents import checks


class DocumentsConfig(AppConfig):
    name = "yichuang.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        register(checks.fonts)
