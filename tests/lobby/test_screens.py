"""Screens: what was called, said once, nothing of the person, and new within a second."""

import io
import re
import shutil
import wave
from datetime import timedelta
from pathlib import Path
from typing import Any

import time_machine
from django.test import Client

from tests.factories import queueing as lines
from yichuang.accounts.policies import SYSTEM
from yichuang.lobby.adapters.voice import voice_from
from yichuang.lobby.checks import voice
from yichuang.lobby.rules.voice import call_en, call_zh, count_zh
from yichuang.lobby.rules.zones import windows_in
from yichuang.organisation.models import Hall
from yichuang.queueing.services import seats, serving

LIVE = {"HX-Request": "true"}


def look(client: Client, address: str = "/screen/1/", tag: str = "") -> tuple[int, str]:
    headers = LIVE | ({"If-None-Match": tag} if tag else {})
    answer = client.get(address, headers=headers)
    return answer.status_code, answer.content.decode()


def tag_of(client: Client, address: str = "/screen/1/") -> str:
    return client.get(address, headers=LIVE)["ETag"]


def test_a_call_is_on_the_screen_and_what_was_before(hall: Hall) -> None:
    lines.make_lines(hall)
    five, six = lines.make_seat(5), lines.make_seat(6)
    first, second = lines.make_ticket(), lines.make_ticket()
    lines.call(five)
    lines.call(six, minute=1)
    _status, shown = look(Client())
    now = shown.split("s-last")[0]
    assert second.number in now
    assert "号窗口" in shown
    assert first.number in shown
    assert "请 A 零零二号，到六号窗口。" in shown


def test_nothing_new_costs_nothing(hall: Hall) -> None:
    lines.make_lines(hall)
    seat = lines.make_seat(5)
    lines.make_ticket()
    client = Client()
    tag = tag_of(client)
    assert look(client, tag=tag) == (304, "")
    lines.call(seat)
    assert look(client, tag=tag)[0] == 200


def test_called_again_is_said_again(hall: Hall, clock: time_machine.Traveller) -> None:
    lines.make_lines(hall)
    seat = lines.make_seat(5)
    ticket = lines.make_ticket()
    lines.call(seat)
    key = re.compile(r'data-s-key="([^"]+)"')
    before = key.findall(look(Client())[1])
    clock.shift(60)
    serving.recall(ticket.pk, by=SYSTEM, at=lines.later(1))
    after = key.findall(look(Client())[1])
    assert len(before) == len(after) == 1
    assert before != after


def test_a_zone_shows_its_own_windows(hall: Hall) -> None:
    lines.make_lines(hall)
    lines.make_ticket()
    number = lines.call(lines.make_seat(5))
    assert number is not None
    assert number.number in look(Client(), "/screen/1/?windows=5-6")[1]
    assert number.number not in look(Client(), "/screen/1/?windows=7,9-12")[1]


def test_over_midnight_the_screen_is_empty(
    hall: Hall, clock: time_machine.Traveller
) -> None:
    lines.make_lines(hall)
    lines.make_ticket()
    lines.call(lines.make_seat(5))
    tag = tag_of(Client())
    clock.shift(timedelta(days=1))
    status, shown = look(Client(), tag=tag)
    assert status == 200
    assert "A001" not in shown


def test_the_screen_over_a_window(hall: Hall) -> None:
    lines.make_lines(hall)
    address = "/screen/1/window/5/"
    assert "关闭" in look(Client(), address)[1]
    seat = lines.make_seat(5)
    assert "请等叫号" in look(Client(), address)[1]
    seats.pause(seat.pk, reason="吃饭", by=SYSTEM, at=lines.later(1))
    shown = look(Client(), address)[1]
    assert "短暂离开" in shown
    assert "吃饭" not in shown
    assert Client().get("/screen/1/window/999/").status_code == 404
    assert Client().get("/screen/77/").status_code == 404


def test_the_chime_and_the_voice_of_the_server(hall: Hall) -> None:
    chime = Client().get("/screen/chime.wav")
    assert chime["Content-Type"] == "audio/wav"
    assert chime.content[:4] == b"RIFF"
    assert Client().get("/screen/1/said/rm -rf/5.wav").status_code == 404
    assert Client().get("/screen/1/said/A001/99.wav").status_code == 404


def test_the_server_speaks_with_the_program_it_is_given(
    hall: Hall, fake_voice: Path
) -> None:
    for _again in range(2):  # what was said once is kept
        said = Client().get("/screen/1/said/A024/5.wav?lang=zh")
        assert (said.status_code, said["Content-Type"]) == (200, "audio/wav")
        assert said.content[:4] == b"RIFF"
    asked = "-v|cmn|-s|150|--stdout|--|请 A 零二四号，到五号窗口。|"
    assert fake_voice.read_text() == asked
    assert Client().get("/screen/1/said/A024/5.wav?lang=en").status_code == 200
    assert fake_voice.read_text().endswith("--|A 0 2 4, window 5, please.|")


def test_a_server_without_a_voice_has_nothing_to_play(
    hall: Hall, settings: Any
) -> None:
    settings.YICHUANG_VOICE = "chime"
    assert Client().get("/screen/1/said/A024/5.wav").status_code == 204


def test_a_voice_that_fails_is_silence_and_no_error(
    hall: Hall, fake_voice: Path, settings: Any
) -> None:
    Path(settings.YICHUANG_VOICE).write_text("#!/bin/sh\nexit 1\n")
    assert Client().get("/screen/1/said/A025/5.wav").status_code == 204
    assert [one.id for one in voice()] == ["lobby.W001"]


def test_what_is_spoken_is_sound_of_some_length(
    fake_voice: Path, settings: Any, tmp_path: Path
) -> None:
    """By espeak-ng itself where it is installed, else by the script in its place."""
    program = shutil.which("espeak-ng") or settings.YICHUANG_VOICE
    spoken = voice_from(program, tmp_path).say(call_zh("A024", 5), "zh-hans")
    with wave.open(io.BytesIO(spoken)) as sound:
        heard = len(sound.readframes(1 << 20)) / 2 / sound.getframerate()
    assert 0.5 < heard < 20


def test_numbers_are_spoken_digit_by_digit() -> None:
    assert call_zh("A024", 5) == "请 A 零二四号，到五号窗口。"
    assert call_en("ZX110", 12) == "Z X 1 1 0, window 12, please."
    spoken = {10: "十", 12: "十二", 20: "二十", 45: "四十五", 105: "一零五"}
    assert {number: count_zh(number) for number in spoken} == spoken


def test_a_zone_is_read_as_it_is_written() -> None:
    assert windows_in("5-8, 12") == {5, 6, 7, 8, 12}
    assert windows_in("") is None
    assert windows_in("8-5") is None
    assert windows_in("1-9999") is None


def test_the_floor_lights_the_window_asked_for(hall: Hall) -> None:
    lines.make_lines(hall)
    shown = Client().get("/map/1/?window=7").content.decode()
    assert shown.count('aria-current="location"') == 1
    assert "7 号窗口在这里" in shown
    assert "没有 99 号窗口" in Client().get("/map/1/?window=99").content.decode()
