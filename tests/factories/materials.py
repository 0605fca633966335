"""Files for tests: good ones, and every kind of bad one, built here byte by byte."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pypdfium2
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from yichuang.accounts.policies import Actor
from yichuang.materials import services
from yichuang.materials.models import StoredFile

AT = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
SUBJECT = "case:430921000120260310000240"
MEBI = 1024 * 1024

Maker = Callable[[], bytes]


def upload(content: bytes, name: str = "paper.jpg") -> SimpleUploadedFile:
    """The content as it arrives from a form."""
    return SimpleUploadedFile(name, content)


def jpeg(width: int = 60, height: int = 40, **options: Any) -> bytes:
    """A photo: left half dark, right half light, so that turning it shows."""
    image = Image.new("RGB", (width, height), "white")
    image.paste((30, 40, 50), (0, 0, width // 2, height))
    target = io.BytesIO()
    image.save(target, "JPEG", **options)
    return target.getvalue()


def jpeg_with_place() -> bytes:
    """A phone photo lying on its side, with the place it was taken in its EXIF."""
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter to the right
    exif[0x010F] = "PhoneMaker"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (29.0, 2.0, 11.0)
    return jpeg(60, 40, exif=exif)


def jpeg_with_html() -> bytes:
    """A picture that is also a web page: HTML in the comment and after the end."""
    page = b"<!doctype html><script>alert(1)</script>"
    return jpeg(comment=page) + page


def png(width: int = 60, height: int = 40, mode: str = "RGB") -> bytes:
    """A plain picture."""
    target = io.BytesIO()
    Image.new(mode, (width, height)).save(target, "PNG")
    return target.getvalue()


def webp() -> bytes:
    """A picture in WebP."""
    target = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(target, "WEBP")
    return target.getvalue()


def _chunk(name: bytes, data: bytes) -> bytes:
    body = name + data
    return struct.pack("!L", len(data)) + body + struct.pack("!L", zlib.crc32(body))


def huge_png(side: int = 60_000) -> bytes:
    """A well-formed black and white picture of side × side in a small file."""
    packed = zlib.compressobj(9)
    row = b"\0" * (1 + side // 8)
    data = b"".join(packed.compress(row) for _ in range(side)) + packed.flush()
    header = struct.pack("!LLBBBBB", side, side, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", data)
        + _chunk(b"IEND", b"")
    )


def zip_bomb(size: int = 200 * MEBI) -> bytes:
    """An archive that unpacks to `size` bytes of nothing."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open("0", "w") as member,
    ):
        for _ in range(size // MEBI):
            member.write(b"\0" * MEBI)
    return target.getvalue()


def zip_of(members: dict[str, bytes]) -> bytes:
    """An archive of these files, by their names in it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def docx() -> bytes:
    """What an office document begins with."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    return target.getvalue()


def pdf(pages: int = 1) -> bytes:
    """A PDF of empty pages, A4."""
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(595, 842)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def pdf_of(*objects: bytes, catalog: bytes = b"") -> bytes:
    """A one-page PDF written by hand; `objects` follow as 4 0, 5 0, …"""
    body = [
        b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        *objects,
    ]
    out, places = b"%PDF-1.7\n", []
    for number, content in enumerate(body, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    size = len(body) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        size,
        start,
    )
    return out


def pdf_with_script(name: bytes = b"/JavaScript") -> bytes:
    """A PDF that runs a script when opened; the name may be spelt with escapes."""
    action = b"<< /S " + name + b" /JS (app.alert\\(1\\)) >>"
    return pdf_of(action, catalog=b"/OpenAction 4 0 R")


def pdf_with_hidden_script() -> bytes:
    """The same, with the action packed away in a compressed object stream."""
    inner = b"4 0 << /S /JavaScript /JS (app.alert\\(1\\)) >>"
    packed = zlib.compress(inner)
    head = b"%PDF-1.7\n"
    parts = {
        1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        5: b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\n"
        b"stream\n%s\nendstream" % (len(packed), packed),
    }
    out, places = head, {}
    for number, content in parts.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    rows = b"\0\0\0\0\0"
    for number in range(1, 7):
        if number == 4:
            rows += b"\2" + struct.pack("!H", 5) + b"\0\0"
        else:
            rows += b"\1" + struct.pack("!H", places.get(number, start)) + b"\0\0"
    out += (
        b"6 0 obj\n<< /Type /XRef /Size 7 /Root 1 0 R /W [1 2 2] /Length %d >>\n"
        b"stream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF"
        % (len(rows), rows, start)
    )
    return out


def pdf_with_attachment() -> bytes:
    """A PDF that carries another file."""
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    document.new_attachment("virus.exe").set_data(b"MZ" + b"\0" * 64)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def pdf_with_password() -> bytes:
    """A PDF whose security handler wants a password nobody gave us."""
    zeros = b"00" * 32
    handler = (
        b"<< /Filter /Standard /V 1 /R 2 /P -44 /O <"
        + zeros
        + b"> /U <"
        + zeros
        + b"> >>"
    )
    made = pdf_of(handler)
    return made.replace(
        b"/Root 1 0 R >>",
        b"/Root 1 0 R /Encrypt 4 0 R /ID [<"
        + b"11" * 16
        + b"> <"
        + b"11" * 16
        + b">] >>",
    )


def program() -> bytes:
    """The beginning of a Windows program."""
    return b"MZ\x90\0\3\0\0\0" + b"\0" * 512


def make_file(by: Actor, content: bytes | None = None, **over: Any) -> StoredFile:
    """A stored photo about SUBJECT."""
    given: dict[str, Any] = {"at": AT, "purpose": "mandate", "about": SUBJECT, **over}
    name = given.pop("name", "委托书.jpg")
    return services.store(
        upload(jpeg() if content is None else content, name), by=by, **given
    )
