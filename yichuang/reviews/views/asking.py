"""The page behind the link: whoever holds it may speak, once, or leave it."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from yichuang.accounts.policies import acting
from yichuang.kernel.refusals import Refusal, Refusals, each
from yichuang.reviews.engines.codes import qr_svg
from yichuang.reviews.queries import invitations
from yichuang.reviews.queries.asking import asked, item_of
from yichuang.reviews.queries.invitations import InvitationCard
from yichuang.reviews.rules.asking import channel_of, read
from yichuang.reviews.services import inviting, reviewing
from yichuang.web.pages import page


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, token: str) -> HttpResponse:
    """Five faces, or what became of it. Sent twice, the same page answers."""
    now = timezone.now()
    card = invitations.card(token, at=now)
    if request.method == "POST" and not card.reviewed:
        return _take(request, card)
    if card.reviewed or card.expired:
        return _over(request, card)
    channel = channel_of(request.GET.get("c", ""))
    return page(request, "reviews/review.html", {"asked": asked(card, channel)})


def _take(request: HttpRequest, card: InvitationCard) -> HttpResponse:
    reviewing.require_outsider(acting(request))
    form = read(dict(request.POST.lists()))
    channel = channel_of(request.POST.get("c", ""))
    said = reviewing.Said(form.level, form.tags, form.text)
    try:
        reviewing.review(card.token, said, channel=channel, at=timezone.now())
    except (Refusal, Refusals) as refused:
        if not all(one.field for one in each(refused)):
            raise
        rows = asked(
            card,
            channel,
            level=form.level,
            tags=form.tags,
            text=form.text,
            refused=each(refused),
        )
        return page(request, "reviews/review.html", {"asked": rows}, status=422)
    return redirect("reviews:review", token=card.token)


def _over(
    request: HttpRequest, card: InvitationCard, *, skipped: bool = False
) -> HttpResponse:
    state = "reviewed" if card.reviewed else "skipped" if skipped else "expired"
    rows = {
        "state": state,
        "item": item_of(card),
        "until": card.expires_at,
        "token": card.token,
    }
    return page(request, "reviews/over.html", rows)


@never_cache
@require_POST
def skip(request: HttpRequest, token: str) -> HttpResponse:
    """Not wanting to review is as easy as reviewing, and is no review."""
    inviting.skip(token, at=timezone.now())
    card = invitations.card(token, at=timezone.now())
    return _over(request, card, skipped=True)


@require_safe
def code(request: HttpRequest, token: str) -> HttpResponse:
    """The link as a QR code."""
    card = invitations.card(token, at=timezone.now())
    address = reverse("reviews:review", args=[card.token])
    link = f"{settings.YICHUANG_PUBLIC_URL}{address}?{urlencode({'c': 'qr'})}"
    response = HttpResponse(qr_svg(link), content_type="image/svg+xml")
    response["Cache-Control"] = "private, no-store"
    return response
