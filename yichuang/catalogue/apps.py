"""The room as a Django app."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "yichuang.catalogue"
    label = "catalogue"
    default_auto_field = "django.db.models.BigAutoField"
