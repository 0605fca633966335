"""Documents by API: data, PDF, and verification for anyone who holds the paper."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router

from yichuang.documents import queries, services
from yichuang.documents.models import Document
from yichuang.documents.schemas import DocumentOut, VerifiedOut
from yichuang.web.api import needs_scope
from yichuang.web.pages import pdf_response

router = Router(tags=["documents"])


@router.get(
    "/verify", response=VerifiedOut, auth=None, summary="Verify a document by its code"
)
def verify(
    request: HttpRequest, number: Query[str], code: Query[str]
) -> queries.Verified | VerifiedOut:
    """Whether a document with this number and check code was issued and is in force.

    Needs no token. Every miss answers the same: `state` "unknown".
    """
    found = queries.verify(code, number=number, on=timezone.localdate())
    return found or VerifiedOut(state="unknown")


@router.get("/documents/{number}", response=DocumentOut, summary="A document's data")
@needs_scope("document.read")
def show(request: HttpRequest, number: str) -> Document:
    """A document about something the caller may see."""
    return queries.by_number(number, by=request.auth)  # type: ignore[attr-defined]


@router.get("/documents/{number}/pdf", summary="A document as PDF")
@needs_scope("document.read")
def pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The same bytes every time."""
    document = queries.by_number(number, by=request.auth)  # type: ignore[attr-defined]
    return pdf_response(document.number, services.render(document))
