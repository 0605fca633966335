"""The room as a Django app."""

from django.apps import AppConfig
from django.core.checks import register

from yichuang.materials import checks


class MaterialsConfig(AppConfig):
    name = "yichuang.materials"
    label = "materials"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        register(checks.files_folder)
        register(checks.scanner)
