"""The room as a Django app."""

from django.apps import AppConfig
from django.core.checks import register

from yichuang.lobby import checks


class LobbyConfig(AppConfig):
    name = "yichuang.lobby"
    label = "lobby"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        register(checks.voice)
