"""Doors of staff pages: strangers sign in, others learn nothing."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from yichuang.accounts.policies import acting, can
from yichuang.reviews import policies


def closed_to(request: HttpRequest, permission: str) -> HttpResponse | None:
    """The way to sign in for strangers, None for who may; everybody else gets 404."""
    by = acting(request)
    if not by.is_signed_in:
        return redirect_to_login(request.get_full_path(), reverse("account_login"))
    if not can(by, permission, policies.GRANTS):
        raise Http404
    return None
