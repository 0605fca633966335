"""Bad files are refused in plain words at the field, and leave nothing behind."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.cast import Cast
from tests.factories import materials as make
from yichuang.journal.models import Entry
from yichuang.kernel.refusals import Refusal
from yichuang.materials.engines import storage
from yichuang.materials.models import StoredFile
from yichuang.materials.rules import LIMITS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of its own; whatever happened, nothing half-written stays in it."""
    monkeypatch.setattr(settings, "YICHUANG_FILES", tmp_path)
    yield tmp_path
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(left) == StoredFile.objects.count()


BAD: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "an empty file": (lambda: b"", "a.jpg", "empty"),
    "an .exe named .pdf": (make.program, "合同.pdf", "program"),
    "a script": (lambda: b"#!/bin/sh\nrm -rf /\n", "a.png", "program"),
    "a zip bomb named .png": (make.zip_bomb, "a.png", "archive"),
    "a zip bomb named .pdf": (make.zip_bomb, "a.pdf", "archive"),
    "a Word document": (make.docx, "申请.docx", "office"),
    "an old Word document": (
        lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 99,
        "a.doc",
        "office",
    ),
    "SVG": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>', "a.svg", "webpage"),
    "SVG after a declaration": (
        lambda: b"\xef\xbb\xbf<?xml ?><svg/>",
        "a.png",
        "webpage",
    ),
    "HTML": (lambda: b"  <!DOCTYPE html><script>x</script>", "a.jpg", "webpage"),
    "HEIC": (lambda: b"\0\0\0\x18ftypheic" + b"\0" * 99, "IMG_1.HEIC", "heic"),
    "a video": (lambda: b"\0\0\0\x18ftypmp42" + b"\0" * 99, "a.jpg", "video"),
    "GIF": (lambda: b"GIF89a" + b"\0" * 99, "a.gif", "picture"),
    "nothing known": (lambda: b"hello", "a.jpg", "unknown"),
    "a truncated PNG": (lambda: make.png(800, 800)[:-40], "a.png", "broken"),
    "a truncated JPEG": (lambda: make.jpeg(800, 800)[:2000], "a.jpg", "broken"),
    "only the beginning of a JPEG": (
        lambda: b"\xff\xd8\xff\xe0junk",
        "a.jpg",
        "broken",
    ),
    "60,000 × 60,000 pixels": (make.huge_png, "a.png", "too-many-pixels"),
    "a strip of 30,000 × 10": (
        lambda: make.png(30_000, 10),
        "a.png",
        "too-many-pixels",
    ),
    "only the beginning of a PDF": (lambda: b"%PDF-1.7\njunk", "a.pdf", "broken"),
    "a PDF without pages": (lambda: make.pdf(0), "a.pdf", "broken"),
    "a PDF of 61 pages": (lambda: make.pdf(61), "a.pdf", "too-many-pages"),
    "a PDF with a password": (make.pdf_with_password, "a.pdf", "encrypted"),
    "a PDF with a script": (make.pdf_with_script, "a.pdf", "active"),
    "a script spelt with escapes": (
        lambda: make.pdf_with_script(b"/J#61vaScr#69pt"),
        "a.pdf",
        "active",
    ),
    "a script packed away": (make.pdf_with_hidden_script, "a.pdf", "active"),
    "a PDF that starts a program": (
        lambda: make.pdf_of(
            b"<< /S /Launch /F (cmd.exe) >>", catalog=b"/OpenAction 4 0 R"
        ),
        "a.pdf",
        "active",
    ),
    "a PDF with a file inside": (make.pdf_with_attachment, "a.pdf", "active"),
}


@pytest.mark.parametrize("what", BAD)
def test_it_is_refused_with_its_reason(cast: Cast, what: str) -> None:
    built, name, why = BAD[what]
    with pytest.raises(Refusal) as refused:
        make.make_file(cast.actor("citizen"), built(), name=name)
    assert refused.value.code == f"materials.{why}"
    assert refused.value.field == "file"
    assert refused.value.remedy
    assert not StoredFile.objects.exists()
    assert not Entry.objects.filter(code="materials.stored").exists()


def test_a_file_over_the_limit_is_refused_with_both_sizes(cast: Cast) -> None:
    with pytest.raises(Refusal) as refused:
        make.make_file(cast.actor("citizen"), make.jpeg() + b"\0" * LIMITS.bytes)
    assert refused.value.code == "materials.too-large"
    assert refused.value.text() == "The file is too large: 21 MB, at most 20 MB."


def test_a_full_disk_is_said_and_nothing_is_half_written(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storage, "_sync", full)
    with pytest.raises(Refusal) as refused:
        make.make_file(cast.actor("citizen"))
    assert refused.value.code == "materials.disk-full"


def test_when_the_row_cannot_be_written_the_file_goes_too(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from yichuang.materials.services import storing

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("journal")

    monkeypatch.setattr(storing, "record", fails)
    with pytest.raises(RuntimeError):
        make.make_file(cast.actor("citizen"))
