"""What is wrong with the settings, said with a remedy before anything starts."""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.utils.module_loading import import_string

HOME = {"127.0.0.1", "localhost", "[::1]", "::1", "testserver"}
SHORTEST_KEY = 40


def _secret_key() -> Iterator[CheckMessage]:
    key = str(settings.SECRET_KEY)
    if len(key) < SHORTEST_KEY or key.startswith("django-insecure"):
        yield Error(
            "The secret key is too short to protect sessions and encrypted data.",
            hint="Remove YICHUANG_SECRET_KEY so that one is made and kept in the data"
            f" folder, or set one of at least {SHORTEST_KEY} random characters.",
            id="yichuang.web.E001",
        )
    path = Path(settings.DATA) / "secret.key"
    if path.exists() and path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH):
        yield Warning(
            f"Other users of this machine can read {path}.",
            hint=f"chmod 600 {path}",
            id="yichuang.web.W002",
        )


def _hosts() -> Iterator[CheckMessage]:
    if not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
        yield Error(
            "The server would answer to no name, or to any name.",
            hint="Set YICHUANG_HOSTS to the names people use, like hall.example.gov.cn.",
            id="yichuang.web.E003",
        )
    public = urlsplit(settings.YICHUANG_PUBLIC_URL)
    if public.hostname not in HOME and public.scheme != "https":
        yield Warning(
            f"Links and QR codes lead to {settings.YICHUANG_PUBLIC_URL}, without TLS.",
            hint="Put a TLS proxy in front, set YICHUANG_PUBLIC_URL to its https address"
            " and YICHUANG_HTTPS=1.",
            id="yichuang.web.W004",
        )


def _folders() -> Iterator[CheckMessage]:
    for path in (Path(settings.DATA), Path(settings.YICHUANG_FILES)):
        place = path if path.exists() else path.parent
        if not os.access(place, os.W_OK | os.X_OK):
            yield Error(
                f"The server cannot write to {path}.",
                hint="Give the server's user this folder (chown), or set YICHUANG_DATA"
                " and YICHUANG_FILES to folders it owns.",
                id="yichuang.web.E005",
            )


def _demo() -> Iterator[CheckMessage]:
    strangers = set(settings.ALLOWED_HOSTS) - HOME
    if getattr(settings, "YICHUANG_DEMO", False) and strangers:
        yield Error(
            "Demo mode signs anybody in, and this server answers to other machines.",
            hint="Unset YICHUANG_DEMO, or keep YICHUANG_HOSTS to 127.0.0.1,localhost.",
            id="yichuang.web.E006",
        )
    if settings.DEBUG and strangers - {"*"}:
        yield Error(
            "Debug pages show settings and data to whoever meets an error.",
            hint="Unset YICHUANG_DEBUG.",
            id="yichuang.web.E007",
        )


def _time() -> Iterator[CheckMessage]:
    try:
        ZoneInfo(settings.TIME_ZONE)
        known = True
    except (KeyError, OSError, ValueError):
        known = False
    if not known or not settings.USE_TZ:
        yield Error(
            f"The time zone {settings.TIME_ZONE!r} is not known here.",
            hint="Set YICHUANG_TIME_ZONE to a name like Asia/Shanghai; the tzdata package"
            " has them all.",
            id="yichuang.web.E008",
        )


def _frame() -> Iterator[CheckMessage]:
    maker = getattr(settings, "YICHUANG_CHROME", "")
    try:
        if maker:
            import_string(maker)
    except ImportError as exc:
        yield Error(
            f"YICHUANG_CHROME names {maker}, which cannot be loaded: {exc}",
            hint="It must be a function that takes the request and gives a Chrome.",
            id="yichuang.web.E009",
        )


def _static() -> Iterator[CheckMessage]:
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if getattr(settings, "YICHUANG_HASHED_STATIC", False) and not manifest.exists():
        yield Error(
            f"Static files have not been gathered in {settings.STATIC_ROOT}.",
            hint="Run `yichuang migrate`, or unset YICHUANG_HASHED_STATIC.",
            id="yichuang.web.E010",
        )


CHECKS: tuple[Callable[[], Iterator[CheckMessage]], ...] = (
    _secret_key,
    _hosts,
    _folders,
    _demo,
    _time,
    _frame,
)


@register(Tags.security)
def settings_in_order(**_options: Any) -> list[CheckMessage]:
    """Every check, at each start and in `yichuang check`."""
    return [message for check in CHECKS for message in check()]


@register(Tags.staticfiles, deploy=True)
def static_in_order(**_options: Any) -> list[CheckMessage]:
    """Only for a server: while files are being gathered they are not there yet."""
    return list(_static())
