"""A clamd of the hall's own: asked over its socket; when it is away, nothing is taken."""

import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cast import Cast
from tests.factories import materials as make
from yichuang.kernel.refusals import Refusal
from yichuang.materials import checks
from yichuang.materials.adapters.scanner import (
    ClamdScanner,
    NoScanner,
    ScannerAwayError,
    scanner_from,
)
from yichuang.materials.models import StoredFile


class Clamd:
    """Speaks clamd's side of the protocol and remembers what it was sent."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "clamd.ctl"
        self.answer = b"stream: OK"
        self.received = b""
        self._line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._line.bind(str(self.path))
        self._line.listen(4)
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                peer, _ = self._line.accept()
            except OSError:
                return
            with peer, peer.makefile("rb") as sent:
                command = b""
                while not command.endswith(b"\0"):
                    command += sent.read(1)
                if command == b"zINSTREAM\0":
                    self.received = b"".join(self._frames(sent))
                    peer.sendall(self.answer + b"\0")
                else:
                    peer.sendall(b"ClamAV 1.4.6\0")

    @staticmethod
    def _frames(sent: Any) -> Iterator[bytes]:
        while (size := struct.unpack("!L", sent.read(4))[0]) > 0:
            yield sent.read(size)

    def close(self) -> None:
        self._line.close()


@pytest.fixture
def clamd(tmp_path: Path, settings: Any) -> Iterator[Clamd]:
    server = Clamd(tmp_path)
    settings.YICHUANG_SCANNER = f"clamd:{server.path}"
    yield server
    server.close()


@pytest.mark.django_db
def test_a_clean_file_is_sent_whole_and_kept(cast: Cast, clamd: Clamd) -> None:
    content = make.jpeg(900, 900)
    assert make.make_file(cast.actor("citizen"), content).pk
    assert clamd.received == content


@pytest.mark.django_db
def test_what_the_scanner_finds_is_named(cast: Cast, clamd: Clamd) -> None:
    clamd.answer = b"stream: Eicar-Test-Signature FOUND"
    with pytest.raises(Refusal) as refused:
        make.make_file(cast.actor("citizen"))
    assert refused.value.code == "materials.infected"
    assert "Eicar-Test-Signature" in refused.value.text()
    assert not StoredFile.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR", b""])
def test_an_answer_that_is_none_takes_nothing(
    cast: Cast, clamd: Clamd, answer: bytes
) -> None:
    clamd.answer = answer
    with pytest.raises(Refusal) as refused:
        make.make_file(cast.actor("citizen"))
    assert refused.value.code == "materials.scanner-away"


@pytest.mark.django_db
def test_when_the_scanner_is_away_nothing_is_taken(
    cast: Cast, tmp_path: Path, settings: Any
) -> None:
    settings.YICHUANG_SCANNER = f"clamd:{tmp_path}/nobody.ctl"
    with pytest.raises(Refusal) as refused:
        make.make_file(cast.actor("citizen"))
    assert refused.value.code == "materials.scanner-away"
    assert not StoredFile.objects.exists()


def test_an_administrator_can_ask_whether_it_answers(clamd: Clamd) -> None:
    assert scanner_from(f"clamd:{clamd.path}").check() == "ClamAV 1.4.6"
    assert checks.scanner() == []


def test_the_check_says_what_to_do(tmp_path: Path, settings: Any) -> None:
    settings.YICHUANG_SCANNER = f"clamd:{tmp_path}/nobody.ctl"
    (away,) = checks.scanner()
    settings.YICHUANG_SCANNER = "norton"
    (unknown,) = checks.scanner()
    assert (away.id, unknown.id) == ("materials.W001", "materials.E003")
    assert away.hint
    assert unknown.hint


def test_the_setting_names_a_scanner() -> None:
    assert isinstance(scanner_from("none"), NoScanner)
    assert scanner_from("clamd:/run/clamd.ctl") == ClamdScanner("/run/clamd.ctl")
    assert scanner_from("clamd:av:3310") == ClamdScanner(("av", 3310))
    with pytest.raises(ValueError, match="norton"):
        scanner_from("norton")
    with pytest.raises(ScannerAwayError):
        ClamdScanner("/nowhere/clamd.ctl").check()


def test_files_must_not_lie_under_the_static_ones(settings: Any) -> None:
    settings.YICHUANG_FILES = settings.STATIC_ROOT / "files"
    (wrong,) = checks.files_folder()
    assert wrong.id == "materials.E001"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, settings: Any) -> None:
    (tmp_path / "file").touch()
    settings.YICHUANG_FILES = tmp_path / "file" / "files"
    (wrong,) = checks.files_folder()
    assert wrong.id == "materials.E002"
