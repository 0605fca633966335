"""The guide on paper: a page to print, and a PDF to hand out."""

from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from yichuang.catalogue import queries
from yichuang.catalogue.presenters import guide_pdf, printed
from yichuang.catalogue.presenters.printing import LANGUAGES, qr_svg
from yichuang.catalogue.rules import Guide
from yichuang.kernel.refusals import Refusal
from yichuang.web.pages import page


@require_safe
def print_page(request: HttpRequest, key: str) -> HttpResponse:
    """The guide in force today as a page for the printer, in zh, en or both."""
    guide = _in_force(key)
    languages = _languages(request)
    rows = {
        "sheets": [printed(guide, language) for language in LANGUAGES[languages]],
        "languages": languages,
        "qr": SafeString(qr_svg(_address(guide))),  # drawn by segno, holds no text
        "address": _address(guide),
        "pdf": reverse("catalogue:pdf", args=[key]),
        "title": printed(guide, get_language() or "zh-hans").title,
    }
    return page(request, "catalogue/print.html", rows)


@require_safe
def pdf(request: HttpRequest, key: str) -> HttpResponse:
    """The guide in force today as PDF; `?lang=zh|en|both`."""
    guide = _in_force(key)
    content = guide_pdf(guide, _languages(request), _address(guide))
    response = HttpResponse(content, content_type="application/pdf")
    name = quote(f"{guide.name}.pdf")
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{name}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _in_force(key: str) -> Guide:
    try:
        return queries.current_guide(key, timezone.localdate())
    except Refusal as refusal:
        raise Http404(str(refusal)) from refusal


def _languages(request: HttpRequest) -> str:
    """What was asked for; without a word, the reader's own language."""
    asked = request.GET.get("lang", "")
    if asked in LANGUAGES:
        return asked
    return "en" if (get_language() or "").startswith("en") else "zh"


def _address(guide: Guide) -> str:
    """Where the guide stands on the web: what the QR code leads to."""
    return f"{settings.YICHUANG_PUBLIC_URL}/guides/{guide.key}/"
