"""Binds PDFs and pictures into one numbered PDF, in a process of its own.

Run as a script (`python -I binder.py JOB.json`), never imported by the server: what
people handed in is untrusted, and pdfium is not made for threads. It imports nothing of
ours, has bounded memory and time, and reads its job from a file.

A job: {"sources": [[path, kind], …], "front": path, "back": path, "numbers": path,
"target": path}. Without "target" it only counts. It prints {"pages": [n, …]}, how many
pages each source has, or {"trouble": source number}.
"""

import io
import json
import os
import re
import resource
import sys
from pathlib import Path
from typing import Any

MEMORY = 3 * 1024 * 1024 * 1024
SECONDS = 600
WIDTH, HEIGHT = 595.276, 841.89
MARGIN = 28.0
LONGEST = 2000
"""Pixels of the longer side of a picture: 200 dpi on A4, as scanned files are kept."""

QUALITY = 85
DATED = re.compile(rb"/CreationDate\(D:\d{14}")
NAMED = re.compile(rb"/ID\s*\[\s*<[0-9A-F]{32}>\s*<[0-9A-F]{32}>\s*\]")


def count(path: str, kind: str) -> int:
    """Pages of a source; a picture is one."""
    import pypdfium2  # noqa: PLC0415 - the script may be asked for pictures only

    return len(pypdfium2.PdfDocument(path)) if kind == "pdf" else 1


class Binder:
    """The PDF that grows; every page is A4, whatever its source was."""

    def __init__(self) -> None:
        import pypdfium2  # noqa: PLC0415 - see count

        self.kit: Any = pypdfium2
        self.made = pypdfium2.PdfDocument.new()

    def add(self, path: str, kind: str, numbers: Any = None, first: int = 0) -> int:
        """Put a source behind what is there; `numbers` are laid over its pages from
        page `first` of them on. How many pages it was."""
        if kind != "pdf":
            page = self.made.new_page(WIDTH, HEIGHT)
            self._picture(page, path)
            self._over(page, numbers, first)
            return 1
        source = self.kit.PdfDocument(path)
        for number in range(len(source)):
            self._page(source, number, numbers, first + number)
        return len(source)

    def _page(self, source: Any, number: int, numbers: Any, place: int) -> None:
        import pypdfium2.raw as pdfium_c  # noqa: PLC0415 - see count

        there = source[number]
        # What was filled in or noted on the page becomes part of it.
        pdfium_c.FPDFPage_Flatten(there.raw, pdfium_c.FLAT_PRINT)
        box, turn = there.get_mediabox(), there.get_rotation()
        page = self.made.new_page(WIDTH, HEIGHT)
        drawn = source.page_as_xobject(number, self.made).as_pageobject()
        drawn.set_matrix(self._fit(box, turn))
        page.insert_obj(drawn)
        self._over(page, numbers, place)

    def _fit(self, box: tuple[float, float, float, float], turn: int) -> Any:
        """Upright, as large as A4 allows without its margin where it is not A4."""
        left, bottom, right, top = box
        wide, high = right - left, top - bottom
        matrix = self.kit.PdfMatrix().translate(-left, -bottom)
        if turn:
            matrix = matrix.rotate(turn)
            shift = {90: (0, wide), 180: (wide, high), 270: (high, 0)}[turn]
            matrix = matrix.translate(*shift)
            if turn in {90, 270}:
                wide, high = high, wide
        same = abs(wide - WIDTH) < 2 and abs(high - HEIGHT) < 2
        room = 0 if same else 2 * MARGIN
        scale = 1 if same else min((WIDTH - room) / wide, (HEIGHT - room) / high)
        return matrix.scale(scale, scale).translate(
            (WIDTH - wide * scale) / 2, (HEIGHT - high * scale) / 2
        )

    def _picture(self, page: Any, path: str) -> None:
        from PIL import Image  # noqa: PLC0415 - only for pictures

        with Image.open(path) as image:
            image.draft("RGB", (LONGEST, LONGEST))
            plain = image.convert("RGB")
            plain.thumbnail((LONGEST, LONGEST))
        written = io.BytesIO()
        plain.save(written, "JPEG", quality=QUALITY)
        written.seek(0)
        picture = self.kit.PdfImage.new(self.made)
        picture.load_jpeg(written, inline=True)
        wide, high = plain.size
        scale = min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high, 0.75)
        picture.set_matrix(
            self.kit.PdfMatrix()
            .scale(wide * scale, high * scale)
            .translate((WIDTH - wide * scale) / 2, (HEIGHT - high * scale) / 2)
        )
        page.insert_obj(picture)

    def _over(self, page: Any, numbers: Any, place: int) -> None:
        if numbers is not None:
            page.insert_obj(numbers.page_as_xobject(place, self.made).as_pageobject())
        page.gen_content()

    def save(self, target: str) -> None:
        """Write it; what pdfium makes up (a date, a random name) is taken out, so that
        the same sources give the same bytes."""
        written = io.BytesIO()
        self.made.save(written)
        plain = DATED.sub(b"/CreationDate(D:20000101000000", written.getvalue())
        plain = NAMED.sub(b"/ID[<" + b"0" * 32 + b"><" + b"0" * 32 + b">]", plain)
        Path(target).write_bytes(plain)


def bind(job: dict[str, Any]) -> list[int]:
    """Front, sources with their numbers, back."""
    binder = Binder()
    numbers = binder.kit.PdfDocument(job["numbers"])
    binder.add(job["front"], "pdf")
    pages: list[int] = []
    for path, kind in job["sources"]:
        pages.append(binder.add(path, kind, numbers, sum(pages)))
    binder.add(job["back"], "pdf")
    binder.save(job["target"])
    return pages


def main(arguments: list[str]) -> None:
    """Do the one job and print the answer."""
    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    job = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    if "target" in job:
        answer: dict[str, Any] = {"pages": bind(job)}
    else:
        pages: list[int] = []
        try:
            for path, kind in job["sources"]:
                pages.append(count(path, kind))
            answer = {"pages": pages}
        except Exception:
            answer = {"trouble": len(pages)}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1:])
