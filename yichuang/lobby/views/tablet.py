"""The tablet at a window: at rest until the clerk shows it a case, then five faces."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from yichuang.accounts.policies import acting
from yichuang.cases.queries.finding import find
from yichuang.kernel.refusals import Refusal, Refusals, each
from yichuang.lobby.presenters.tablet import Tablet
from yichuang.lobby.presenters.tablet import tablet as tablet_of
from yichuang.lobby.views.pairing import choose, closed_to, paired
from yichuang.organisation.queries import places
from yichuang.organisation.queries.places import WindowCard
from yichuang.reviews.policies import GRANTS as REVIEW_GRANTS
from yichuang.reviews.queries import invitations
from yichuang.reviews.queries.asking import asked
from yichuang.reviews.rules.asking import Filled, read
from yichuang.reviews.rules.levels import Channel
from yichuang.reviews.services import inviting, reviewing
from yichuang.web.pages import page


def _device(window: WindowCard) -> Tablet:
    return tablet_of(window, places.hall(window.hall_id))


@never_cache
@require_safe
def tablet(request: HttpRequest) -> HttpResponse:
    """At rest; any other device is first made a tablet by staff."""
    window = paired(request)
    if window is None or "window" in request.GET:
        return choose(request)
    token = invitations.shown_at(window.id, at=timezone.now())
    if token:
        return redirect("lobby:ask", token=token)
    return page(request, "lobby/rest.html", {"tablet": _device(window)})


@never_cache
@require_safe
def now(request: HttpRequest) -> HttpResponse:
    """What the tablet at rest asks every three seconds: nothing yet, or where to go."""
    window = paired(request)
    response = HttpResponse(status=204)
    if window is None:
        response["HX-Redirect"] = reverse("lobby:tablet")
        return response
    token = invitations.shown_at(window.id, at=timezone.now())
    if token:
        response["HX-Redirect"] = reverse("lobby:ask", args=[token])
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, token: str) -> HttpResponse:
    """Five faces on the tablet; without a touch it goes back to rest by itself."""
    window = paired(request)
    card = invitations.card(token, at=timezone.now())
    if window is None:  # only a tablet looks like this; a phone has its own page
        return redirect("reviews:review", token=token)
    if card.reviewed or card.expired:
        return _thanks(request, window, said=card.reviewed)
    filled = Filled(0, (), "")
    refused: tuple[Refusal, ...] = ()
    if request.method == "POST":
        filled = read(dict(request.POST.lists()))
        said = reviewing.Said(filled.level, filled.tags, filled.text)
        try:
            reviewing.require_outsider(acting(request))
            reviewing.review(token, said, channel=Channel.TABLET, at=timezone.now())
            return redirect("lobby:ask", token=token)
        except (Refusal, Refusals) as wrong:
            refused = each(wrong)
    asked_for = asked(
        card,
        Channel.TABLET,
        level=filled.level,
        tags=filled.tags,
        text=filled.text,
        refused=refused,
    )
    rows = {"asked": asked_for, "tablet": _device(window)}
    return page(request, "lobby/ask.html", rows, status=422 if refused else 200)


def _thanks(request: HttpRequest, window: WindowCard, *, said: bool) -> HttpResponse:
    return page(request, "lobby/thanks.html", {"tablet": _device(window), "said": said})


@never_cache
@require_POST
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Not wanting to review is one touch."""
    inviting.skip(token, at=timezone.now())
    window = paired(request)
    if window is None:
        return redirect("reviews:review", token=token)
    return _thanks(request, window, said=False)


@never_cache
@require_POST
def away(request: HttpRequest, token: str) -> HttpResponse:
    """Nobody touched it: back to rest, and nothing is counted."""
    inviting.put_away(token)
    return redirect("lobby:tablet")


@never_cache
@require_POST
def show(request: HttpRequest) -> HttpResponse:
    """The clerk lets the window's tablet ask about a case: `case` and `window` number.

    The answer never holds the token: staff must not review in the person's place.
    """
    by = acting(request)
    if (door := closed_to(request, "review.show", REVIEW_GRANTS)) is not None:
        return door
    number = request.POST.get("window", "")
    inviting.show(
        find(by, request.POST.get("case", "")),
        int(number) if number.isdecimal() and len(number) < 5 else 0,
        by=by,
        at=timezone.now(),
    )
    notices.success(
        request,
        gettext("The tablet of window %(number)s asks now.") % {"number": number},
    )
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()})
    return redirect(back if safe else "/")
