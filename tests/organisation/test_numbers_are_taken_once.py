"""A number is given once, whoever takes it at the same moment, and nobody waits long."""

import threading
import time
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction

from yichuang.organisation.models import Series
from yichuang.organisation.services import series


def test_numbers_begin_at_one_and_follow_each_other(db: None) -> None:
    assert [series.take("a") for _ in range(3)] == [1, 2, 3]
    assert series.take("b") == 1


def test_a_block_that_is_used_up_is_followed_by_the_next(
    transactional_db: None,
) -> None:
    taken = [series.take("a") for _ in range(series.BLOCK * 2 + 1)]
    assert taken == list(range(1, series.BLOCK * 2 + 2))


def test_what_a_process_reserved_and_lost_is_never_given_again(
    transactional_db: None,
) -> None:
    before = {series.take("a") for _ in range(3)}
    series.forget()  # the process ended
    assert series.take("a") not in before
    assert series.take("a") > series.BLOCK


def test_a_transaction_that_was_undone_leaves_at_most_a_gap(
    transactional_db: None,
) -> None:
    with transaction.atomic():
        series.take("a")
        transaction.set_rollback(True)
    with transaction.atomic():
        first = series.take("a")
    assert len({first, *(series.take("a") for _ in range(60))}) == 61


def test_twenty_at_once_take_twenty_numbers(
    together: Callable[[Any], list[Any]],
) -> None:
    def ten() -> list[int]:
        taken = []
        for _ in range(10):
            with transaction.atomic():
                taken.append(series.take("a"))
        return taken

    outcomes = together([ten] * 20)
    assert not [one.error for one in outcomes if one.error]
    numbers = [number for one in outcomes for number in one.value]
    assert len(set(numbers)) == 200
    assert max(numbers) < Series.objects.get(pk="a").next


def test_who_reserves_does_not_keep_a_writer_from_the_next_number(
    transactional_db: None,
) -> None:
    """One thread is in the middle of a write when another has just committed one and
    reserves a block: neither waits for what the other holds."""
    in_transaction, committed = threading.Event(), threading.Event()
    took: list[float] = []

    def writer() -> None:
        try:
            series.take("seen before")
            in_transaction.wait(5)
            with transaction.atomic():
                Series.objects.create(name="a row that holds the database")
                committed.set()
                time.sleep(0.3)  # the other one is reserving by now
                start = time.monotonic()
                series.take("seen before")
                took.append(time.monotonic() - start)
        finally:
            connection.close()

    thread = threading.Thread(target=writer)
    thread.start()
    in_transaction.set()
    committed.wait(5)
    series.take("new series")  # reserves its block now
    thread.join(30)
    assert took
    assert took[0] < 2
