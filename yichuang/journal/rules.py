"""How entries are chained: pure hashing, so that anyone can check a journal without us."""

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

LANES = 16
"""Chains kept side by side; entries about one subject always share a lane, so their
order is proved, while windows working on different cases do not wait for each other."""

GENESIS = "0" * 64

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Content:
    """What an entry says; `hall` is None where no hall is concerned."""

    code: str
    about: str
    hall: int | None
    actor: str
    actor_name: str
    at: datetime
    facts: str


def lane_of(about: str) -> int:
    """The lane of a subject, 0..LANES-1, stable across processes and versions.

    >>> lane_of("case:1") == lane_of("case:1")
    True
    """
    return zlib.crc32(about.encode()) % LANES


def canonical(facts: Facts) -> str:
    """Facts as JSON with sorted keys and no spaces: the same facts give the same bytes.

    >>> canonical({"b": 1, "a": "汉"})
    '{"a":"汉","b":1}'
    """
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def link(previous: str, position: int, content: Content) -> str:
    """The hash (hex) that chains `content` at `position` to what stood before it."""
    line = "\x1f".join(
        (
            previous,
            str(position),
            content.code,
            content.about,
            "" if content.hall is None else str(content.hall),
            content.actor,
            content.actor_name,
            content.at.astimezone(UTC).isoformat(timespec="microseconds"),
            content.facts,
        )
    )
    return hashlib.sha256(line.encode()).hexdigest()


def wait_before(tries: int) -> int:
    """Seconds to wait before delivery number `tries` + 1: 5 s doubling up to an hour.

    >>> [wait_before(n) for n in (1, 2, 3, 12)]
    [5, 10, 20, 3600]
    """
    return int(min(5 * 2 ** max(tries - 1, 0), 3600))


MAX_TRIES = 12
"""Then a delivery is given up and shown, never dropped."""
