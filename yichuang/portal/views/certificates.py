"""My certificates: what holds until when, and to renew, change or report one lost."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yichuang.cases.queries import modes
from yichuang.cases.rules.following import FollowKind
from yichuang.cases.services import successors
from yichuang.kernel.refusals import Refusal
from yichuang.portal.forms import CertificateForm
from yichuang.portal.presenters.certificates import certificate_row, follow_page
from yichuang.portal.views import asking
from yichuang.web.errors import status_for
from yichuang.web.forms import add_refusals
from yichuang.web.pages import page


@never_cache
@asking.citizens
@require_safe
def certificates(request: HttpRequest) -> HttpResponse:
    """Every certificate of mine, with what may follow it."""
    today = asking.today()
    found = modes.certificates(asking.who(request), today)
    rows = sorted(
        (certificate_row(row, today) for row in found),
        key=lambda row: (row.void, not row.lit),
    )
    return page(request, "portal/certificates.html", {"rows": rows})


@never_cache
@asking.citizens
@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """Say what is needed; then the form goes on as any other application."""
    by, at = asking.who(request), asking.now()
    row = modes.certificate(by, number, asking.today())
    if row is None or kind not in {one.value for one in FollowKind}:
        raise Http404
    wanted = FollowKind(kind)
    form = CertificateForm(asking.posted(request), kind=wanted)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            case = successors.begin(
                number,
                wanted,
                wish=form.cleaned_data.get("wish", ""),
                new_name=form.cleaned_data.get("new_name", ""),
                by=by,
                at=at,
            )
        except Refusal as refused:
            add_refusals(form, refused)
            status = status_for(request, refused)
        else:
            return redirect("portal:case", case.number)
    shown = {"form": form, "page": follow_page(row, wanted)}
    return page(request, "portal/follow_certificate.html", shown, status)
