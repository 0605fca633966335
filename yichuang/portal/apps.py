"""The room as a Django app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "yichuang.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"
