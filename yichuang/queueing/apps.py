"""The room as a Django app."""

from django.apps import AppConfig


class QueueingConfig(AppConfig):
    name = "yichuang.queueing"
    label = "queueing"
    default_auto_field = "django.db.models.BigAutoField"
