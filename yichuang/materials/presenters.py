"""How files leave the house over HTTP: never as something a browser would run."""

from pathlib import Path

from django.http import FileResponse

from yichuang.materials import rules
from yichuang.materials.models import StoredFile
from yichuang.materials.rules import FileKind


def file_response(stored: StoredFile, path: Path) -> FileResponse:
    """The file as kept, as a download under its cleaned name."""
    return _sealed(
        FileResponse(
            path.open("rb"),
            as_attachment=True,
            filename=stored.original_name,
            content_type=rules.KINDS[FileKind(stored.kind)].content_type,
        )
    )


def picture_response(path: Path) -> FileResponse:
    """A JPEG that we drew, for an <img> of our pages."""
    return _sealed(FileResponse(path.open("rb"), content_type="image/jpeg"))


def _sealed(response: FileResponse) -> FileResponse:
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
