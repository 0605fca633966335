"""A small hall with everybody in it, for tests that ask as each of the cast."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.cast import Cast
from tests.factories.catalogue import make_item
from tests.factories.online import make_closed
from tests.factories.organisation import make_hall
from tests.permissions import CAST
from yichuang.documents.models import Document
from yichuang.documents.rules import DocumentKind
from yichuang.materials.models import StoredFile


@dataclass
class World:
    """The cast, and what fills the addresses of the permission table.

    `values` maps a piece of an address, "documents/<number>", to what stands there here;
    `forms` an address to what is posted to it.
    """

    cast: Cast
    browsers: dict[str, Client]
    values: dict[str, str] = field(default_factory=dict)
    forms: dict[str, dict[str, Any]] = field(default_factory=dict)

    def ask(self, who: str, method: str, address: str) -> HttpResponse:
        """What `who` gets for the address; redirects are not followed.

        A POST carries the form the world keeps for the address, else nothing. What it
        changed is taken back, so that the next one asks the same hall.
        """
        form = self.forms.get(address, {})
        client, path = self.browsers[who], self.filled(address)
        with rolled_back(), same_cookies(client):
            if path.startswith("/api/") and method != "GET":
                answer = client.generic(
                    method,
                    path,
                    json.dumps(form),
                    "application/json",
                    headers={"idempotency-key": f"{who} {path}"},
                )
            else:
                answer = client.generic(
                    method,
                    path,
                    urlencode(form),
                    "application/x-www-form-urlencoded",
                )
        return answer  # type: ignore[return-value]

    def filled(self, address: str) -> str:
        """The address with its places filled."""
        for place, value in self.values.items():
            address = address.replace(place, value)
        assert "<" not in address, f"the world has no value for {address}"
        return address


@contextmanager
def same_cookies(client: Client) -> Iterator[None]:
    """The browser stays signed in as it was, even if asked to sign out."""
    before = deepcopy(client.cookies)
    try:
        yield
    finally:
        client.cookies = before


@contextmanager
def rolled_back() -> Iterator[None]:
    """What happens inside has not happened afterwards."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


def furnish(cast: Cast) -> World:
    """A hall with a case of `citizen` that went its whole way, and its papers."""
    for who in CAST - {"stranger"}:
        cast.user(who)
    make_hall()
    make_item()
    case = make_closed(cast, "citizen")
    certificate = Document.objects.get(
        about=f"case:{case.number}", kind=DocumentKind.CERTIFICATE
    )
    file = StoredFile.objects.filter(about=f"case:{case.number}").earliest("pk")
    return World(
        cast,
        {who: cast.client(who) for who in CAST},
        {
            "cases/<number>": f"cases/{case.number}",
            "papers/<key>": "papers/form",
            "documents/<number>": f"documents/{certificate.number}",
            "verify/<code>": f"verify/{certificate.verify_code}",
            "files/<key>": f"files/{file.key}",
            "pages/<number>": "pages/1",
            "<user_id>": str(cast.user("item_manager").pk),
            "<sheet>": "citizen",
        },
        {
            "/staff/<user_id>/grant/": {"role": "guide", "hall": ""},
            "/staff/<user_id>/revoke/": {"grant": "item_manager:1:1"},
        },
    )


@pytest.fixture(scope="module")
def hall(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The world, made once for all tests of a module."""
    with django_db_blocker.unblock(), rolled_back():
        cast = Cast()
        yield furnish(cast)


@pytest.fixture
def world(hall: World, db: None) -> World:
    """The hall as it was made: `db` takes back what a test changes."""
    return hall
