"""Doors of pages: strangers are asked to sign in, others learn nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yichuang.accounts.policies import acting, can

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def to_sign_in(request: HttpRequest, *, staff: bool = False) -> HttpResponse:
    """To the sign-in page, and back here afterwards when this was only looking."""
    address = reverse("account_login" if staff else "accounts:sign-in")
    if request.method == "GET":
        address += "?" + urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(address)


def signed_in(view: View[P]) -> View[P]:
    """Only for somebody who has signed in."""

    @wraps(view)
    def guarded(
        request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        if not acting(request).is_signed_in:
            return to_sign_in(request)
        return view(request, *args, **kwargs)

    return guarded


def permitted(permission: str) -> Callable[[View[P]], View[P]]:
    """Only for staff with the permission; strangers sign in, others find no page."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(
            request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            actor = acting(request)
            if not actor.is_signed_in:
                return to_sign_in(request, staff=True)
            if not can(actor, permission):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def staff_only(view: View[P]) -> View[P]:
    """Only for people who work here; strangers sign in, citizens find no page."""

    @wraps(view)
    def guarded(
        request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        actor = acting(request)
        if not actor.is_signed_in:
            return to_sign_in(request, staff=True)
        if not actor.is_staff:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
