"""What a file is by its first bytes; its name and the sender's word do not count."""

from dataclasses import dataclass
from enum import StrEnum


class FileKind(StrEnum):
    """The kinds that are taken."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    PDF = "pdf"

    @property
    def choice(self) -> tuple[str, str]:
        return self.value, KINDS[self].suffix

    @property
    def is_image(self) -> bool:
        return self is not FileKind.PDF


@dataclass(frozen=True, slots=True)
class Kind:
    """How a kind is named to browsers and in file names."""

    content_type: str
    suffix: str


KINDS: dict[FileKind, Kind] = {
    FileKind.JPEG: Kind("image/jpeg", ".jpg"),
    FileKind.PNG: Kind("image/png", ".png"),
    FileKind.WEBP: Kind("image/webp", ".webp"),
    FileKind.PDF: Kind("application/pdf", ".pdf"),
}

HEAD = 4096
"""Bytes of the beginning that are looked at."""

_MARKS: tuple[tuple[bytes, FileKind], ...] = (
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"%PDF-", FileKind.PDF),
)

_STRANGERS: tuple[tuple[bytes, str], ...] = (
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"#!", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"PK\x03\x04", "archive"),
    (b"PK\x05\x06", "archive"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"\xd0\xcf\x11\xe0", "office"),
    (b"{\\rtf", "office"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"II+\x00", "tiff"),
    (b"MM\x00+", "tiff"),
)
_OFFICE_PARTS = (b"word/", b"xl/", b"ppt/", b"[Content_Types].xml")
_MARKUP = (b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script")
_VIDEO_BRANDS = (b"isom", b"mp42", b"qt  ", b"mp41", b"avc1")


def kind_of(head: bytes) -> FileKind | str:
    """The kind of a file that begins with `head`, or the code of why it is not taken.

    Codes: "empty", "program", "archive", "office", "webpage", "heic", "video",
    "tiff", "picture" (a picture of another kind), "unknown".

    >>> kind_of(b"MZ\\x90")
    'program'
    >>> kind_of(b"%PDF-1.7")
    <FileKind.PDF: 'pdf'>
    """
    if not head:
        return "empty"
    for mark, kind in _MARKS:
        if head.startswith(mark):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return FileKind.WEBP
    return _stranger(head)


def _stranger(head: bytes) -> str:
    if head[4:8] == b"ftyp":
        return "video" if head[8:12] in _VIDEO_BRANDS else "heic"
    if any(mark in head[:1024].lower() for mark in _MARKUP):
        return "webpage"
    for mark, code in _STRANGERS:
        if head.startswith(mark):
            office = code == "archive" and any(part in head for part in _OFFICE_PARTS)
            return "office" if office else code
    return "unknown"
