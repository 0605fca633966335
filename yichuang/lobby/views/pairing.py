"""Making a device the tablet of a window: once, by staff, and then without them.

The device keeps a signed cookie that is good for this alone. The person who set it up is
signed out of it, for it will lie in front of citizens.
"""

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from yichuang.accounts.policies import Grants, acting, can
from yichuang.lobby import policies
from yichuang.lobby.presenters.tablet import window_rows
from yichuang.organisation.queries import places
from yichuang.organisation.queries.places import WindowCard
from yichuang.web.pages import page

COOKIE = "yc_tablet"
SALT = "yichuang.lobby.tablet"
A_YEAR = 365 * 24 * 3600


def paired(request: HttpRequest) -> WindowCard | None:
    """The window this device belongs to, None for any other device."""
    kept = request.get_signed_cookie(COOKIE, "", salt=SALT, max_age=A_YEAR)
    hall_id, _colon, window_id = (kept or "").partition(":")
    if not (hall_id.isdecimal() and window_id.isdecimal()):
        return None
    windows = places.windows(int(hall_id))
    return next((row for row in windows if row.id == int(window_id)), None)


def closed_to(
    request: HttpRequest, permission: str, grants: Grants = policies.GRANTS
) -> HttpResponse | None:
    """The way to sign in for strangers, None for who may; everybody else gets 404."""
    by = acting(request)
    if not by.is_signed_in:
        return redirect_to_login(request.get_full_path(), reverse("account_login"))
    if not can(by, permission, grants):
        raise Http404
    return None


def _windows(request: HttpRequest) -> tuple[WindowCard, ...]:
    by = acting(request)
    hall_id = by.hall_id if by.hall_id is not None else places.first_hall_id()
    return places.windows(hall_id) if hall_id is not None else ()


def choose(request: HttpRequest) -> HttpResponse:
    """Whose tablet this is to be."""
    if (door := closed_to(request, "tablet.pair")) is not None:
        return door
    rows = window_rows(_windows(request), request.GET.get("window", ""))
    return page(request, "lobby/pair.html", {"windows": rows})


@never_cache
@require_POST
def pair(request: HttpRequest) -> HttpResponse:
    """From now on this device is the tablet of the window, and nobody is signed in."""
    if (door := closed_to(request, "tablet.pair")) is not None:
        return door
    wanted = request.POST.get("window", "")
    window = next((row for row in _windows(request) if str(row.id) == wanted), None)
    if window is None:
        return redirect("lobby:tablet")
    logout(request)
    response = redirect("lobby:tablet")
    response.set_signed_cookie(
        COOKIE,
        f"{window.hall_id}:{window.id}",
        salt=SALT,
        max_age=A_YEAR,
        path=reverse("lobby:tablet"),
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response
