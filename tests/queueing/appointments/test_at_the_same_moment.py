"""Fifty at once for the last seat, two pages of one person, a cut and a booking."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from tests.factories.accounts import NOW, make_person
from tests.factories.appointments import (
    NINE,
    WEDNESDAY,
    make_booked,
    make_held,
    make_seats,
    make_terms,
    on,
)
from tests.factories.queueing import make_lines
from yichuang.accounts.policies import SYSTEM
from yichuang.kernel.refusals import Refusal
from yichuang.queueing.models import Appointment, Slot, Ticket
from yichuang.queueing.services.appointments import arriving, booking
from yichuang.queueing.services.appointments.publishing import Seats, publish_seats

Together = Callable[[Any], list[Any]]
MANY = 50


@pytest.fixture
def slots(transactional_db: None) -> list[Slot]:
    """One seat at 9:00, 9:30 and 10:00."""
    make_lines()
    make_terms()
    return make_seats(1)


def codes(outcomes: list[Any]) -> set[str]:
    wrong = [one.error for one in outcomes if one.error]
    assert all(isinstance(error, Refusal) for error in wrong), wrong
    return {error.code for error in wrong}


def test_fifty_want_the_last_seat(together: Together, slots: list[Slot]) -> None:
    people = [make_person() for _ in range(MANY)]
    outcomes = together([partial(make_held, slots[0], one) for one in people])
    assert sum(one.error is None for one in outcomes) == 1
    assert codes(outcomes) == {"appointment.full"}
    assert Slot.objects.get(pk=slots[0].pk).taken == 1


def test_one_person_on_eight_pages(together: Together, slots: list[Slot]) -> None:
    person = make_person()
    wants = [partial(make_held, slots[n % 3], person) for n in range(8)]
    outcomes = together(wants)
    lost = {"one-each", "moved-on", "full"}  # full: by another page of their own
    assert codes(outcomes) <= {f"appointment.{code}" for code in lost}
    assert Appointment.objects.filter(state="held").count() == 1
    assert sum(Slot.objects.values_list("taken", flat=True)) == 1


def test_confirmed_eight_times(together: Together, slots: list[Slot]) -> None:
    held = make_held(slots[0])
    outcomes = together([partial(booking.confirm, held.code, by=SYSTEM, at=NOW)] * 8)
    assert sum(one.error is None for one in outcomes) >= 1
    assert codes(outcomes) <= {"appointment.moved-on"}
    assert Appointment.objects.get().state == "booked"


def test_two_change_to_the_same_seat(together: Together, slots: list[Slot]) -> None:
    rows = [make_booked(slots[0]), make_booked(slots[1])]
    outcomes = together(
        [
            partial(booking.rebook, row.code, slots[2].pk, by=SYSTEM, at=NOW)
            for row in rows
        ]
    )
    assert sum(one.error is None for one in outcomes) == 1
    assert sum(Slot.objects.values_list("taken", flat=True)) == 2


def test_a_cut_and_a_booking_meet(together: Together, slots: list[Slot]) -> None:
    none = Seats("A", WEDNESDAY, {NINE: 0})
    held = make_held(slots[0])
    outcomes = together(
        [
            partial(booking.confirm, held.code, by=SYSTEM, at=NOW),
            partial(publish_seats, 1, none, by=SYSTEM, at=NOW),
        ]
    )
    slot, row = Slot.objects.get(pk=slots[0].pk), Appointment.objects.get()
    codes(outcomes)
    # Either it is booked and the cut was refused, or it fell and nobody was told "booked".
    assert (row.state, slot.seats, slot.taken) in {("booked", 1, 1), ("expired", 0, 0)}


def test_a_kiosk_that_checks_in_twice(together: Together, slots: list[Slot]) -> None:
    row = make_booked(slots[0])
    at = on(WEDNESDAY, "9:00")
    go = partial(arriving.check_in, row.code, by=SYSTEM, at=at, hall_id=1)
    outcomes = together([go] * 6)
    assert sum(one.error is None for one in outcomes) >= 1
    codes(outcomes)
    assert Ticket.objects.count() == 1
