"""Appointments on the desk: booked in, checked in, cut with a list, forgiven with a reason."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import quote

import pytest
import time_machine

from tests.cast import Cast
from tests.factories.accounts import NOW, invented_id
from tests.factories.appointments import (
    WEDNESDAY,
    make_booked,
    make_seats,
    make_terms,
    on,
)
from tests.factories.queueing import make_lines
from tests.portal.reading import words
from yichuang.organisation.models import Hall
from yichuang.queueing.models import Appointment, AppointmentTerms, BookingGroup, Slot
from yichuang.queueing.services.appointments import arriving

DAY = WEDNESDAY.isoformat()


@pytest.fixture
def hall(db: None) -> Iterator[Hall]:
    with time_machine.travel(NOW, tick=False):
        made = make_lines()
        make_terms()
        yield made


def test_somebody_without_a_phone_is_booked_in(hall: Hall, cast: Cast) -> None:
    slot, *_ = make_seats()
    guide = cast.client("guide")
    assert "09:00" in words(guide.get("/desk/appointments/new/?kind=A"))
    given = {
        "slot": slot.pk,
        "name": "周大顺",
        "id_number": invented_id(11, date(1957, 2, 3)),
        "phone": "",
    }
    answer = guide.post("/desk/appointments/new/?kind=A", given)
    row = Appointment.objects.get()
    assert answer["Location"] == f"/desk/appointments/{row.code}/"
    slip = words(guide.get(answer["Location"]))
    assert f"{row.code[:5]} {row.code[5:]}" in slip
    assert "周大顺" in slip


def test_a_wrong_number_is_told_at_its_field(hall: Hall, cast: Cast) -> None:
    slot, *_ = make_seats()
    given = {"slot": slot.pk, "name": "周大顺", "id_number": "430999195702030111"}
    answer = cast.client("guide").post("/desk/appointments/new/?kind=A", given)
    assert answer.status_code == 422
    assert not Appointment.objects.exists()


def test_checked_in_at_the_desk(hall: Hall, cast: Cast) -> None:
    row = make_booked(make_seats()[0])
    with time_machine.travel(on(WEDNESDAY, "8:50"), tick=False):
        guide = cast.client("guide")
        assert row.person.name in words(guide.get("/desk/appointments/"))
        guide.post("/desk/appointments/check-in/", {"code": row.code})
        assert "A001" in words(guide.get("/desk/appointments/"))
        said = guide.post(
            "/desk/appointments/check-in/", {"code": "NOSUCHCODE"}, follow=True
        )
        assert "没有这个预约" in said.content.decode()


def test_a_cut_shows_the_list_before_it_is_made(hall: Hall, cast: Cast) -> None:
    slot, *_ = make_seats(1)
    row = make_booked(slot)
    manager = cast.client("hall_manager")
    address = f"/desk/appointments/seats/?kind=A&day={DAY}"
    page = manager.get(address)
    assert page.status_code == 200
    given = {f"n{n}": 1 for n in (*range(18, 24), *range(27, 34))} | {"n18": 0}
    asked = manager.post(address, given)
    assert asked.status_code in {409, 422}
    assert row.person.name in words(asked)
    assert "3月11日 09:30" in words(asked)
    row.refresh_from_db()
    assert row.state == "booked"
    done = manager.post(address, given | {"agreed": [row.pk]})
    assert done.status_code == 302
    row.refresh_from_db()
    assert row.state == "displaced"
    assert Slot.objects.get(pk=slot.pk).seats == 0
    assert row.person.name in words(manager.get("/desk/appointments/"))


def test_weekend_one_to_one_is_published(hall: Hall, cast: Cast) -> None:
    manager = cast.client("hall_manager")
    given = {
        "kind": "B",
        "day": "2026-03-14",
        "first": 18,
        "before": 20,
        "seats": 1,
        "window": 7,
        "served_by": "陈雨",
    }
    assert manager.post("/desk/appointments/special/", given).status_code == 302
    slot = Slot.objects.order_by("slot")[0]
    assert (slot.mode, slot.served_by, slot.seats) == ("weekend", "陈雨", 1)
    page = cast.client("citizen").get("/book/B/?day=2026-03-14")
    assert "陈雨 一对一接待" in words(page)


def test_groups_and_terms(hall: Hall, cast: Cast) -> None:
    make_seats()
    manager = cast.client("hall_manager")
    given = {"kind": "A", "day": DAY, "grouping": "letter", "labels": "A–M\nN–Z"}
    assert manager.post("/desk/appointments/groups/", given).status_code == 302
    assert BookingGroup.objects.count() == 2
    page = manager.get("/desk/appointments/terms/")
    assert page.status_code == 200
    form = page.context["form"]
    terms = {name: form[name].value() for name in form.fields}
    wrong = manager.post("/desk/appointments/terms/", terms | {"no_shows": 0})
    assert wrong.status_code == 422
    manager.post("/desk/appointments/terms/", terms | {"cancel_hours": 4})
    assert AppointmentTerms.objects.order_by("-version")[0].terms["cancel_hours"] == 4


def test_moved_cancelled_and_forgiven(hall: Hall, cast: Cast) -> None:
    nine, half_past, _ = make_seats(1)
    row = make_booked(nine)
    address = f"/desk/appointments/{row.code}/"
    guide = cast.client("guide")
    guide.post(address, {"do": "move", "slot": half_past.pk})
    row.refresh_from_db()
    assert row.slot_id == half_past.pk
    assert guide.post(address, {"do": "cancel", "reason": ""}).status_code == 422
    guide.post(address, {"do": "cancel", "reason": "来电取消"})
    row.refresh_from_db()
    assert row.state == "cancelled"
    missed = make_booked(nine)
    with time_machine.travel(on(WEDNESDAY, "11:00"), tick=False):
        arriving.miss(at=on(WEDNESDAY, "11:00"))
        manager = cast.client("hall_manager")
        manager.post(
            f"/desk/appointments/{missed.code}/", {"do": "forgive", "reason": "住院"}
        )
    missed.refresh_from_db()
    assert missed.forgiven_at is not None


def test_a_code_of_nobody(hall: Hall, cast: Cast) -> None:
    answer = cast.client("guide").get(f"/desk/appointments/{quote('NOSUCHCODE')}/")
    assert answer.status_code == 404
