"""System checks: what is set wrong, said before anything runs, with what to do about it."""

import stat
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from yichuang.accounts.adapters.choice import known
from yichuang.accounts.models.secrets import keyring


@register()
def adapters_exist(
    app_configs: Sequence[AppConfig] | None, **_options: Any
) -> list[CheckMessage]:
    """YICHUANG_SMS and YICHUANG_EMAIL name adapters, and the http one has what it needs."""
    found: list[CheckMessage] = []
    for channel, name in (("sms", "YICHUANG_SMS"), ("email", "YICHUANG_EMAIL")):
        value = getattr(settings, name)
        if value not in known(channel):
            names = ", ".join(sorted(known(channel)))
            found.append(
                Error(
                    f"{name} is {value!r}, which no adapter is called.",
                    hint=f"Use one of: {names}.",
                    id="accounts.E001",
                )
            )
    if settings.YICHUANG_SMS == "http" and not (
        settings.YICHUANG_SMS_URL.startswith(("http://", "https://"))
        and settings.YICHUANG_SMS_SECRET
    ):
        found.append(
            Error(
                "YICHUANG_SMS is http, but address or secret of the gateway is missing.",
                hint="Set YICHUANG_SMS_URL and YICHUANG_SMS_SECRET.",
                id="accounts.E002",
            )
        )
    return found


@register()
def keys_are_safe(
    app_configs: Sequence[AppConfig] | None, **_options: Any
) -> list[CheckMessage]:
    """The keys of personal data can be read, and by nobody else."""
    try:
        keyring()
    except (OSError, ValueError) as error:
        return [
            Error(
                f"The keys of personal data cannot be read: {error}.",
                hint="Restore the key file from its backup; without it the data is lost.",
                id="accounts.E003",
            )
        ]
    path = settings.YICHUANG_KEY_FILE
    if not settings.YICHUANG_KEYS and path.stat().st_mode & (
        stat.S_IRWXG | stat.S_IRWXO
    ):
        return [
            Warning(
                f"Others on this machine can read {path}.",
                hint=f"chmod 600 {path}",
                id="accounts.W001",
            )
        ]
    return []
