"""Reading the environment: every setting may also come from a file (`NAME_FILE`)."""

import logging
import os
import secrets
from pathlib import Path
from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    """The value of `name`, or the content of the file that `name`_FILE points to."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as problem:
            raise ImproperlyConfigured(
                f"{name}_FILE names {path}, which cannot be read: {problem}"
            ) from problem
    return os.environ.get(name, default)


def flag(name: str, *, default: bool = False) -> bool:
    return text(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def number(name: str, default: int) -> int:
    given = text(name, str(default))
    if not given.isascii() or not given.isdigit():
        raise ImproperlyConfigured(f"{name} is {given!r}; write a whole number.")
    return int(given)


def zone(name: str, default: str) -> str:
    """The name of a time zone this machine knows."""
    given = text(name, default)
    try:
        ZoneInfo(given)
    except (KeyError, OSError, ValueError):
        raise ImproperlyConfigured(
            f"{name} is {given!r}, which no time zone is called; write Asia/Shanghai."
        ) from None
    return given


def level(name: str, default: str) -> str:
    """How much is logged, as Python names it."""
    given = text(name, default).upper()
    if given not in logging.getLevelNamesMapping():
        raise ImproperlyConfigured(
            f"{name} is {given!r}; write DEBUG, INFO, WARNING, ERROR or CRITICAL."
        )
    return given


def folder(name: str, default: Path) -> Path:
    """A folder, made when it is not there."""
    path = Path(text(name, str(default))).resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise ImproperlyConfigured(
            f"The folder {path} cannot be made ({problem.strerror}). Set {name} to one"
            " that the user who runs this may write."
        ) from problem
    return path


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def kept_secret(name: str, path: Path) -> str:
    """A secret from the environment, else from `path`, made once and readable by us only."""
    given = text(name)
    if given:
        return given
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        value = secrets.token_urlsafe(48)
        file.write(value)
    return value
