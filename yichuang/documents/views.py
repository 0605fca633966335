"""Pages of the room: a document as PDF, and verification for anyone with the paper."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from yichuang.accounts.policies import acting
from yichuang.documents import queries, services
from yichuang.documents.forms import VerifyForm
from yichuang.documents.presenters import verdict_of
from yichuang.documents.rules import DocumentKind
from yichuang.web.pages import page, pdf_response


@require_safe
def pdf(request: HttpRequest, number: str) -> HttpResponseBase:
    """The document as PDF, for those its owner's room lets see it.

    `?print` opens it in the browser to be printed; otherwise it is a download.
    """
    by = acting(request)
    if not by.is_signed_in:
        return redirect_to_login(request.get_full_path())
    document = queries.by_number(number, by=by)
    made = services.hand_out(document, by=by, at=timezone.now())
    # A certificate goes on paper by the desk's page of printing, which knows its sheets.
    controlled = by.is_staff and document.kind == DocumentKind.CERTIFICATE
    inline = "print" in request.GET and not controlled
    return pdf_response(document.number, made, inline=inline)


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """Number and code are entered and answered on one page.

    Every miss has the same answer, so that nobody learns which half was right.
    """
    asked = "number" in request.GET or "code" in request.GET
    form = VerifyForm(request.GET if asked else None)
    rows: dict[str, object] = {"form": form, "verdict": None}
    if asked and form.is_valid():
        found = queries.verify(
            form.cleaned_data["code"],
            number=form.cleaned_data["number"],
            on=timezone.localdate(),
        )
        rows["verdict"] = verdict_of(found)
    return page(request, "documents/verify.html", rows)


@require_safe
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    """What the QR code on the paper opens."""
    found = queries.verify(code, on=timezone.localdate())
    rows = {"form": VerifyForm(), "verdict": verdict_of(found)}
    return page(request, "documents/verify.html", rows)
