"""A hall with its matter on a Tuesday morning, and the cast in it."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.factories import catalogue, organisation
from tests.factories.accounts import NOW
from tests.reviews.entering import enter
from yichuang.organisation.models import Hall

__all__ = ["clock", "enter", "hall"]


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """10 March 2026, 10:00 in the hall, until the test moves it."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def hall(db: None, clock: time_machine.Traveller) -> Hall:
    """The hall with the diploma's guide in force."""
    made = organisation.make_hall()
    catalogue.make_item()
    return made
