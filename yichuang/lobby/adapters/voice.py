"""Offline voices: a chime that is always there, and espeak-ng where it is installed.

The program is started, never linked: its licence stays its own. The chime is computed
here, so that a hall hears something with nothing installed and no network.
"""

import hashlib
import io
import math
import shutil
import struct
import subprocess
import wave
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

RATE = 22_050
TONES = ((880.0, 0.30), (698.46, 0.55))
"""The two notes of the chime, A5 and F5, and how long each sounds in seconds."""
PATIENCE = 10.0
LANGUAGES = {"zh-hans": "cmn", "en": "en"}


class VoiceAwayError(Exception):
    """The voice that was configured does not answer."""


class Voice(Protocol):
    """Says a sentence as a WAV file."""

    def check(self) -> str:
        """One line about the voice for an administrator; raises VoiceAwayError."""
        ...

    def say(self, text: str, language: str) -> bytes:
        """The sentence as WAV; b"" from a voice without words."""
        ...


class ChimeOnly:
    """No words: the screen shows the number, the chime makes people look up."""

    def check(self) -> str:
        return "chime"

    def say(self, text: str, language: str) -> bytes:
        return b""


@dataclass(frozen=True, slots=True)
class Espeak:
    """espeak-ng as a program; what was said once is kept in `folder`."""

    program: str
    folder: Path

    def check(self) -> str:
        """The version line of the program."""
        return self._run("--version").decode("utf-8", "replace").strip()

    def say(self, text: str, language: str) -> bytes:
        name = hashlib.sha256(f"{language} {text}".encode()).hexdigest()[:32]
        kept = self.folder / f"{name}.wav"
        if kept.is_file():
            return kept.read_bytes()
        spoken = self._run(
            "-v", LANGUAGES.get(language, "cmn"), "-s", "150", "--stdout", "--", text
        )
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = kept.with_suffix(f".{id(spoken)}.part")
        fresh.write_bytes(spoken)
        fresh.replace(kept)  # two screens that ask at once write the same file
        return spoken

    def _run(self, *words: str) -> bytes:
        try:
            done = subprocess.run(  # noqa: S603  the program the settings name
                [self.program, *words],
                capture_output=True,
                timeout=PATIENCE,
                check=True,
            )
        except (OSError, subprocess.SubprocessError) as wrong:
            raise VoiceAwayError(str(wrong)) from wrong
        return done.stdout


def voice_from(setting: str, folder: Path) -> Voice:
    """The voice a setting names: "auto" (espeak-ng if it is there), "chime", or a path.

    Raises:
        ValueError: for a program that is not there.
    """
    if setting == "chime":
        return ChimeOnly()
    program = shutil.which("espeak-ng" if setting == "auto" else setting)
    if program:
        return Espeak(program, folder)
    if setting == "auto":
        return ChimeOnly()
    raise ValueError(f"There is no program {setting}.")


@lru_cache(maxsize=1)
def chime() -> bytes:
    """Two soft falling notes as WAV, 16 bit mono."""
    samples = bytearray()
    for pitch, seconds in TONES:
        count = round(RATE * seconds)
        for index in range(count):
            fade = math.exp(-4.0 * index / count) * min(index / 200, 1.0)
            level = math.sin(2 * math.pi * pitch * index / RATE) * 0.4 * fade
            samples += struct.pack("<h", round(level * 32_767))
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(bytes(samples))
    return out.getvalue()
