"""Asks the binder to make one PDF of many; whatever happens to it is a plain refusal."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

BINDER = Path(__file__).with_name("binder.py")
TIMEOUT = 900
"""Seconds on the wall; the binder's own limit is 600 seconds of processor time."""

Source = tuple[Path, str]
"""Where a source lies, and what it is: "pdf", "jpeg", "png" or "webp"."""


def count(sources: Sequence[Source], folder: Path) -> list[int]:
    """Pages of each source.

    Raises:
        Refusal: "archive.unreadable" naming the place of the source (from 1).
    """
    answer = _ask({"sources": _plain(sources)}, folder)
    if "trouble" in answer:
        raise Refusal(
            "archive.unreadable",
            N_("Part %(place)s of the dossier cannot be read."),
            remedy=N_("Look whether the disk still has the file; the backup may."),
            place=int(answer["trouble"]) + 1,
        )
    return [int(pages) for pages in answer["pages"]]


def bind(
    sources: Sequence[Source],
    *,
    front: Path,
    back: Path,
    numbers: Path,
    target: Path,
    folder: Path,
) -> None:
    """One PDF of all: the front, the sources with their page numbers, the back."""
    job = {"sources": _plain(sources), "front": str(front), "back": str(back)}
    _ask(job | {"numbers": str(numbers), "target": str(target)}, folder)


def _plain(sources: Sequence[Source]) -> list[list[str]]:
    return [[str(path), kind] for path, kind in sources]


def _ask(job: dict[str, Any], folder: Path) -> dict[str, Any]:
    told = folder / "job.json"
    told.write_text(json.dumps(job), encoding="utf-8")
    command = [sys.executable, "-I", str(BINDER), str(told)]
    try:
        done = subprocess.run(  # noqa: S603 - our own script, arguments are no shell
            command, capture_output=True, timeout=TIMEOUT, check=False
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError) as silent:
        raise Refusal(
            "archive.too-heavy",
            N_("The dossier is too large to be bound in one piece."),
            remedy=N_("Tell the administrator; the papers themselves are safe."),
        ) from silent
    return answer
