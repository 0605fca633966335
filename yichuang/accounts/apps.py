"""The room as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "yichuang.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Delayed: the checks look at models, which may be imported only from here on.
        from yichuang.accounts.adapters import checks  # noqa: F401, PLC0415
