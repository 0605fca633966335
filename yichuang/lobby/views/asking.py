"""Asking in one's own words at the kiosk: the robot's answer, and a number for the matter.

What was typed is posted and forgotten: it stands in no address, and the start page comes
back by itself.
"""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yichuang.guidance import queries as guidance
from yichuang.kernel.refusals import Refusal
from yichuang.lobby.presenters import asking as presented
from yichuang.lobby.presenters import kiosk as frames
from yichuang.lobby.queries.kiosk import kind_of
from yichuang.lobby.views import kiosk
from yichuang.lobby.views.screens import need_hall
from yichuang.organisation.queries.places import HallCard
from yichuang.web.errors import reason
from yichuang.web.pages import page


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, hall_id: int) -> HttpResponse:
    """What people ask, to press; letters, to type; then the answer."""
    hall = need_hall(hall_id)
    if not kiosk.is_kiosk(request, hall_id):
        return redirect("lobby:kiosk", hall_id)
    if request.method != "POST":
        return page(request, "lobby/kiosk_ask.html", _frame(request, hall))
    words = request.POST.get("q", "")
    today = timezone.now().astimezone(hall.zone).date()
    try:
        answer = guidance.ask(
            words,
            presented.context(request.POST),
            get_language() or "zh-hans",
            on=today,
        )
    except Refusal as refused:
        rows = _frame(request, hall) | {"wrong": reason(refused)}
        return page(request, "lobby/kiosk_ask.html", rows, HTTPStatus.CONFLICT)
    found = answer.found
    serves = kind_of(hall.id, found.id) if found and found.kind == "item" else ""
    rows = _frame(request, hall) | {
        "reply": presented.reply(answer),
        "kind": "" if answer.ended else serves,
    }
    return page(request, "lobby/kiosk_ask.html", rows)


def _frame(request: HttpRequest, hall: HallCard) -> dict[str, object]:
    return kiosk.frame(request, hall) | {
        "examples": presented.examples(),
        "letters": presented.LETTERS,
        "key": frames.fresh_key(),
    }
