"""The kiosk: a device of the hall, one number for one press, nothing of the person."""

import re
from datetime import date

import pytest
import time_machine
from django.test import Client

from tests.cast import Cast
from tests.factories import appointments as booked
from tests.factories import queueing as lines
from tests.factories.accounts import invented_id, make_person
from tests.factories.reviews import make_finished
from yichuang.lobby.rules.scans import Scanned, read
from yichuang.organisation.models import Hall
from yichuang.queueing.models import Channel, Ticket
from yichuang.queueing.rules.lifecycle import TicketState

OLD = invented_id(71, date(1950, 3, 1))


@pytest.fixture
def lined(hall: Hall) -> Hall:
    return lines.make_lines(hall)


@pytest.fixture
def kiosk(lined: Hall, cast: Cast) -> Client:
    """A device that a guide made a kiosk."""
    device = cast.client("guide")
    assert device.post("/kiosk/1/pair/")["Location"] == "/kiosk/1/"
    return device


def key_on(page: str) -> str:
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found
    return found[1]


def take(kiosk: Client, **form: str) -> str:
    answer = kiosk.post("/kiosk/1/take/", {"kind": "A", "key": "k1"} | form)
    return answer["Location"] if answer.status_code == 302 else ""


def test_pairing_signs_out_and_strangers_get_nothing(kiosk: Client, cast: Cast) -> None:
    assert "_auth_user_id" not in kiosk.session
    assert "您来办什么" in kiosk.get("/kiosk/1/").content.decode()
    assert Client().get("/kiosk/1/").status_code == 302
    assert cast.client("citizen").get("/kiosk/1/").status_code == 404
    Client().post("/kiosk/1/take/", {"kind": "A", "key": "far"})
    assert not Ticket.objects.exists()


def test_one_touch_one_number(kiosk: Client) -> None:
    key = key_on(kiosk.get("/kiosk/1/").content.decode())
    first, again = take(kiosk, key=key), take(kiosk, key=key)
    assert first == again
    row = Ticket.objects.get()
    assert (row.channel, row.state) == (Channel.KIOSK, TicketState.WAITING)
    page = kiosk.get(first).content.decode()
    assert row.number in page
    assert f"/t/{row.token}/code.svg" in page
    assert "data-k-print" in page


def test_the_range_told_is_the_one_kept(kiosk: Client) -> None:
    lines.make_seat(5)
    for _ in range(3):
        lines.make_ticket()
    page = kiosk.get(take(kiosk)).content.decode()
    row = Ticket.objects.latest("pk")
    assert row.wait_low is not None
    assert f"{row.wait_low}～{row.wait_high} 分钟" in page


def test_the_card_of_an_old_person_gives_priority_and_is_not_shown(
    kiosk: Client,
) -> None:
    page = kiosk.get(take(kiosk, identity=OLD)).content.decode()
    assert Ticket.objects.get().standing == "elderly"
    assert OLD not in page
    assert take(kiosk, identity=OLD, key="k2") == ""
    assert Ticket.objects.count() == 1


def test_priority_is_chosen_and_kept(kiosk: Client) -> None:
    ways = kiosk.get("/kiosk/1/?needs=1").content.decode()
    assert "?way=wheelchair" in ways
    take(kiosk, way="wheelchair")
    row = Ticket.objects.get()
    assert (row.standing, row.needs) == ("disabled", ["wheelchair"])


def test_a_matter_is_found_by_its_letter(kiosk: Client) -> None:
    page = kiosk.get("/kiosk/1/find/").content.decode()
    letter = re.search(r"\?letter=([A-Z])", page)
    assert letter
    found = kiosk.get(f"/kiosk/1/find/?letter={letter[1]}").content.decode()
    assert "补办毕业证明" in found or 'name="kind"' in found


def test_after_closing_it_says_when(
    kiosk: Client, clock: time_machine.Traveller
) -> None:
    clock.move_to(lines.later(12 * 60))
    page = kiosk.get("/kiosk/1/").content.decode()
    assert "现在不出号" in page
    assert "3月11日" in page
    refused = kiosk.post("/kiosk/1/take/", {"kind": "A", "key": "late"})
    assert refused.status_code == 409
    assert "没有取号" in refused.content.decode()


def test_a_scanned_number_from_afar_checks_in(kiosk: Client, cast: Cast) -> None:
    far = lines.make_ticket(
        channel=Channel.PHONE, phone="13900001234", travel_minutes=30
    )
    assert far.state == TicketState.COMING
    code = f"http://127.0.0.1:8000/t/{far.token}/"
    answer = kiosk.post("/kiosk/1/scan/", {"code": code})
    assert answer["Location"].startswith(f"/kiosk/1/ticket/{far.token}/")
    far.refresh_from_db()
    assert far.state == TicketState.WAITING


def test_a_scanned_receipt_gives_a_follow_up_number(kiosk: Client, cast: Cast) -> None:
    case = make_finished(cast)
    code = f"http://127.0.0.1:8000/track/?number={case.number}&code=X"
    assert kiosk.post("/kiosk/1/scan/", {"code": code, "key": "s"}).status_code == 302
    assert Ticket.objects.get().case_ref == case.number


def test_a_booking_becomes_one_ticket(
    kiosk: Client, clock: time_machine.Traveller
) -> None:
    booked.make_terms()
    row = booked.make_booked(booked.make_seats()[0])
    clock.move_to(booked.on(booked.WEDNESDAY, "8:50"))
    code = f" {row.code[:5].lower()} {row.code[5:]}"
    first = kiosk.post("/kiosk/1/scan/", {"code": code})["Location"]
    assert kiosk.post("/kiosk/1/scan/", {"code": row.code})["Location"] == first
    ticket = Ticket.objects.get()
    assert ticket.channel == Channel.APPOINTMENT
    assert ticket.number in kiosk.get(first).content.decode()


def test_the_card_of_who_booked_checks_them_in(
    kiosk: Client, clock: time_machine.Traveller
) -> None:
    booked.make_terms()
    person = make_person(id_number=OLD)
    row = booked.make_booked(booked.make_seats()[0], person)
    clock.move_to(booked.on(booked.WEDNESDAY, "8:50"))
    first = take(kiosk, identity=OLD)
    assert take(kiosk, identity=OLD, key="k2") == first
    row.refresh_from_db()
    assert row.ticket == Ticket.objects.get()
    assert row.ticket.channel == Channel.APPOINTMENT


def test_a_card_out_of_its_time_takes_a_number_like_any_other(
    kiosk: Client, clock: time_machine.Traveller
) -> None:
    booked.make_terms()
    person = make_person(id_number=OLD)
    booked.make_booked(booked.make_seats(slots=(28,))[0], person)
    clock.move_to(booked.on(booked.WEDNESDAY, "9:10"))
    assert take(kiosk, identity=OLD)
    assert Ticket.objects.get().channel == Channel.KIOSK


def test_a_booking_too_early_or_unknown_is_said_to_be_so(
    kiosk: Client, clock: time_machine.Traveller
) -> None:
    booked.make_terms()
    row = booked.make_booked(booked.make_seats()[0])
    early = kiosk.post("/kiosk/1/scan/", {"code": row.code})
    assert early.status_code == 409
    assert "08:00" in early.content.decode()
    unknown = kiosk.post("/kiosk/1/scan/", {"code": "ABCDEFGH23"})
    assert unknown.status_code == 409
    assert not Ticket.objects.exists()


def test_an_unknown_code_is_said_to_be_one(kiosk: Client) -> None:
    answer = kiosk.post("/kiosk/1/scan/", {"code": "690123456789"})
    assert answer.status_code == 409
    assert "不认识这个码" in answer.content.decode()


def test_what_a_scanner_types_is_told_apart() -> None:
    token = "abcdefghijklmnopqrstuv"
    assert read(f" http://h/t/{token}/ ") == Scanned(ticket=token)
    assert read("abcde fgh23") == Scanned(booking="ABCDEFGH23")
    assert read("hello") == Scanned()
    assert read("") == Scanned()


def test_the_language_goes_back_with_the_person(kiosk: Client) -> None:
    kiosk.cookies["yc_language"] = "en"
    answer = kiosk.get("/kiosk/1/?fresh=1")
    assert answer["Location"] == "/kiosk/1/"
    assert any(morsel["max-age"] == 0 for morsel in answer.cookies.values())


def test_a_booking_code_can_be_typed_on_the_screen(
    kiosk: Client, clock: time_machine.Traveller
) -> None:
    booked.make_terms()
    row = booked.make_booked(booked.make_seats()[0])
    clock.move_to(booked.on(booked.WEDNESDAY, "8:50"))
    keys = kiosk.get("/kiosk/1/keys/?what=code").content.decode()
    drawn = set(re.findall(r'data-k-key="(.)"', keys))
    assert set(row.code) <= drawn
    typed = f"{row.code[:5].lower()} {row.code[5:]}"
    answer = kiosk.post("/kiosk/1/keys/", {"what": "code", "typed": typed})
    row.refresh_from_db()
    assert row.ticket is not None
    assert row.ticket.token in answer["Location"]


@pytest.mark.parametrize("typed", ["", "ABC", "ABCDEFGHI0"])
def test_what_is_no_booking_code_is_kept_to_be_mended(
    kiosk: Client, typed: str
) -> None:
    answer = kiosk.post("/kiosk/1/keys/", {"what": "code", "typed": typed})
    assert answer.status_code == 409
    assert "预约码是十位字母和数字" in answer.content.decode()
    assert f'value="{typed}"' in answer.content.decode()
    assert not Ticket.objects.exists()


def test_a_code_nobody_has_is_told_with_the_remedy(kiosk: Client) -> None:
    answer = kiosk.post("/kiosk/1/keys/", {"what": "code", "typed": "ABCDE23456"})
    assert answer.status_code == 409
    assert 'role="alert"' in answer.content.decode()


def test_a_typed_identity_number_counts_as_the_card_would(kiosk: Client) -> None:
    keys = kiosk.get("/kiosk/1/keys/?what=identity").content.decode()
    assert set(re.findall(r'data-k-key="(.)"', keys)) == set("0123456789X")
    assert 'type="password"' in keys
    page = kiosk.post("/kiosk/1/keys/", {"what": "identity", "typed": OLD.lower()})
    text = page.content.decode()
    assert "号码已记下" in text
    assert f"{OLD[:3]}***********{OLD[-4:]}" in text
    field = re.search(r'name="identity" value="([^"]+)"', text)
    assert field
    take(kiosk, identity=field[1])
    assert Ticket.objects.get().standing == "elderly"


def test_a_wrong_identity_number_is_said_before_a_line_is_chosen(kiosk: Client) -> None:
    wrong = OLD[:-1] + ("0" if OLD[-1] != "0" else "1")
    answer = kiosk.post("/kiosk/1/keys/", {"what": "identity", "typed": wrong})
    assert answer.status_code == 409
    assert 'role="alert"' in answer.content.decode()
    assert "您来办什么" not in answer.content.decode()


def test_the_keys_belong_to_the_kiosk_alone(lined: Hall) -> None:
    answer = Client().post("/kiosk/1/keys/", {"what": "identity", "typed": OLD})
    assert answer.status_code == 302
