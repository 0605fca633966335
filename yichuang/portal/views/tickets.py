"""A number from afar, and the page that follows any number: whoever holds the code."""

import secrets
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from yichuang.accounts.queries.people import phone_hash, phone_masked
from yichuang.kernel.refusals import Refusal, Refusals, each
from yichuang.portal.presenters import tickets as presented
from yichuang.portal.presenters.hall import hall_row
from yichuang.portal.queries import hall as hall_queries
from yichuang.portal.queries import tickets as queries
from yichuang.portal.views import asking
from yichuang.queueing.queries import mine
from yichuang.queueing.queries.mine import Channel
from yichuang.queueing.services import lines
from yichuang.queueing.services.taking import Ask, take_ticket
from yichuang.web.errors import reason, status_for
from yichuang.web.pages import page


@never_cache
@asking.citizens
@require_http_methods(["GET", "HEAD", "POST"])
def far(request: HttpRequest) -> HttpResponse:
    """Take a number from home: which line, how long the way is."""
    hall_id, at = hall_queries.online_hall(), asking.now()
    user_id = asking.who(request).user_id or 0
    phone = queries.phone_of(user_id)
    wrong, status = None, int(HTTPStatus.OK)
    if request.method == "POST":
        try:
            row = take_ticket(
                hall_id,
                _asked(request, phone),
                key=request.POST.get("key", ""),
                by=asking.who(request),
                at=at,
            )
            return redirect("portal:ticket", row.token)
        except (Refusal, Refusals) as refused:
            wrong = reason(each(refused)[0])
            status = status_for(request, refused)
    shown = {
        "hall": hall_row(hall_queries.hall_now(hall_id, at), at),
        "kinds": presented.kind_rows(
            queries.remote_kinds(hall_id),
            queries.lines(hall_id, at),
            queries.waits(hall_id, at),
        ),
        "score": presented.score_says(queries.held_lately(hall_id, at)),
        "chosen": request.POST.get("kind") or request.GET.get("kind", ""),
        "travel": request.POST.get("travel_minutes", ""),
        "phone": phone_masked(user_id),
        "held": queries.live_token(hall_id, phone_hash(phone) if phone else "", at),
        "wrong": wrong,
        "key": request.POST.get("key") or secrets.token_urlsafe(16),
    }
    return page(request, "portal/ticket_far.html", shown, status)


def _asked(request: HttpRequest, phone: str) -> Ask:
    minutes = request.POST.get("travel_minutes", "").strip()
    known = minutes.isdecimal() and len(minutes) < 5
    return Ask(
        kind=request.POST.get("kind", ""),
        channel=Channel.PHONE,
        phone=phone,
        # what cannot be read is refused as a way too long, in the same words
        travel_minutes=int(minutes) if known else -1,
        language="en" if (get_language() or "").startswith("en") else "zh-hans",
    )


@never_cache
@require_safe
def ticket(request: HttpRequest, token: str) -> HttpResponse:
    """Where a number stands; asked again every few seconds by the page itself. With
    `?before=A017` it says which of the two goes first, and why."""
    return _show(request, token, None)


def _show(
    request: HttpRequest, token: str, refused: Refusal | Refusals | None
) -> HttpResponse:
    at = asking.now()
    try:
        place = mine.my_place(token, at=at)
    except Refusal as unknown:
        raise Http404 from unknown
    number = request.GET.get("before", "").strip()[:8]
    why, wrong = "", None
    if number:
        try:
            why = presented.why_words(mine.why_before(token, number, at=at))
        except Refusal as not_told:
            wrong = reason(not_told)
    if refused is not None:
        wrong = reason(each(refused)[0])
    shown: dict[str, object] = {
        "ticket": presented.ticket_page(place, place.hall_id),
        "token": token,
        "before": number,
        "why": why,
        "wrong": wrong,
    }
    status = status_for(request, refused) if refused is not None else HTTPStatus.OK
    return page(request, "portal/ticket.html", shown, status)


ACTS = {
    "arrive": lines.check_in,
    "return": lines.bring_back,
    "leave": lines.give_up,
}


@never_cache
@require_POST
def act(request: HttpRequest, token: str, name: str) -> HttpResponse:
    """I am here, I am back, I do not wait any longer. A press twice is a press once."""
    service = ACTS.get(name)
    if service is None:
        raise Http404
    at = asking.now()
    try:
        ticket_id = mine.find(token).pk
    except Refusal as unknown:
        raise Http404 from unknown
    try:
        service(ticket_id, token=token, by=asking.who(request), at=at)
    except (Refusal, Refusals) as refused:
        if each(refused)[0].code not in {"move.not-allowed", "queueing.moved-on"}:
            return _show(request, token, refused)
    return redirect("portal:ticket", token)
