"""The room as a Django app."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "yichuang.organisation"
    label = "organisation"
    default_auto_field = "django.db.models.BigAutoField"
