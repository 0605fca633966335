"""File names people gave, made harmless; they are shown, never used as paths."""

import re
import unicodedata

from yichuang.materials.rules.kinds import KINDS, FileKind

LONGEST = 80
_FORBIDDEN = re.compile(r'[\\/:*?"<>|;%&$`\']+')


def clean_name(given: str, kind: FileKind) -> str:
    """The last part of the name without control, direction and path characters, with
    the suffix of what the file really is.

    >>> clean_name("../../etc/x.exe", FileKind.PDF)
    'x.pdf'
    >>> clean_name("身份证 正面.JPG", FileKind.JPEG)
    '身份证 正面.jpg'
    """
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", given))[-1]
    printable = "".join(c for c in last if unicodedata.category(c)[0] != "C")
    stem = _FORBIDDEN.sub("", printable.rpartition(".")[0] or printable)
    stem = " ".join(stem.split()).strip(" .")[:LONGEST]
    return (stem or "file") + KINDS[kind].suffix
