"""Virus scanners: none (built in), or a clamd of the hall's own."""

import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

CHUNK = 64 * 1024
TIMEOUT = 30.0


class ScannerAwayError(Exception):
    """The scanner that was configured does not answer."""


class Scanner(Protocol):
    """Looks into a file before it is kept."""

    def check(self) -> str:
        """One line about the scanner for an administrator; raises ScannerAwayError."""
        ...

    def scan(self, path: Path) -> str:
        """The name of what was found, "" when clean; raises ScannerAwayError."""
        ...


class NoScanner:
    """Nothing is scanned: types, bounds and re-drawing of images still hold."""

    def check(self) -> str:
        return "none"

    def scan(self, path: Path) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class ClamdScanner:
    """Speaks clamd's PING and INSTREAM over a Unix socket or TCP.

    `address` is a path or (host, port). The file is streamed, so that clamd needs no
    access to our disk.
    """

    address: str | tuple[str, int]

    def check(self) -> str:
        """The version line of clamd."""
        answer = self._ask(b"zVERSION\0", iter(()))
        return answer or "clamd"

    def scan(self, path: Path) -> str:
        answer = self._ask(b"zINSTREAM\0", _frames(path))
        if answer.endswith(" FOUND"):
            return answer.removeprefix("stream: ").removesuffix(" FOUND")
        if answer.endswith(" OK"):
            return ""
        raise ScannerAwayError(answer or "no answer")

    def _ask(self, command: bytes, frames: Iterator[bytes]) -> str:
        try:
            with self._connect() as line:
                line.sendall(command)
                for frame in frames:
                    line.sendall(frame)
                answer = bytearray()
                while piece := line.recv(4096):
                    answer += piece
        except OSError as away:
            raise ScannerAwayError(str(away)) from away
        return answer.decode("utf-8", "replace").strip("\0\n ")

    def _connect(self) -> socket.socket:
        if isinstance(self.address, tuple):
            return socket.create_connection(self.address, timeout=TIMEOUT)
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(TIMEOUT)
        try:
            line.connect(self.address)
        except OSError:
            line.close()
            raise
        return line


def _frames(path: Path) -> Iterator[bytes]:
    """INSTREAM's frames: length (4 bytes, big-endian) and data; a zero length ends."""
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            yield struct.pack("!L", len(piece)) + piece
    yield struct.pack("!L", 0)


def scanner_from(setting: str) -> Scanner:
    """The scanner a setting names: "none", "clamd:/run/clamav/clamd.ctl" or
    "clamd:127.0.0.1:3310".

    Raises:
        ValueError: the setting names no scanner.
    """
    if setting in {"", "none"}:
        return NoScanner()
    kind, _, address = setting.partition(":")
    if kind != "clamd" or not address:
        raise ValueError(f"unknown scanner: {setting}")
    if address.startswith("/"):
        return ClamdScanner(address)
    host, _, port = address.rpartition(":")
    return ClamdScanner((host, int(port)))
