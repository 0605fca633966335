"""Hold, confirm, change, cancel; one person, one seat; who does not come waits a while."""

from datetime import timedelta

import pytest

from tests.cast import Cast
from tests.factories.accounts import NOW, make_person
from tests.factories.appointments import (
    NINE,
    TUESDAY,
    WEDNESDAY,
    make_booked,
    make_held,
    make_seats,
    make_terms,
    on,
)
from yichuang.accounts.models import Message, Person
from yichuang.accounts.policies import SYSTEM
from yichuang.kernel.refusals import Refusal
from yichuang.organisation.models import Hall
from yichuang.queueing.models import Appointment, Slot
from yichuang.queueing.queries.appointments import booked, offered
from yichuang.queueing.services.appointments import arriving, booking


def refused(code: str) -> "pytest.RaisesExc[Refusal]":
    return pytest.RaisesExc(Refusal, check=lambda one: one.code == code)


def taken() -> list[int]:
    return list(Slot.objects.order_by("day", "slot").values_list("taken", flat=True))


def test_a_seat_is_kept_then_booked_then_told(offering: Hall) -> None:
    slot, *_ = make_seats()
    held = make_held(slot)
    assert (held.state, taken()) == ("held", [1, 0, 0])
    done = booking.confirm(held.code, by=SYSTEM, at=NOW)
    assert (done.state, done.held_until) == ("booked", None)
    message = Message.objects.get()
    assert held.code in message.text
    assert "综合事务" in message.text
    again = booking.confirm(held.code, by=SYSTEM, at=NOW)
    assert again.version == done.version
    assert Message.objects.count() == 1


def test_the_last_seat_is_sold_once(offering: Hall) -> None:
    slot, *_ = make_seats(1)
    make_held(slot)
    with refused("appointment.full"):
        make_held(slot)


def test_a_seat_held_too_long_goes_to_whoever_wants_it(offering: Hall) -> None:
    slot, *_ = make_seats(1)
    first = make_held(slot)
    later = NOW + timedelta(minutes=6)
    second = make_held(slot, at=later)
    first.refresh_from_db()
    assert (first.state, second.state, taken()[0]) == ("expired", "held", 1)
    with refused("appointment.hold-over"):
        booking.confirm(first.code, by=SYSTEM, at=later)


def test_nobody_is_hurried_while_nobody_else_wants_the_seat(offering: Hall) -> None:
    slot, *_ = make_seats(1)
    held = make_held(slot)
    done = booking.confirm(held.code, by=SYSTEM, at=NOW + timedelta(minutes=20))
    assert done.state == "booked"


def test_the_worker_frees_what_was_never_confirmed(offering: Hall) -> None:
    slot, *_ = make_seats(1)
    make_held(slot)
    assert booking.expire(at=NOW + timedelta(minutes=4)) == 0
    assert booking.expire(at=NOW + timedelta(minutes=5)) == 1
    assert taken()[0] == 0


def test_choosing_another_time_lets_the_first_go(offering: Hall) -> None:
    nine, half_past, _ = make_seats(1)
    person = make_person()
    make_held(nine, person)
    make_held(half_past, person)
    assert taken() == [0, 1, 0]


def test_one_seat_for_a_person_kind_and_day(offering: Hall) -> None:
    nine, half_past, _ = make_seats(2)
    person = make_person()
    make_booked(nine, person)
    with refused("appointment.one-each"):
        make_held(half_past, person)
    other, *_ = make_seats(kind="B")
    make_booked(other, person)  # another matter is another appointment


def test_only_so_many_ahead(offering: Hall) -> None:
    person = make_person()
    for kind in "ABC":
        make_booked(make_seats(kind=kind)[0], person)
    other, *_ = make_seats(day=WEDNESDAY + timedelta(days=1))
    with refused("appointment.most-ahead"):
        make_held(other, person)


def test_a_citizen_books_for_nobody_else_to_come(cast: Cast, offering: Hall) -> None:
    slot, *_ = make_seats()
    citizen = cast.actor("citizen")
    with refused("appointment.own-only"):
        make_held(slot, make_person(), by=citizen)
    assert citizen.person_id is not None
    wish = booking.Wish(on_behalf="胡秀兰")
    row = booking.hold(slot.pk, citizen.person_id, wish, by=citizen, at=NOW)
    assert row.on_behalf == "胡秀兰"


def test_a_name_is_needed(offering: Hall) -> None:
    slot, *_ = make_seats()
    nobody = Person.objects.create(name="无名", created_at=NOW)
    with refused("appointment.real-name"):
        make_held(slot, nobody)


def test_strangers_find_no_appointment(cast: Cast, offering: Hall) -> None:
    row = make_booked(make_seats()[0])
    for name in ("citizen", "clerk_elsewhere", "stranger"):
        with refused("appointment.not-found"):
            booked.find(cast.actor(name), row.code)
    assert booked.find(cast.actor("guide"), row.code.lower()).pk == row.pk


def test_days_that_can_be_booked(offering: Hall) -> None:
    today, *_ = make_seats(day=TUESDAY, slots=(30,))
    fifth, *_ = make_seats(day=WEDNESDAY + timedelta(days=6))
    sixth, *_ = make_seats(day=WEDNESDAY + timedelta(days=7))
    for slot in (today, sixth):
        with refused("appointment.not-open"):
            make_held(slot)
    make_held(fifth)
    days = offered.offered(1, fifth.kind_id, at=NOW)
    assert [day.day for day in days] == [fifth.day]


def test_today_where_the_terms_say_so(offering: Hall) -> None:
    make_terms(lead_days=0)
    past, coming = make_seats(day=TUESDAY, slots=(NINE, 30))
    with refused("appointment.not-open"):
        make_held(past)
    make_held(coming)


def test_cancelled_until_two_hours_before(cast: Cast, offering: Hall) -> None:
    slot, *_ = make_seats(1)
    citizen = cast.actor("citizen")
    person = Person.objects.get(pk=citizen.person_id)
    row = make_booked(slot, person)
    with refused("appointment.too-late"):
        booking.cancel(row.code, by=citizen, at=on(WEDNESDAY, "7:01"))
    booking.cancel(row.code, by=citizen, at=on(WEDNESDAY, "7:00"))
    assert taken()[0] == 0
    make_booked(slot, person)  # and may be booked again


def test_staff_cancel_with_a_reason(cast: Cast, offering: Hall) -> None:
    row = make_booked(make_seats()[0])
    guide = cast.actor("guide")
    with refused("appointment.reason"):
        booking.cancel(row.code, by=guide, at=NOW)
    done = booking.cancel(row.code, by=guide, at=NOW, reason="来电取消")
    assert (done.state, done.reason) == ("cancelled", "来电取消")


def test_changed_the_new_seat_first(cast: Cast, offering: Hall) -> None:
    nine, half_past, ten = make_seats(1)
    make_booked(ten)
    row = make_booked(nine)
    with refused("appointment.full"):
        booking.rebook(row.code, ten.pk, by=SYSTEM, at=NOW)
    assert taken() == [1, 0, 1]
    booking.rebook(row.code, half_past.pk, by=SYSTEM, at=NOW)
    assert taken() == [0, 1, 1]
    other, *_ = make_seats(kind="B")
    with refused("appointment.other-kind"):
        booking.rebook(row.code, other.pk, by=SYSTEM, at=NOW)


def test_three_not_kept_close_booking_until_forgiven(
    cast: Cast, offering: Hall
) -> None:
    make_terms(most_ahead=9)
    person = make_person()
    for days in range(3):
        slot, *_ = make_seats(day=WEDNESDAY + timedelta(days=days))
        make_booked(slot, person)
    friday = WEDNESDAY + timedelta(days=2)
    after = on(friday, "11:00")
    assert arriving.miss(at=on(WEDNESDAY, "10:00")) == 0
    assert arriving.miss(at=after) == 3
    assert Message.objects.count() == 6  # booked and not kept, each
    monday, *_ = make_seats(day=friday + timedelta(days=3))
    with refused("appointment.blocked"):
        make_held(monday, person, at=after)
    manager = cast.actor("hall_manager")
    with refused("appointment.reason"):
        arriving.forgive(person.pk, 1, reason=" ", by=manager, at=after)
    assert arriving.forgive(person.pk, 1, reason="住院", by=manager, at=after) == 3
    make_held(monday, person, at=after)
    with refused("appointment.nothing-missed"):
        arriving.forgive(person.pk, 1, reason="住院", by=manager, at=after)


def test_a_seat_counts_once_in_every_state(offering: Hall) -> None:
    slots = make_seats(3)
    rows = [make_booked(slots[0]) for _ in range(3)]
    booking.rebook(rows[0].code, slots[1].pk, by=SYSTEM, at=NOW)
    booking.cancel(rows[1].code, by=SYSTEM, at=NOW)
    arriving.miss(at=on(WEDNESDAY, "12:00"))
    for slot in Slot.objects.all():
        seated = Appointment.objects.filter(
            slot=slot, state__in=("held", "booked", "arrived", "missed")
        )
        assert slot.taken == seated.count()
