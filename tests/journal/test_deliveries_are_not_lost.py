"""What happened reaches every listener once: tried again, given up visibly, never lost."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.journal.conftest import AT
from tests.journal.listeners import (
    FAILING,
    GOOD,
    OVERTAKEN,
    TORN,
    PowerCut,
    noted,
)
from yichuang.journal import queries, rules
from yichuang.journal.models import Delivery, DeliveryState
from yichuang.journal.services import Recorded
from yichuang.journal.worker import LEASE, deliver

pytestmark = pytest.mark.django_db
Happens = Callable[..., Recorded]
Listening = Callable[..., None]


def test_a_delivery_is_made_once(happens: Happens, listening: Listening) -> None:
    listening(GOOD)
    happens()
    assert deliver(at=AT) == 1
    assert deliver(at=AT + timedelta(days=1)) == 0
    assert noted() == 1
    assert queries.undelivered() == {"waiting": 0, "gave_up": 0}


def test_a_listener_that_fails_leaves_nothing_and_is_asked_again(
    happens: Happens, listening: Listening
) -> None:
    listening(FAILING)
    happens()
    deliver(at=AT)
    waiting = Delivery.objects.get()
    assert noted() == 0, "its writes and the delivery commit together"
    assert waiting.tries == 1
    assert waiting.next_at == AT + timedelta(seconds=5)
    assert waiting.error == "ConnectionError: the line is down"
    assert deliver(at=AT + timedelta(seconds=4)) == 0
    assert deliver(at=AT + timedelta(seconds=5)) == 1


def test_another_listener_is_not_held_up(
    happens: Happens, listening: Listening
) -> None:
    listening(FAILING, GOOD)
    happens()
    assert deliver(at=AT) == 2
    assert noted() == 1
    assert Delivery.objects.get().listener == FAILING


def test_after_twelve_tries_it_is_given_up_and_shown(
    happens: Happens, listening: Listening
) -> None:
    listening(FAILING)
    happens()
    now, tried = AT, 0
    while Delivery.objects.filter(state=DeliveryState.WAITING).exists():
        now = Delivery.objects.get().next_at
        tried += deliver(at=now)
        assert tried <= rules.MAX_TRIES
    assert tried == rules.MAX_TRIES == 12
    assert queries.undelivered() == {"waiting": 0, "gave_up": 1}
    assert deliver(at=now + timedelta(days=365)) == 0


def test_it_waits_twice_as_long_each_time_up_to_an_hour() -> None:
    waits = [rules.wait_before(tries) for tries in range(1, 13)]
    assert waits[:4] == [5, 10, 20, 40]
    assert waits == sorted(waits)
    assert waits[-1] == 3600


def test_nothing_is_lost_when_the_worker_dies(
    happens: Happens, listening: Listening
) -> None:
    listening(TORN)
    happens()
    with pytest.raises(PowerCut):
        deliver(at=AT)
    assert noted() == 0
    listening(GOOD)
    Delivery.objects.update(listener=GOOD)
    assert deliver(at=AT + LEASE - timedelta(seconds=1)) == 0, "it is still claimed"
    assert deliver(at=AT + LEASE) == 1
    assert noted() == 1


def test_who_took_longer_than_the_lease_leaves_it_to_who_has_it_now(
    happens: Happens, listening: Listening
) -> None:
    """Else both would do it: a reminder sent twice, a review asked for twice."""
    listening(OVERTAKEN)
    happens()
    deliver(at=AT)
    assert noted() == 0
    assert Delivery.objects.get().state == DeliveryState.WAITING


def test_the_oldest_go_first(happens: Happens, listening: Listening) -> None:
    listening(GOOD)
    late = happens("case:2", at=AT + timedelta(minutes=1))
    early = happens("case:1", at=AT)
    assert deliver(at=AT + timedelta(hours=1), limit=1) == 1
    assert Delivery.objects.get().entry_id == late.id != early.id
