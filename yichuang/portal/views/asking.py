"""What a request brings with it: who, when, which answers, and the way to sign in."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    QueryDict,
)
from django.urls import reverse
from django.utils import timezone

from yichuang.accounts.policies import Actor, ActorKind, acting
from yichuang.catalogue.rules import Answers, Guide, known_answers
from yichuang.organisation.queries import places

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def who(request: HttpRequest) -> Actor:
    """Who asks."""
    return acting(request)


def now() -> datetime:
    """The moment of this request."""
    return timezone.now()


def today(hall_id: int | None = None) -> date:
    """The day in the hall."""
    first = hall_id or places.first_hall_id()
    zone = places.hall(first).zone if first else None
    return timezone.localdate(now(), zone)


def answers(request: HttpRequest, guide: Guide) -> Answers:
    """The answers in the address that fit the guide; a form keeps them there, so that
    no question can be mistaken for one of its fields."""
    return _fitting(request.GET, guide)


def posted_answers(request: HttpRequest, guide: Guide) -> Answers:
    """The answers a form consists of."""
    return _fitting(request.POST, guide)


def _fitting(given: QueryDict, guide: Guide) -> Answers:
    return known_answers(guide, {key: given.get(key, "") for key in given})


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent for a form; None when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def with_answers(name: str, key: str, known: Answers, **more: str) -> str:
    """An address that carries answers."""
    query = urlencode({**known, **more})
    address = reverse(name, args=[key])
    return f"{address}?{query}" if query else address


def citizens(view: View[P]) -> View[P]:
    """Only for a citizen who has signed in; for staff there is no such page."""

    @signed_in
    @wraps(view)
    def guarded(
        request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        if who(request).kind is not ActorKind.CITIZEN:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def signed_in(view: View[P]) -> View[P]:
    """Only for somebody signed in; others sign in first and come back here."""

    @wraps(view)
    def guarded(
        request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        if who(request).is_signed_in:
            return view(request, *args, **kwargs)
        address = reverse("accounts:sign-in")
        if request.method == "GET":
            address += "?" + urlencode({"next": request.get_full_path()})
        return HttpResponseRedirect(address)

    return guarded
