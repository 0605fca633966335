"""Asks the inspector about a file; whatever happens to it becomes a plain refusal."""

import base64
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yichuang.kernel.refusals import Refusal
from yichuang.materials.rules import LIMITS, STACK, FileKind, Limits, refusal

INSPECTOR = Path(__file__).with_name("inspector.py")
TIMEOUT = 60
"""Seconds on the wall; the inspector's own limit is 20 seconds of processor time."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """What the inspector found; `width` and `height` are 0 for a PDF."""

    width: int
    height: int
    pages: int


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its place there, folder and name as shown, never as a path,
    and its size once unpacked, as the archive says."""

    index: int
    folder: str
    name: str
    size: int


def inspect(
    source: Path, target: Path, kind: FileKind, limits: Limits = LIMITS
) -> Inspected:
    """Open the file fully; an image is drawn anew into `target`, a PDF stays as it is.

    Raises:
        Refusal: "materials.broken", "…too-many-pixels", "…too-many-pages",
            "…encrypted", "…active", "…too-heavy".
    """
    answer = _ask(
        "image" if kind.is_image else "pdf",
        source=str(source),
        target=str(target),
        kind=kind.value,
        limits=limits,
        pixels=limits.pixels,
        side=limits.side,
        pages=limits.pages,
    )
    return Inspected(answer["width"], answer["height"], answer["pages"])


def from_tiff(source: Path, target: Path, limits: Limits) -> Inspected:
    """Draw every picture of a TIFF anew as a page of the PDF `target`.

    Raises:
        Refusal: as `inspect`.
    """
    answer = _ask(
        "tiff",
        limits=limits,
        source=str(source),
        target=str(target),
        pixels=limits.pixels,
        side=limits.side,
        pages=limits.pages,
    )
    return Inspected(0, 0, answer["pages"])


def members(source: Path) -> tuple[Member, ...]:
    """What lies in an archive, folders and what systems add left out.

    Raises:
        Refusal: "materials.archive-encrypted", "…archive-paths", "…archive-bomb",
            "…archive-empty", "…archive-too-many", "…broken", "…too-heavy".
    """
    answer = _ask(
        "members",
        source=str(source),
        files=STACK.files,
        unpacked=STACK.unpacked,
        ratio=STACK.ratio,
    )
    return tuple(Member(**one) for one in answer["members"])


def unpack(source: Path, target: Path, index: int, *, most: int) -> None:
    """Unpack one member, at most `most` bytes of it.

    Raises:
        Refusal: "materials.archive-bomb", "…broken", "…too-heavy".
    """
    _ask("unpack", source=str(source), target=str(target), index=index, most=most)


def grey(source: Path, kind: FileKind, *, edge: int) -> tuple[int, int, bytes]:
    """An image as width, height and one byte of brightness a pixel, row by row, at most
    `edge` pixels long: what legibility is judged by.

    Raises:
        Refusal: as `inspect`.
    """
    answer = _ask("grey", source=str(source), kind=kind.value, edge=edge)
    pixels = base64.b64decode(answer["pixels"])
    return answer["width"], answer["height"], pixels


def preview(
    source: Path, target: Path, kind: FileKind, *, page: int, edge: int
) -> None:
    """Draw page `page` (from 1) into `target`, a JPEG at most `edge` pixels long.

    Raises:
        Refusal: as `inspect`.
    """
    _ask(
        "preview",
        source=str(source),
        target=str(target),
        kind=kind.value,
        page=page,
        edge=edge,
    )


def _ask(name: str, limits: Limits = LIMITS, **job: Any) -> dict[str, Any]:
    command = [sys.executable, "-I", str(INSPECTOR), name, json.dumps(job)]
    try:
        done = subprocess.run(  # noqa: S603 - our own script, arguments are no shell
            command, capture_output=True, timeout=TIMEOUT, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise refusal("too-heavy") from late
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError as silent:
        # Killed by its own limits (negative code) or by a fault of a decoder.
        raise refusal("too-heavy" if done.returncode < 0 else "broken") from silent
    why = answer.pop("refused", None)
    if why:
        raise _refused(why, answer, limits)
    return answer


def _refused(why: str, facts: dict[str, Any], limits: Limits) -> Refusal:
    most = {
        "too-many-pixels": limits.pixels // 1_000_000,
        "too-many-pages": limits.pages,
        "archive-too-many": STACK.files,
        "archive-bomb": STACK.unpacked // (1024 * 1024),
    }
    return refusal(why, **facts, most=most.get(why, 0))
