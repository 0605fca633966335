"""The room as a Django app."""

from django.apps import AppConfig


class LobbyConfig(AppConfig):
    name = "yichuang.lobby"
    label = "lobby"
    default_auto_field = "django.db.models.BigAutoField"
