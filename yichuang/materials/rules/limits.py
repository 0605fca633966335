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
