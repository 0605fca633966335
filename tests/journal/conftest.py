"""Recording something, and listening to it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from yichuang.accounts.policies import SYSTEM
from yichuang.config.wiring import SUBSCRIPTIONS
from yichuang.journal.events import EventType, subscribe
from yichuang.journal.services import Recorded, record

HAPPENED = EventType("test.happened", "Something happened")
AT = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)


@pytest.fixture
def happens() -> Callable[..., Recorded]:
    """`happens("case:1", what="…")` records an entry."""

    def happens(about: str = "case:1", at: datetime = AT, **facts: Any) -> Recorded:
        return record(HAPPENED, about=about, by=SYSTEM, at=at, hall_id=1, **facts)

    return happens


@pytest.fixture
def listening() -> Iterator[Callable[..., None]]:
    """`listening(GOOD, FAILING)`: who hears of what happens, in this test only."""

    def listening(*listeners: str) -> None:
        subscribe({HAPPENED.code: listeners})

    yield listening
    subscribe(SUBSCRIPTIONS)
