"""The room as a Django app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "yichuang.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
