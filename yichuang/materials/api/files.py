"""Files by API: sent to the caller's shelf first, then named in other requests."""

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from ninja import File, Form, Router
from ninja.files import UploadedFile
from ninja.responses import Status

from yichuang.accounts.policies import Actor
from yichuang.materials import queries, services
from yichuang.materials.policies import shelf_of
from yichuang.materials.presenters import file_response
from yichuang.materials.queries import FileRow
from yichuang.materials.schemas import FileOut
from yichuang.web.api import needs_scope

router = Router(tags=["files"])


@router.post("/files", response={201: FileOut}, summary="Send a file")
@needs_scope("material.store")
def send(
    request: HttpRequest, file: File[UploadedFile], purpose: Form[str] = ""
) -> Status[FileRow]:
    """Send a picture (JPEG, PNG, WebP) or a PDF, at most 20 MB and 60 pages.

    It lies on the caller's own shelf until a request about a case names its key. The
    same content sent again answers with the same key, so a retry needs no
    Idempotency-Key. Refused with 422 and a plain reason when it is not what it says.
    """
    by: Actor = request.auth  # type: ignore[attr-defined]
    stored = services.store(
        file, by=by, at=timezone.now(), purpose=purpose[:80], about=shelf_of(by)
    )
    return Status(201, queries.row(stored))


@router.get("/files/{key}", response=FileOut, summary="A file's data")
@needs_scope("material.store")
def show(request: HttpRequest, key: str) -> FileRow:
    """What is known of a file the caller may see."""
    return queries.row(queries.open_for(key, by=request.auth))  # type: ignore[attr-defined]


@router.get("/files/{key}/content", summary="A file's content")
@needs_scope("material.store")
def content(request: HttpRequest, key: str) -> HttpResponseBase:
    """The bytes as kept: images without their metadata."""
    stored, path = services.open_file(
        key,
        by=request.auth,  # type: ignore[attr-defined]
        at=timezone.now(),
    )
    return file_response(stored, path)
