"""The outbox: every message newest first; in a demonstration open to everybody."""

from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from yichuang.accounts import queries
from yichuang.accounts.policies import acting, can
from yichuang.accounts.services import messages
from yichuang.accounts.views.gate import permitted, to_sign_in
from yichuang.web.pages import page

PAGE = 30


class FilterForm(forms.Form):
    """Whose messages."""

    to = forms.CharField(
        label=_("Phone number or e-mail address"), required=False, max_length=200
    )
    before = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)


@dataclass(frozen=True, slots=True)
class Frame:
    """Which frame the page stands in: staff see their desk, visitors of a demo the portal."""

    base: str
    demo: bool


@permitted("outbox.resend")
@require_POST
def again(request: HttpRequest, message_id: int) -> HttpResponse:
    """Send a message again that was given up."""
    messages.try_again(message_id, by=acting(request), at=timezone.now())
    return redirect("accounts:outbox")


@never_cache
@require_GET
def outbox(request: HttpRequest) -> HttpResponse:
    """List the messages; with `to` only those of one phone or e-mail address."""
    actor = acting(request)
    allowed = can(actor, "outbox.view")
    if not (allowed or settings.YICHUANG_DEMO):
        if not actor.is_signed_in:
            return to_sign_in(request, staff=True)
        raise Http404
    form = FilterForm(request.GET)
    form.is_valid()
    to = form.cleaned_data.get("to") or ""
    found = queries.messages(
        to,
        before=form.cleaned_data.get("before"),
        limit=PAGE + 1,
        with_codes=settings.YICHUANG_DEMO,
    )
    rows = {
        "frame": Frame("web/desk.html" if allowed else "web/base.html", not allowed),
        "form": FilterForm(initial={"to": to}),
        "to": to,
        "messages": found[:PAGE],
        "may_resend": can(actor, "outbox.resend"),
        "older": found[PAGE - 1].id if len(found) > PAGE else None,
    }
    return page(request, "accounts/outbox.html", rows)
