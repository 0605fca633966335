"""Asks the inspector about a file; whatever happens to it becomes a plain refusal."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yichuang.kernel.refusals import Refusal
from yichuang.materials.rules import LIMITS, FileKind, refusal

INSPECTOR = Path(__file__).with_name("inspector.py")
TIMEOUT = 60
"""Seconds on the wall; the inspector's own limit is 20 seconds of processor time."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """What the inspector found; `width` and `height` are 0 for a PDF."""

    width: int
    height: int
    pages: int


def inspect(source: Path, target: Path, kind: FileKind) -> Inspected:
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
        pixels=LIMITS.pixels,
        side=LIMITS.side,
        pages=LIMITS.pages,
    )
    return Inspected(answer["width"], answer["height"], answer["pages"])


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


def _ask(name: str, **job: Any) -> dict[str, Any]:
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
        raise _refused(why, answer)
    return answer


def _refused(why: str, facts: dict[str, Any]) -> Refusal:
    most = {
        "too-many-pixels": LIMITS.pixels // 1_000_000,
        "too-many-pages": LIMITS.pages,
    }
    return refusal(why, **facts, most=most.get(why, 0))
