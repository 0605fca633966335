"""The room as a Django app."""

from django.apps import AppConfig

from yichuang.web import checks  # noqa: F401 - its checks register themselves


class WebConfig(AppConfig):
    name = "yichuang.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
