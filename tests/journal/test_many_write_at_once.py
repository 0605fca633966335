"""Whoever records at the same moment: the chains stay whole, without a gap."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction

from tests.journal.conftest import AT
from tests.journal.listeners import GOOD, noted
from yichuang.journal import queries
from yichuang.journal.models import Entry, Lane
from yichuang.journal.services import Recorded
from yichuang.journal.worker import deliver

Together = Callable[[Any], list[Any]]
Happens = Callable[..., Recorded]


def five(happens: Happens, about: str) -> None:
    for number in range(5):
        with transaction.atomic():
            happens(about, number=number)


def test_twenty_writers_about_one_case(together: Together, happens: Happens) -> None:
    outcomes = together([partial(five, happens, "case:1")] * 20)
    assert not [one.error for one in outcomes if one.error]
    places = Entry.objects.order_by("position").values_list("position", flat=True)
    assert list(places) == list(range(1, 101))
    assert not list(queries.verify())


def test_twenty_writers_about_twenty_cases(
    together: Together, happens: Happens
) -> None:
    outcomes = together([partial(five, happens, f"case:{n}") for n in range(20)])
    assert not [one.error for one in outcomes if one.error]
    assert sum(lane.length for lane in Lane.objects.all()) == 100
    assert not list(queries.verify())


def test_two_workers_deliver_each_entry_once(
    together: Together, happens: Happens, listening: Callable[..., None]
) -> None:
    listening(GOOD)
    for number in range(10):
        happens(f"case:{number}")
    outcomes = together([partial(deliver, at=AT)] * 4)
    assert not [one.error for one in outcomes if one.error]
    assert noted() == 10
    assert queries.undelivered() == {"waiting": 0, "gave_up": 0}
