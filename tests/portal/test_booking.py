"""A citizen books a time in three steps, changes it, gives it up; nobody else sees it."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine
from django.test import Client

from tests.cast import Cast
from tests.factories.accounts import NOW
from tests.factories.appointments import WEDNESDAY, make_seats, make_terms
from tests.factories.catalogue import DIPLOMA, make_item
from tests.factories.queueing import make_lines
from tests.portal.reading import heading, whole, words
from yichuang.accounts.policies import SYSTEM
from yichuang.organisation.models import Hall
from yichuang.queueing.models import Appointment, Slot
from yichuang.queueing.rules.appointments.slots import Grouping
from yichuang.queueing.services.appointments import grouping
from yichuang.queueing.services.appointments.publishing import Seats, publish_seats


@pytest.fixture
def hall(db: None) -> Iterator[Hall]:
    """Kind A at 9:00, 9:30 and 10:00 tomorrow, one seat each."""
    with time_machine.travel(NOW, tick=False):
        made = make_lines()
        make_item()
        make_terms()
        make_seats()
        yield made


@pytest.fixture
def citizen(hall: Hall, cast: Cast) -> Client:
    return cast.client("citizen")


def book(client: Client, slot: int = 0) -> Appointment:
    """The three steps."""
    chosen = Slot.objects.order_by("slot")[slot]
    held = client.post("/book/A/", {"slot": chosen.pk})
    assert held.status_code == 302, words(held)
    client.post(held["Location"])
    return Appointment.objects.order_by("-id")[0]


def test_three_steps(citizen: Client) -> None:
    assert "您来办什么" in heading(citizen.get("/book/"))
    page = citizen.get("/book/A/")
    assert "09:30" in words(page)
    row = book(citizen)
    assert row.state == "booked"
    shown = citizen.get(f"/my/appointments/{row.code}/")
    assert "3月11日（周三）09:00" in words(shown)
    assert f"{row.code[:5]} {row.code[5:]}" in words(shown)
    assert "3月11日（周三）09:00" in words(citizen.get("/my/appointments/"))


def test_the_matter_leads_to_its_kind(citizen: Client) -> None:
    assert f"/book/?item={DIPLOMA}" in whole(citizen.get(f"/matters/{DIPLOMA}/"))
    answer = citizen.get(f"/book/?item={DIPLOMA}")
    assert answer["Location"] == f"/book/A/?item={DIPLOMA}"


def test_strangers_look_and_sign_in_to_book(hall: Hall) -> None:
    stranger = Client()
    page = stranger.get("/book/A/")
    assert "/sign-in/?next=%2Fbook%2FA%2F" in whole(page)
    slot = Slot.objects.order_by("slot")[0]
    assert stranger.post("/book/A/", {"slot": slot.pk})["Location"].startswith(
        "/sign-in/"
    )
    assert not Appointment.objects.exists()


def test_the_seat_went_meanwhile(citizen: Client, cast: Cast) -> None:
    book(cast.client("other_citizen"))
    slot = Slot.objects.order_by("slot")[0]
    answer = citizen.post("/book/A/", {"slot": slot.pk})
    assert answer.status_code in {409, 422}
    assert "刚刚被别人约走" in words(answer)


def test_a_time_must_be_chosen(citizen: Client) -> None:
    answer = citizen.post("/book/A/", {})
    assert "请选一个时间" in words(answer)


def test_changed_and_cancelled(citizen: Client) -> None:
    row = book(citizen)
    half_past = Slot.objects.order_by("slot")[1]
    citizen.post(f"/my/appointments/{row.code}/change/", {"slot": half_past.pk})
    row.refresh_from_db()
    assert row.slot_id == half_past.pk
    citizen.get(f"/my/appointments/{row.code}/cancel/")
    citizen.post(f"/my/appointments/{row.code}/cancel/")
    row.refresh_from_db()
    assert row.state == "cancelled"


def test_too_late_to_cancel_is_said(citizen: Client) -> None:
    row = book(citizen)
    with time_machine.travel(datetime.fromisoformat("2026-03-11T08:00+08:00")):
        answer = citizen.post(f"/my/appointments/{row.code}/cancel/")
    assert "2 小时" in words(answer)


@pytest.mark.parametrize("path", ["", "change/", "cancel/", "calendar.ics", "code.svg"])
def test_somebody_elses_is_not_there(citizen: Client, cast: Cast, path: str) -> None:
    row = book(citizen)
    other = cast.client("other_citizen")
    assert other.get(f"/my/appointments/{row.code}/{path}").status_code == 404


def test_into_the_calendar(citizen: Client) -> None:
    row = book(citizen)
    file = citizen.get(f"/my/appointments/{row.code}/calendar.ics")
    text = file.content.decode()
    assert file["Content-Type"].startswith("text/calendar")
    assert "DTSTART:20260311T010000Z\r\n" in text
    assert "STATUS:CONFIRMED" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    citizen.post(f"/my/appointments/{row.code}/cancel/")
    again = citizen.get(f"/my/appointments/{row.code}/calendar.ics").content.decode()
    assert "STATUS:CANCELLED" in again
    uid = next(line for line in text.split("\r\n") if line.startswith("UID:"))
    assert uid in again


def test_what_the_hall_took_away_is_offered_anew(citizen: Client) -> None:
    row = book(citizen)
    plan = Seats("A", WEDNESDAY, {18: 0})
    publish_seats(1, plan, by=SYSTEM, at=NOW, agreed=frozenset({row.pk}))
    page = citizen.get(f"/my/appointments/{row.code}/")
    assert "轮到您" in words(page)
    row.refresh_from_db()
    citizen.post(f"/my/appointments/{row.code}/change/", {"slot": row.offers[0]})
    row.refresh_from_db()
    assert (row.state, row.slot.slot) == ("booked", 19)


def test_on_busy_days_one_chooses_the_group_first(citizen: Client) -> None:
    made = grouping.set_groups(
        1, "A", WEDNESDAY, Grouping.SCHOOL, ["一小", "二小"], by=SYSTEM, at=NOW
    )
    page = citizen.get("/book/A/")
    assert "一小" in words(page)
    assert "09:00" not in words(page)
    page = citizen.get(f"/book/A/?group={made[0].pk}")
    assert "09:00" in words(page)


def test_a_hall_without_terms_says_so(db: None, cast: Cast) -> None:
    with time_machine.travel(NOW, tick=False):
        make_lines()
        answer = cast.client("citizen").get("/book/")
    assert "预约" in words(answer)
    assert answer.status_code == 200


def test_in_english(citizen: Client) -> None:
    citizen.cookies["django_language"] = "en"
    page = citizen.get("/book/A/", headers={"accept-language": "en"})
    assert page.status_code == 200
