"""How much is taken: numbers that a phone photo and a scanned contract fit into."""

from dataclasses import dataclass

MEBI = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one file and of one paper.

    `pixels` is width × height of an image; `request_bytes` ends a connection that
    sends more than any honest form would.
    """

    bytes: int = 20 * MEBI
    pages: int = 60
    pixels: int = 40_000_000
    side: int = 20_000
    files_per_paper: int = 12
    request_bytes: int = 1024 * MEBI


LIMITS = Limits()

STACK_FILE = Limits(bytes=200 * MEBI, pages=1_000)
"""Bounds of one file of a stack that staff bring: a scanner's whole tray as one PDF."""


@dataclass(frozen=True, slots=True)
class StackLimits:
    """Bounds of a stack of papers, and of an archive in it once unpacked."""

    pages: int = 3_000
    files: int = 1_000
    unpacked: int = 2 * 1024 * MEBI
    """Bytes of all members of an archive together."""
    ratio: int = 200
    """Bytes out of one byte in, beyond which an archive is a trap."""


STACK = StackLimits()
