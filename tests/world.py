"""A small hall with everybody in it, for tests that ask as each of the cast."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse

from tests.cast import Cast
from tests.permissions import CAST


@dataclass
class World:
    """The cast, values that fill an address such as /staff/<user_id>/, forms to post."""

    cast: Cast
    values: dict[str, str] = field(default_factory=dict)
    forms: dict[str, dict[str, str]] = field(default_factory=dict)

    def ask(self, who: str, method: str, address: str) -> HttpResponse:
        """What `who` gets for the address, its places filled; redirects are not followed.

        A POST carries the form the world keeps for the address, else nothing. What it
        changed is taken back, so that the next one asks the same hall.
        """
        form = self.forms.get(address, {}) if method == "POST" else {}
        address = self.filled(address)
        client = self.cast.client(who)
        with rolled_back():
            if method == "POST" and not address.startswith("/api/"):
                return client.post(address, form)  # type: ignore[return-value]
            return client.generic(method, address)  # type: ignore[return-value]

    def filled(self, address: str) -> str:
        """The address with its places filled."""
        for name, value in self.values.items():
            address = address.replace(f"<{name}>", value)
        assert "<" not in address, f"the world has no value for {address}"
        return address


@contextmanager
def rolled_back() -> Iterator[None]:
    """What happens inside has not happened afterwards."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


@pytest.fixture(scope="module")
def hall(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The cast and what the addresses name, made once for all tests of a module."""
    with django_db_blocker.unblock(), rolled_back():
        cast = Cast()
        for who in CAST - {"stranger"}:
            cast.user(who)
        values = {
            "user_id": str(cast.user("item_manager").pk),
            "sheet": "citizen",
            "code": "0000-0000",
        }
        forms = {
            "/staff/<user_id>/grant/": {"role": "guide", "hall": ""},
            "/staff/<user_id>/revoke/": {"grant": "item_manager:1:1"},
        }
        yield World(cast, values, forms)


@pytest.fixture
def world(hall: World, db: None) -> World:
    """The hall as it was made: `db` takes back what a test changes."""
    return hall
