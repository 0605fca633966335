"""The room as a Django app."""

from django.apps import AppConfig


class MaterialsConfig(AppConfig):
    name = "yichuang.materials"
    label = "materials"
    default_auto_field = "django.db.models.BigAutoField"
