"""Who gets in, and whose figures and which day they see."""

from datetime import date, datetime

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from yichuang.accounts.policies import Actor, acting, can
from yichuang.insight import policies
from yichuang.insight.queries.day import Scope
from yichuang.organisation.queries import places


def closed_to(request: HttpRequest, permission: str) -> HttpResponse | None:
    """The way to sign in for strangers, None for who may; everybody else gets 404."""
    by = acting(request)
    if not by.is_signed_in:
        return redirect_to_login(request.get_full_path(), reverse("account_login"))
    if not can(by, permission, policies.GRANTS):
        raise Http404
    return None


def scope_of(by: Actor, asked: str, at: datetime) -> Scope:
    """The day that was asked for, never one to come, in the reader's hall.

    Who belongs to no hall sees all of them, by the calendar of the first.
    """
    home = by.hall_id if by.hall_id is not None else places.first_hall_id()
    if home is None:
        raise Http404
    today = at.astimezone(places.hall(home).zone).date()
    try:
        day = min(date.fromisoformat(asked), today)
    except ValueError:
        day = today
    return Scope(day, by.hall_id, home, at if day == today else None)
