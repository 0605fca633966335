"""Asks the reading process about pages; whatever happens to it becomes a plain refusal."""

import json
import os
import secrets
import select
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.materials.rules import FileKind, refusal
from yichuang.materials.rules.reading import Line, PageText, Spot

CHILD = Path(__file__).with_name("reader_child.py")

MEMORY = 2 * 1024 * 1024 * 1024
"""Bytes of address space of the reading process; it uses some 600 MB of them."""

SECONDS = 60.0
"""Seconds of processor time for one page, the loading of the models included; a sound
page takes two to six, however busy the machine is."""

TIMEOUT = 200.0
"""Seconds on the wall for one page; past it the machine is busy, not the page at fault."""

WATCH = 1.0
"""Seconds between two looks at how much a page has taken."""

BUSY = "reader.busy"

PAGES_A_LIFE = 200
"""Pages after which the process is begun anew, so that nothing it leaks adds up."""

PAGE_EDGE = 1600
THUMB_EDGE = 360
ANOTHER_SIDE = 2200
"""Longer side in pixels for a second look; small print is missed at the first."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What an administrator is told of the engine. `memory` is MB at its peak."""

    engine: str
    seconds: float
    memory: int


def gave_up() -> Refusal:
    """The refusal of a page that ended the reading process."""
    return Refusal(
        "page.unreadable",
        N_("This page could not be opened for reading."),
        remedy=N_("Look at the paper itself; scan or photograph it again if needed."),
    )


def busy() -> Refusal:
    """The refusal of a page that had no turn in time: it is tried again."""
    return Refusal(
        BUSY,
        N_("The machine is too busy to read pages now."),
        remedy=N_("Nothing is lost: the page is read later."),
    )


class Reader:
    """One reading process, begun when first needed and again when it has died."""

    def __init__(
        self,
        *,
        memory: int = MEMORY,
        seconds: float = SECONDS,
        timeout: float = TIMEOUT,
    ) -> None:
        self._memory = memory
        self._seconds = seconds
        self._timeout = timeout
        self._child: subprocess.Popen[bytes] | None = None
        self._pages = 0
        self._lock = threading.Lock()
        self.peak = 0
        """MB the process has used at most."""

    def read(
        self,
        source: Path,
        kind: FileKind,
        page: int = 1,
        *,
        turned: int | None = None,
        pictures: Mapping[int, Path] | None = None,
        again: Callable[[PageText], bool] | None = None,
    ) -> PageText:
        """Read page `page` (from 1) of a file; `turned` sets the quarter instead of
        finding it. Upright pictures are kept as `pictures` says: longer side in pixels
        to path. When `again` finds the result wanting, the page is read once more, at
        another size, and lines that were missed are added.

        Raises:
            Refusal: "page.unreadable", "materials.broken", "materials.too-heavy";
                "reader.busy" when the page had no turn in time.
        """
        job = {"job": "read", "source": str(source), "kind": kind.value, "page": page}
        with _whole(pictures or {}) as drawn:
            first = self._page(job | {"turned": turned, "pictures": drawn})
        if again is None or first.blank or not again(first):
            return first
        second = self._page(job | {"turned": first.turned, "side": ANOTHER_SIDE})
        return joined(first, second)

    def draw(
        self,
        source: Path,
        kind: FileKind,
        page: int,
        *,
        turned: int,
        skew: float,
        pictures: Mapping[int, Path],
    ) -> None:
        """The pictures of a page anew, turned as it was when it was read.

        Raises:
            Refusal: as `read`.
        """
        with _whole(pictures) as drawn:
            self._ask(
                {
                    "job": "draw",
                    "source": str(source),
                    "kind": kind.value,
                    "page": page,
                    "turned": turned,
                    "skew": skew,
                    "pictures": drawn,
                }
            )

    def check(self) -> Checked:
        """Read a line that the process draws itself.

        Raises:
            Refusal: "reader.away" when engine or models are missing.
        """
        began = time.monotonic()
        try:
            answer = self._ask({"job": "check"})
        except Refusal as no:
            raise _away("") from no
        if "2026" not in answer["read"]:
            raise _away(answer["read"])
        return Checked(answer["engine"], time.monotonic() - began, self.peak)

    def close(self) -> None:
        """End the process, if there is one."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.communicate()

    def _page(self, job: dict[str, Any]) -> PageText:
        return PageText.from_json(self._ask(job))

    def _ask(self, job: dict[str, Any]) -> dict[str, Any]:
        with self._lock:
            answer = self._told(job)
        why = answer.pop("refused", None)
        if why:
            raise refusal(why)
        return answer

    def _told(self, job: dict[str, Any]) -> dict[str, Any]:
        child = self._ready()
        try:
            answer: dict[str, Any] = json.loads(self._exchange(child, job))
        except TimeoutError as late:
            self.close()
            raise busy() from late
        except (OSError, ValueError) as dead:
            self.close()
            raise gave_up() from dead
        self._pages += 1
        self.peak = max(self.peak, answer.pop("memory", 0))
        return answer

    def _ready(self) -> "subprocess.Popen[bytes]":
        if self._child is not None and (
            self._pages >= PAGES_A_LIFE or self._child.poll() is not None
        ):
            self.close()
        if self._child is None:
            self._pages = 0
            self._child = subprocess.Popen(  # noqa: S603 - our own script
                [sys.executable, "-I", str(CHILD), str(self._memory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={"PATH": os.environ.get("PATH", os.defpath), "PYTHONUTF8": "1"},
            )
        return self._child

    def _exchange(self, child: "subprocess.Popen[bytes]", job: dict[str, Any]) -> bytes:
        """A job told, and the line it is answered with; OSError when it takes too much
        or is gone, of these TimeoutError when only the clock ran out."""
        if child.stdin is None or child.stdout is None:
            raise BrokenPipeError
        used = _used(child.pid)
        child.stdin.write(json.dumps(job).encode() + b"\n")
        child.stdin.flush()
        deadline = time.monotonic() + self._timeout
        pipe, found = child.stdout.fileno(), bytearray()
        while not found.endswith(b"\n"):
            if select.select([pipe], [], [], min(WATCH, self._timeout))[0]:
                piece = os.read(pipe, 1 << 16)
                if not piece:
                    raise ConnectionError
                found += piece
            elif _used(child.pid) - used > self._seconds:
                raise ConnectionAbortedError
            elif time.monotonic() > deadline:
                raise TimeoutError
        return bytes(found)


def _used(pid: int) -> float:
    """Seconds of processor time a process has taken; 0 where the system does not tell."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    # After the name in brackets: state is field 3, the user's and system's ticks 14, 15.
    fields = told.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def joined(first: PageText, second: PageText) -> PageText:
    """The lines of both readings, those of the second only where the first saw none."""
    missed = [
        line
        for line in second.lines
        if not any(_over(line.spot, there.spot) for there in first.lines)
    ]
    lines: tuple[Line, ...] = (*first.lines, *missed)
    return replace(
        first,
        lines=tuple(sorted(lines, key=lambda one: (one.spot.middle[1], one.spot.x))),
    )


def _over(one: Spot, other: Spot) -> bool:
    """Whether a third of the smaller of two boxes lies in the other."""
    wide = min(one.right, other.right) - max(one.x, other.x)
    high = min(one.bottom, other.bottom) - max(one.y, other.y)
    smaller = min(one.w * one.h, other.w * other.h)
    return wide > 0 and high > 0 and wide * high > smaller / 3


class _whole:  # noqa: N801 - used as a word in `with`
    """Pictures written beside their places, and put there when all went well."""

    def __init__(self, pictures: Mapping[int, Path]) -> None:
        self._moves = [
            (edge, target, target.with_suffix(f".{secrets.token_hex(4)}"))
            for edge, target in pictures.items()
        ]

    def __enter__(self) -> dict[str, str]:
        for _edge, target, _drawn in self._moves:
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return {str(edge): str(drawn) for edge, _target, drawn in self._moves}

    def __exit__(self, kind: object, *_: object) -> None:
        for _edge, target, drawn in self._moves:
            if kind is None and drawn.exists():
                drawn.replace(target)
            drawn.unlink(missing_ok=True)


def _away(said: str) -> Refusal:
    return Refusal(
        "reader.away",
        N_("The reader of papers does not work on this machine."),
        remedy=N_("Install the pinned libraries again (rapidocr, onnxruntime)."),
        said=said,
    )


@cache
def shared() -> Reader:
    """The reader of this process: its models are loaded once."""
    return Reader()
