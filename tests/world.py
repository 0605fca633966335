"""A small hall with everybody in it, for tests that ask as each of the cast."""

from dataclasses import dataclass, field

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.permissions import CAST


@dataclass
class World:
    """Who is signed in where, and the values that fill an address such as <number>."""

    clients: dict[str, Client] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)

    def ask(self, who: str, method: str, address: str) -> HttpResponse:
        """What `who` gets for the address template, its places filled; no redirects."""
        for name, value in self.values.items():
            address = address.replace(f"<{name}>", value)
        assert "<" not in address, f"the world has no value for {address}"
        answer: HttpResponse = self.clients[who].generic(method, address)  # type: ignore[assignment]
        return answer


@pytest.fixture
def world(db: None) -> World:
    return World(clients={who: Client() for who in CAST})
