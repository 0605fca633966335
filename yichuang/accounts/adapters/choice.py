"""Which adapter the settings choose."""

from collections.abc import Callable
from functools import lru_cache

from django.conf import settings

from yichuang.accounts.adapters.base import Check, Sender
from yichuang.accounts.adapters.builtin import ConsoleSender, OutboxSender
from yichuang.accounts.adapters.email import SmtpSender
from yichuang.accounts.adapters.sms import HttpSmsSender

_SMS: dict[str, Callable[[], Sender]] = {
    "outbox": OutboxSender,
    "console": ConsoleSender,
    "http": lambda: HttpSmsSender(
        settings.YICHUANG_SMS_URL, settings.YICHUANG_SMS_SECRET
    ),
}
_EMAIL: dict[str, Callable[[], Sender]] = {
    "outbox": OutboxSender,
    "console": ConsoleSender,
    "smtp": SmtpSender,
}


@lru_cache(maxsize=8)
def _made(channel: str, name: str) -> Sender:
    return (_SMS if channel == "sms" else _EMAIL)[name]()


def sender_for(channel: str) -> Sender:
    """The sender of a channel ("sms" or "email").

    Raises KeyError for a name no adapter has; the system check finds that at start.
    """
    chosen = settings.YICHUANG_SMS if channel == "sms" else settings.YICHUANG_EMAIL
    return _made(channel, chosen)


def all_checks() -> list[Check]:
    """Try every chosen adapter, for `yichuang check`."""
    return [sender_for(channel).check() for channel in ("sms", "email")]


def known(channel: str) -> frozenset[str]:
    """The names a setting may have."""
    return frozenset(_SMS if channel == "sms" else _EMAIL)
