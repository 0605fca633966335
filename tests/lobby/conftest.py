"""A hall with its matter on a Tuesday morning, and the cast in it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine

from tests.factories import catalogue, organisation
from tests.factories.accounts import NOW
from tests.reviews.entering import enter
from yichuang.lobby.adapters.voice import chime
from yichuang.organisation.models import Hall

__all__ = ["clock", "enter", "hall"]


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """10 March 2026, 10:00 in the hall, until the test moves it."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def hall(db: None, clock: time_machine.Traveller) -> Hall:
    """The hall with the diploma's guide in force."""
    made = organisation.make_hall()
    catalogue.make_item()
    return made


@pytest.fixture
def fake_voice(tmp_path: Path, settings: Any) -> Path:
    """A program that speaks as espeak-ng is asked to: the chime in place of words. What
    it was asked for stands in the file that is returned, a line for each time."""
    asked, sound = tmp_path / "asked", tmp_path / "sound.wav"
    sound.write_bytes(chime())
    program = tmp_path / "fake-voice"
    program.write_text(f'#!/bin/sh\nprintf "%s|" "$@" >> {asked}\ncat {sound}\n')
    program.chmod(0o700)
    settings.YICHUANG_VOICE = str(program)
    settings.YICHUANG_FILES = tmp_path
    return asked
