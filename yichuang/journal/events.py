"""The register of event types: code, sentence, and what in it is personal data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class EventType:
    """`says` is an English msgid filled from the entry's facts; `personal` names the
    facts that tell who somebody is and go when the person's data must go."""

    code: str
    says: str
    personal: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """An entry as listeners and pages see it."""

    id: int
    code: str
    about: str
    hall_id: int | None
    actor: str
    actor_name: str
    at: datetime
    facts: Mapping[str, Any]


Listener = Callable[..., None]

REGISTER: dict[str, EventType] = {}
_listeners: dict[str, tuple[str, ...]] = {}


def event(code: str, says: str, personal: tuple[str, ...] = ()) -> EventType:
    """Register an event type; a code is registered once.

    Raises:
        ValueError: the code stands already for another event.
    """
    made = EventType(code, says, personal)
    if REGISTER.setdefault(code, made) != made:
        raise ValueError(f"event code registered twice: {code}")
    return made


def subscribe(table: Mapping[str, tuple[str, ...]]) -> None:
    """Take over who listens to what: event code to dotted paths of listeners."""
    _listeners.clear()
    _listeners.update(table)


def listeners_of(code: str) -> tuple[str, ...]:
    return _listeners.get(code, ())


def load(listener: str) -> Listener:
    """The function behind a dotted path."""
    found: Listener = import_string(listener)
    return found
