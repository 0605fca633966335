"""The door of the desk: strangers sign in, who has no business here finds no page."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yichuang.accounts.policies import acting
from yichuang.desk.policies import may

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def staff(permission: str = "desk.open") -> Callable[[View[P]], View[P]]:
    """Only for staff with the permission of the desk or of cases."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(
            request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            by = acting(request)
            if not by.is_signed_in:
                return _to_sign_in(request)
            if not by.is_staff or not may(by, permission):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    address = reverse("account_login")
    if request.method == "GET":
        address += "?" + urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(address)
