"""The composition root as a Django app: on start it hands each room its listeners."""

from django.apps import AppConfig


class HouseConfig(AppConfig):
    name = "yichuang.config"
    label = "config"

    def ready(self) -> None:
        # Delayed: rooms' modules may be imported only once every app is loaded.
        from yichuang.config import wiring  # noqa: PLC0415

        wiring.connect()
