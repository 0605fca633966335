"""How files leave the house over HTTP: never as something a browser would run."""

from pathlib import Path

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from yichuang.materials import rules
from yichuang.materials.models import StoredFile
from yichuang.materials.rules import FileKind


def file_response(stored: StoredFile, path: Path) -> HttpResponse:
    """The file as kept, as a download under its cleaned name; 20 MB at most by rule."""
    content_type = rules.KINDS[FileKind(stored.kind)].content_type
    response = _sealed(path, content_type)
    name = content_disposition_header(as_attachment=True, filename=stored.original_name)
    response["Content-Disposition"] = name or "attachment"
    return response


def picture_response(path: Path) -> HttpResponse:
    """A JPEG that we drew, for an <img> of our pages."""
    return _sealed(path, "image/jpeg")


def _sealed(path: Path, content_type: str) -> HttpResponse:
    response = HttpResponse(path.read_bytes(), content_type=content_type)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
