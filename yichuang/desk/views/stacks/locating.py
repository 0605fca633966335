"""Finding any page by one field: a name, a number, a case, words that stand on it."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yichuang.accounts.policies import acting
from yichuang.desk.presenters.stacks.found import hits
from yichuang.desk.views.gate import staff
from yichuang.desk.views.stacks.listing import crumb
from yichuang.kernel.refusals import Refusal
from yichuang.materials.queries.locating import MOST_FOUND, Found, locate
from yichuang.web.errors import reason, status_for
from yichuang.web.pages import page
from yichuang.web.presenters import Link


@never_cache
@staff("material.read-stack")
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """One field; below it what was found, each page at its spot."""
    text = request.GET.get("q", "")
    found: tuple[Found, ...] = ()
    refused: Refusal | None = None
    if text.strip():
        try:
            found = locate(text, by=acting(request))
        except Refusal as wrong:
            refused = wrong
    rows = {
        "text": text.strip(),
        "hits": hits(found, text),
        "many": len(found) == MOST_FOUND,
        "refused": reason(refused) if refused else None,
        "crumbs": (crumb(), Link(gettext("Find a page"), "")),
    }
    status = status_for(request, refused) if refused else int(HTTPStatus.OK)
    return page(request, "desk/stacks/locate.html", rows, status)
