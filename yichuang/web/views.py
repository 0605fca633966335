"""The page kit's own addresses: keeping a preference, and the gallery of parts."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from yichuang.web import gallery, preferences
from yichuang.web.pages import page

OFFERED = ("theme", "mode", "language", "keys")


def _next(request: HttpRequest) -> str:
    """Where to go on; only inside this house."""
    wanted = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(
        wanted,
        allowed_hosts={request.get_host()},
        require_https=request.is_secure(),
    )
    return wanted if safe else "/"


@require_POST
def prefer(request: HttpRequest) -> HttpResponse:
    """Keep what was chosen in a cookie and go back; what is not on offer is ignored."""
    response = HttpResponseRedirect(_next(request))
    for name in OFFERED:
        if name in request.POST:
            preferences.write(response, name, request.POST[name])
    return response


@require_GET
def parts(request: HttpRequest, sheet: str = "citizen") -> HttpResponse:
    """Every part in every state, for developers and for the tests that photograph it."""
    if not getattr(settings, "YICHUANG_GALLERY", False):
        raise Http404
    rows = gallery.rows(sheet)
    if rows is None:
        raise Http404
    return page(request, f"web/gallery_{sheet}.html", rows)
