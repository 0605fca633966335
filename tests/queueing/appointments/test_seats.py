"""Seats are published; a cut says whom it hits, tells them, and offers the nearest times."""

from datetime import date, timedelta

import pytest

from tests.cast import Cast
from tests.factories.accounts import NOW
from tests.factories.appointments import (
    NINE,
    SATURDAY,
    WEDNESDAY,
    make_booked,
    make_held,
    make_seats,
    make_terms,
    on,
)
from tests.factories.queueing import make_lines
from tests.queueing.appointments.test_booking import refused
from yichuang.accounts.models import Message
from yichuang.accounts.policies import SYSTEM
from yichuang.organisation.models import Hall, HallDay
from yichuang.queueing.models import Appointment, Slot
from yichuang.queueing.queries.appointments import booked, offered
from yichuang.queueing.rules.appointments.slots import Grouping
from yichuang.queueing.services.appointments import ahead, booking, grouping
from yichuang.queueing.services.appointments.publishing import Seats, publish_seats
from yichuang.web.memory import forget_all


def cut(seats: int, agreed: frozenset[int] = frozenset()) -> list[str]:
    hit = publish_seats(
        1, Seats("A", WEDNESDAY, {NINE: seats}), by=SYSTEM, at=NOW, agreed=agreed
    )
    return [row.code for row in hit]


def test_nobody_is_cut_unseen(offering: Hall) -> None:
    slot, *_ = make_seats(2)
    make_booked(slot)
    last = make_booked(slot, at=NOW + timedelta(minutes=1))
    with refused("appointment.cut-hits"):
        cut(1)
    assert booked.hit_by(1, slot.kind_id, WEDNESDAY, {NINE: 1}, at=NOW)[0].id == last.pk
    assert cut(1, frozenset({last.pk})) == [last.code]
    slot.refresh_from_db()
    assert (slot.seats, slot.taken) == (1, 1)


def test_whoever_booked_after_the_list_was_shown_stops_the_cut(offering: Hall) -> None:
    slot, *_ = make_seats(2)
    first = make_booked(slot)
    seen = frozenset({first.pk})
    make_booked(slot, at=NOW + timedelta(minutes=1))
    with refused("appointment.cut-hits"):
        cut(0, seen)
    assert Appointment.objects.filter(state="displaced").count() == 0


def test_who_is_hit_is_told_and_offered_the_nearest(offering: Hall) -> None:
    slot, half_past, _ = make_seats(1)
    row = make_booked(slot)
    cut(0, frozenset({row.pk}))
    row.refresh_from_db()
    assert row.state == "displaced"
    assert row.offers[0] == half_past.pk
    told = Message.objects.get(once__contains="displaced")
    assert "03-11 09:30" in told.text
    assert [one.code for one in booked.owed(1)] == [row.code]
    booking.rebook(row.code, row.offers[0], by=SYSTEM, at=NOW)
    row.refresh_from_db()
    assert (row.state, row.slot_id, row.offers) == ("booked", half_past.pk, [])


def test_what_is_only_held_falls_first(offering: Hall) -> None:
    slot, *_ = make_seats(2)
    stays = make_booked(slot)
    held = make_held(slot)
    assert cut(1) == []
    held.refresh_from_db()
    stays.refresh_from_db()
    assert (held.state, stays.state) == ("expired", "booked")


def test_a_plan_takes_nobodys_time(offering: Hall) -> None:
    slot, *_ = make_seats(2)
    make_booked(slot)
    kept = ahead.from_plan(1, WEDNESDAY, {"A": [0] * NINE + [0, 7, 0]}, at=NOW)
    seats = dict(Slot.objects.filter(day=WEDNESDAY).values_list("slot", "seats"))
    assert kept == 1
    assert (seats[NINE], seats[NINE + 1], seats[NINE + 2]) == (1, 7, 0)


def test_a_plan_heard_of_too_late_changes_nothing(offering: Hall) -> None:
    before = list(Slot.objects.values_list("pk", "seats"))
    assert (
        ahead.from_plan(1, NOW.date() - timedelta(days=1), {"A": [9] * 48}, at=NOW) == 0
    )
    assert list(Slot.objects.values_list("pk", "seats")) == before


def test_a_day_that_is_closed_after_all(offering: Hall) -> None:
    row = make_booked(make_seats(1)[0])
    later, *_ = make_seats(1, day=WEDNESDAY + timedelta(days=1))
    HallDay.objects.create(hall_id=1, day=WEDNESDAY, open=False, reason="停电")
    forget_all()
    assert ahead.closed_days(at=NOW) == 1
    row.refresh_from_db()
    assert (row.state, row.offers[0]) == ("displaced", later.pk)
    assert ahead.closed_days(at=NOW) == 0
    with refused("appointment.outside-hours"):
        make_seats(1)


def test_usual_seats_appear_by_themselves(offering: Hall) -> None:
    # A: windows 5 (half, with C) and 6; 10 minutes each, 40 per cent of 4.5 an half-hour.
    made = ahead.publish_ahead(at=NOW)
    assert made == 15  # three kinds, five working days
    nine = Slot.objects.get(kind__code="A", day=WEDNESDAY, slot=NINE)
    assert (nine.seats, nine.mode) == (1, "window")
    hours = Slot.objects.filter(kind__code="A", day=WEDNESDAY)
    assert hours.count() == 13  # 9:00 to 12:00 and 13:30 to 17:00
    assert ahead.publish_ahead(at=NOW) == 0


def test_no_day_is_offered_on_a_guess(db: None) -> None:
    make_lines()
    make_terms()
    december = on(date(2027, 12, 30), "10:00")
    assert ahead.publish_ahead(at=december) == 0
    with refused("calendar.unknown-year"):
        publish_seats(
            1, Seats("A", date(2028, 1, 5), {NINE: 1}), by=SYSTEM, at=december
        )


def test_extended_and_weekend_hours_are_published_as_such(offering: Hall) -> None:
    with refused("appointment.outside-hours"):
        make_seats(slots=(36,))
    with refused("appointment.inside-hours"):
        make_seats(slots=(NINE,), special=True)
    evening, *_ = make_seats(slots=(36,), special=True)
    assert evening.mode == "extended"
    one, *_ = make_seats(
        day=SATURDAY, special=True, window=7, served_by="陈雨", kind="B"
    )
    assert (one.mode, one.served_by) == ("weekend", "陈雨")
    # Weekends are booked two weeks ahead, working days five.
    far, *_ = make_seats(day=SATURDAY + timedelta(days=7), special=True)
    make_held(far)


def test_only_the_manager_publishes(cast: Cast, offering: Hall) -> None:
    for name in ("clerk", "guide", "citizen"):
        with refused("permission.denied"):
            make_by = cast.actor(name)
            publish_seats(1, Seats("A", WEDNESDAY, {NINE: 1}), by=make_by, at=NOW)
    publish_seats(
        1, Seats("A", WEDNESDAY, {NINE: 1}), by=cast.actor("hall_manager"), at=NOW
    )


@pytest.mark.parametrize("seats", [-1, 1000])
def test_impossible_seats(offering: Hall, seats: int) -> None:
    with refused("appointment.seats"):
        make_seats(seats)


def test_groups_of_a_busy_day_book_each_their_own_time(offering: Hall) -> None:
    slots = make_seats(2, slots=(18, 19, 20, 21))
    early = make_booked(slots[3])
    made = grouping.set_groups(
        1, "A", WEDNESDAY, Grouping.VILLAGE, ["东关村", "西关村"], by=SYSTEM, at=NOW
    )
    kind_id = slots[0].kind_id
    assert offered.offered(1, kind_id, at=NOW) == ()
    listed = offered.groups(1, kind_id, at=NOW)
    assert [one.label for one in listed] == ["东关村", "西关村"]
    first, second = (
        [
            slot.slot
            for slot in offered.offered(1, kind_id, at=NOW, group_id=one.pk)[0].slots
        ]
        for one in made
    )
    assert (first, second) == ([18, 19], [20, 21])
    early.refresh_from_db()
    assert early.state == "booked"
    with refused("appointment.groups"):
        grouping.set_groups(
            1, "A", WEDNESDAY, Grouping.VILLAGE, ["一个"], by=SYSTEM, at=NOW
        )
    grouping.set_groups(1, "A", WEDNESDAY, Grouping.VILLAGE, [], by=SYSTEM, at=NOW)
    assert len(offered.offered(1, kind_id, at=NOW)) == 1
