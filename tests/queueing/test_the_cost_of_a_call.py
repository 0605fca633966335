"""A call costs the same however long the line, and windows get it as they asked."""

import threading
import time
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.factories.queueing import call, later, make_lines, make_seat, make_ticket
from yichuang.accounts.policies import SYSTEM
from yichuang.queueing.models import QueueDay, Ticket, WindowSeat
from yichuang.queueing.services import calling, steps

PATIENCE = 20


def statements(seat: WindowSeat, minute: float) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert call(seat, minute=minute) is not None
    return len(seen)


@pytest.mark.usefixtures("hall")
def test_a_call_asks_no_more_of_a_long_line() -> None:
    for _ in range(2):
        make_ticket()
    seat = make_seat(5)
    call(seat, minute=1)
    Ticket.objects.filter(state="called").update(state="done")
    short = statements(seat, 2)
    Ticket.objects.filter(state="called").update(state="done")
    for minute in range(20):
        make_ticket("AC"[minute % 2], minute=3 + minute / 10)
    assert statements(seat, 9) == short


@pytest.mark.postgres
def test_windows_that_wait_are_served_as_they_asked(transactional_db: None) -> None:
    make_lines(windows=4)
    for minute in range(4):
        make_ticket("A", minute=minute / 10)
    seats = [make_seat(101 + number).pk for number in range(4)]
    came: list[tuple[int, int]] = []

    def window(seat: int) -> None:
        called = calling.call_next(seat, key="k", by=SYSTEM, at=later(1)).ticket
        if called is not None:
            came.append((seat, called.pk))
        connection.close()

    threads = [threading.Thread(target=window, args=(seat,)) for seat in seats]
    with transaction.atomic():
        steps.take(QueueDay.objects.get().pk, at=later(1))
        for number, thread in enumerate(threads, 1):
            thread.start()
            until_waiting(number)
    for thread in threads:
        thread.join(PATIENCE)
    first_come = list(Ticket.objects.order_by("arrived", "id").values_list("pk"))
    assert sorted(came, key=lambda one: one[1]) == [
        (seat, ticket) for seat, (ticket,) in zip(seats, first_come, strict=True)
    ]


def until_waiting(many: int) -> None:
    """Until so many windows stand in the row of the day."""
    end = time.monotonic() + PATIENCE
    while waiting() < many:
        assert time.monotonic() < end, f"only {waiting()} of {many} wait"
        time.sleep(0.01)


def waiting() -> Any:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        )
        return cursor.fetchone()[0]
