"""What every test of accounts has at hand."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest

from yichuang.accounts import events
from yichuang.accounts.models import Message
from yichuang.accounts.queries.messages import address_hash


@dataclass
class Announced:
    """What accounts announced, in order."""

    items: list[dict[str, Any]] = field(default_factory=list)

    def codes(self) -> list[str]:
        return [item["code"] for item in self.items]

    def last(self, code: str) -> dict[str, Any]:
        return [item for item in self.items if item["code"] == code][-1]


@pytest.fixture
def announced() -> Iterator[Announced]:
    """Listens in place of the journal."""
    heard = Announced()

    def sink(event: Any, *, about: str, by: Any, at: datetime, facts: Any) -> None:
        heard.items.append(
            {"code": event.code, "about": about, "by": by.ref, "at": at, **facts}
        )

    before = list(events._sinks)
    events.connect(sink)
    yield heard
    events._sinks[:] = before


def sms_to(phone: str) -> list[str]:
    """Texts written to a phone, newest first."""
    found = Message.objects.filter(to_hash=address_hash(phone)).order_by("-pk")
    return [message.text for message in found]


def code_in(text: str) -> str:
    """The six digits in a message."""
    return next(
        text[i : i + 6]
        for i in range(len(text))
        if text[i : i + 6].isdecimal() and len(text[i : i + 6]) == 6
    )
