"""Uploads are counted as they arrive: what is too large never fills the disk."""

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.files.uploadhandler import StopUpload
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.factories import materials as make
from yichuang.materials.rules import LIMITS
from yichuang.materials.views.uploads import CappedUploadHandler, OversizedFile

SIZE = 200 * make.MEBI


class Slow(io.RawIOBase):
    """A body of one multipart file of `size` bytes that is made while it is read."""

    def __init__(self, size: int) -> None:
        super().__init__()
        edge = encode_multipart(BOUNDARY, {"note": "kept"})[: -len(BOUNDARY) - 6]
        self.head = (
            edge
            + f"--{BOUNDARY}\r\nContent-Disposition: form-data; "
            'name="file"; filename="film.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'.encode()
        )
        self.left = size
        self.tail = f"\r\n--{BOUNDARY}--\r\n".encode()
        self.length = len(self.head) + size + len(self.tail)

    def read(self, wanted: int = -1) -> bytes:
        out = self.head[:wanted]
        self.head = self.head[len(out) :]
        if not out and self.left:
            out = b"\0" * min(wanted, self.left)
            self.left -= len(out)
        if not out:
            out, self.tail = self.tail[:wanted], self.tail[wanted:]
        return out


def posted(size: int) -> HttpRequest:
    """A form with a note and one file of `size` bytes, as a server hands it over."""
    body = Slow(size)
    return WSGIRequest(
        {
            "REQUEST_METHOD": "POST",
            "CONTENT_TYPE": MULTIPART_CONTENT,
            "CONTENT_LENGTH": str(body.length),
            "wsgi.input": body,
        }
    )


@pytest.fixture
def disk(tmp_path: Path, settings: object) -> Path:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)  # type: ignore[attr-defined]
    return tmp_path


def used(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*"))


def test_200_mb_are_refused_without_lying_on_the_disk(
    disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = 0
    real = CappedUploadHandler.receive_data_chunk

    def watched(self: CappedUploadHandler, raw: bytes, start: int) -> bytes | None:
        nonlocal most
        most = max(most, used(disk))
        return real(self, raw, start)

    monkeypatch.setattr(CappedUploadHandler, "receive_data_chunk", watched)
    request = posted(SIZE)
    file = request.FILES["file"]
    assert isinstance(file, OversizedFile)
    assert file.size == SIZE
    assert request.POST["note"] == "kept"
    assert most <= LIMITS.bytes
    assert used(disk) == 0


def test_a_file_within_the_limit_arrives_whole(disk: Path) -> None:
    request = posted(LIMITS.bytes)
    file = request.FILES["file"]
    assert isinstance(file, TemporaryUploadedFile)
    assert file.size == LIMITS.bytes
    request.close()


def test_a_body_no_form_would_send_is_cut_off() -> None:
    handler = CappedUploadHandler()
    handler.total = LIMITS.request_bytes
    with pytest.raises(StopUpload) as stopped:
        handler.receive_data_chunk(b"x", 0)
    assert stopped.value.connection_reset


def test_the_settings_use_it(settings: object) -> None:
    handlers = settings.FILE_UPLOAD_HANDLERS  # type: ignore[attr-defined]
    assert handlers[-1] == "yichuang.materials.views.uploads.CappedUploadHandler"
