"""Receiving uploads: a file over the limit is counted, not kept. What staff bring as a
stack of papers has a limit of its own.

Named in settings.FILE_UPLOAD_HANDLERS after Django's handler for small files.
"""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler

from yichuang.materials.rules import LIMITS, STACK_FILE


class OversizedFile(UploadedFile):  # type: ignore[type-arg]
    """A file of which only name and size are left; the service refuses it by its size,
    so that the person reads the refusal at the field."""


class CappedUploadHandler(TemporaryFileUploadHandler):
    """Writes to disk up to the limit; of what is longer, nothing stays there.

    The rest of a body is read and dropped, because a browser whose request is cut off
    shows no answer; only a body larger than any honest form is cut off.
    """

    file: TemporaryUploadedFile
    received = 0
    total = 0
    most = LIMITS.bytes

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file of its own count."""
        super().new_file(*args, **kwargs)
        self.received = 0
        self.most = STACK_FILE.bytes if self._is_stack() else LIMITS.bytes

    def _is_stack(self) -> bool:
        """Whether the address is one at which stacks are brought (settings)."""
        match = self.request.resolver_match if self.request else None
        return match is not None and match.view_name in settings.YICHUANG_STACK_UPLOADS

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keep a chunk while the file is within the limit."""
        self.received += len(raw_data)
        self.total += len(raw_data)
        if self.total > LIMITS.request_bytes:
            raise StopUpload(connection_reset=True)
        if self.received <= self.most:
            self.file.write(raw_data)
        elif self.file.tell():
            self.file.seek(0)
            self.file.truncate()
        return None

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        """The file, or what is left of one that was too large."""
        if self.received <= self.most:
            return super().file_complete(file_size)
        self.file.close()
        return OversizedFile(
            file=None,
            name=self.file_name,
            content_type=self.content_type,
            size=self.received,
        )
