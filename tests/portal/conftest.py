"""What every test of the portal has at hand: the hall, the diploma, and its people."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine
from django.test import Client

from tests.cast import Cast
from tests.factories import catalogue, organisation
from tests.factories.accounts import NOW
from yichuang.catalogue.models import ItemVersion
from yichuang.organisation.models import Hall


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


@pytest.fixture
def now() -> Iterator[datetime]:
    """Tuesday 10 March 2026, 10:00 in the hall."""
    with time_machine.travel(NOW, tick=False):
        yield NOW


@pytest.fixture
def hall(db: None, now: datetime) -> Hall:
    return organisation.make_hall()


@pytest.fixture
def diploma(hall: Hall) -> ItemVersion:
    return catalogue.make_item()


@pytest.fixture
def citizen(diploma: ItemVersion, cast: Cast) -> Client:
    """A browser in which Lin Zhixia is signed in."""
    return cast.client("citizen")
