"""Checked in, an appointment is a ticket of the one order; reminded before it."""

from datetime import timedelta

from tests.cast import Cast
from tests.factories.accounts import NOW
from tests.factories.appointments import (
    SATURDAY,
    WEDNESDAY,
    make_booked,
    make_seats,
    on,
)
from tests.factories.queueing import make_seat, make_ticket
from tests.queueing.appointments.test_booking import refused
from yichuang.accounts.models import Message
from yichuang.accounts.policies import STRANGER, SYSTEM
from yichuang.organisation.models import Hall
from yichuang.queueing.models import Appointment
from yichuang.queueing.queries.replaying import replay
from yichuang.queueing.services import calling
from yichuang.queueing.services.appointments import arriving, publishing, reminding


def test_a_kept_appointment_goes_before_walk_ins_in_the_one_order(
    offering: Hall,
) -> None:
    row = make_booked(make_seats()[1])  # 9:30
    walk_in = make_ticket(at=on(WEDNESDAY, "9:05"))
    ticket = arriving.check_in(row.code, by=SYSTEM, at=on(WEDNESDAY, "9:20"), hall_id=1)
    assert (ticket.channel, ticket.appointment) == ("appointment", 34200)
    again = arriving.check_in(row.code, by=SYSTEM, at=on(WEDNESDAY, "9:21"), hall_id=1)
    assert again.pk == ticket.pk
    seat = make_seat(at=on(WEDNESDAY, "9:00"))
    first = calling.call_next(seat.pk, key="1", by=SYSTEM, at=on(WEDNESDAY, "9:29"))
    assert first.ticket is not None
    # 6 × 9 minutes from ten before the time, against 24 minutes of the walk-in
    assert first.ticket.pk == ticket.pk
    assert walk_in.pk != ticket.pk
    assert replay(1, WEDNESDAY).followed


def test_too_early_and_too_late(offering: Hall) -> None:
    row = make_booked(make_seats()[1])
    for clock, code in (("8:29", "early"), ("10:31", "late")):
        with refused(f"appointment.{code}"):
            arriving.check_in(row.code, by=SYSTEM, at=on(WEDNESDAY, clock), hall_id=1)


def test_late_within_the_hour_waits_like_everybody(offering: Hall) -> None:
    row = make_booked(make_seats()[0])
    ticket = arriving.check_in(row.code, by=SYSTEM, at=on(WEDNESDAY, "9:45"), hall_id=1)
    assert ticket.weight == 1


def test_the_weekend_is_open_for_who_booked_it(offering: Hall) -> None:
    slot, *_ = make_seats(kind="B", day=SATURDAY, special=True, served_by="陈雨")
    row = make_booked(slot)
    with refused("queueing.closed"):
        make_ticket("B", at=on(SATURDAY, "9:00"))
    ticket = arriving.check_in(row.code, by=SYSTEM, at=on(SATURDAY, "9:00"), hall_id=1)
    assert ticket.number == "B001"


def test_what_the_hall_took_away_still_counts_that_day(offering: Hall) -> None:
    slot, *_ = make_seats()
    row = make_booked(slot)
    plan = publishing.Seats("A", WEDNESDAY, {slot.slot: 0})
    publishing.publish_seats(1, plan, by=SYSTEM, at=NOW, agreed=frozenset({row.pk}))
    assert arriving.miss(at=on(WEDNESDAY, "16:00")) == 0
    ticket = arriving.check_in(
        row.code, by=SYSTEM, at=on(WEDNESDAY, "15:00"), hall_id=1
    )
    assert ticket.weight == 6


def test_never_used_it_lapses_without_counting(offering: Hall) -> None:
    slot, *_ = make_seats()
    row = make_booked(slot)
    Appointment.objects.filter(pk=row.pk).update(state="displaced")
    assert arriving.miss(at=on(WEDNESDAY + timedelta(days=1), "9:00")) == 1
    row.refresh_from_db()
    assert row.state == "lapsed"


def test_at_the_kiosk_the_code_is_enough(cast: Cast, offering: Hall) -> None:
    row = make_booked(make_seats()[0])
    at = on(WEDNESDAY, "9:00")
    for name in ("citizen", "stranger"):
        with refused("permission.denied"):
            arriving.check_in(row.code, by=cast.actor(name), at=at, hall_id=1)
    code = f" {row.code[:5].lower()} {row.code[5:]}"
    assert arriving.check_in(code, by=STRANGER, at=at, hall_id=1, kiosk=True)
    with refused("appointment.not-found"):
        arriving.check_in(row.code, by=STRANGER, at=at, hall_id=2, kiosk=True)


def test_reminded_the_day_before_and_two_hours_before(offering: Hall) -> None:
    thursday = WEDNESDAY + timedelta(days=1)
    row = make_booked(make_seats(day=thursday)[0])
    Message.objects.all().delete()
    for clock, told in (("8:00", 0), ("9:00", 1), ("9:01", 0)):
        assert reminding.remind(at=on(WEDNESDAY, clock)) == told
    assert reminding.remind(at=on(thursday, "6:59")) == 0
    assert reminding.remind(at=on(thursday, "7:00")) == 1
    assert reminding.remind(at=on(thursday, "7:01")) == 0
    texts = [one.text for one in Message.objects.order_by("id")]
    assert all(row.code in text for text in texts)
    assert len(texts) == 2
