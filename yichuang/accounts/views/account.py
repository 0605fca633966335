"""My account: what the hall knows of me, masked until I ask; consents; ways to reach me."""

from typing import Any

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from yichuang.accounts import queries
from yichuang.accounts.forms import ConsentForm, ContactForm, WhoForm
from yichuang.accounts.policies import acting
from yichuang.accounts.services import consents, people, reveals
from yichuang.accounts.views.gate import signed_in
from yichuang.accounts.views.sign_in import safe_next
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.web.errors import status_of
from yichuang.web.forms import add_refusals
from yichuang.web.pages import page


@never_cache
@signed_in
@require_http_methods(["GET"])
def me(request: HttpRequest) -> HttpResponse:
    """The account page."""
    return page(request, "accounts/me.html", _rows(request))


@never_cache
@signed_in
@require_POST
def reveal(request: HttpRequest) -> HttpResponse:
    """Show my own numbers in full, on this one answer."""
    actor = acting(request)
    if actor.person_id is None:
        return redirect("accounts:who")
    at = timezone.now()
    shown = {
        field.value: reveals.reveal(actor.person_id, field, reason="", by=actor, at=at)
        for field in reveals.Field
    }
    return page(request, "accounts/me.html", _rows(request) | {"shown": shown})


@never_cache
@signed_in
@require_http_methods(["GET", "POST"])
def who(request: HttpRequest) -> HttpResponse:
    """Say who I am: name and identity number, once."""
    actor = acting(request)
    form = WhoForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            people.claim_person(**form.cleaned_data, by=actor, at=timezone.now())
        except (Refusal, Refusals) as refused:
            add_refusals(form, refused)
            status = status_of(refused)
        else:
            notices.success(request, gettext("Thank you, we know now who you are."))
            return redirect(_onward(request))
    rows = {
        "form": form,
        "next": request.POST.get("next") or request.GET.get("next", ""),
    }
    return page(request, "accounts/who.html", rows, status)


@never_cache
@signed_in
@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """Add or change e-mail and postal address."""
    actor = acting(request)
    card = queries.person_card(actor.person_id) if actor.person_id else None
    if card is None:
        return redirect("accounts:who")
    form = ContactForm(request.POST or None, initial={"version": card.version})
    status = 200
    if request.method == "POST" and form.is_valid():
        wanted = people.Contact(
            email=form.cleaned_data["email"], address=form.cleaned_data["address"]
        )
        try:
            people.change_contact(
                card.id,
                wanted,
                version=form.cleaned_data["version"],
                by=actor,
                at=timezone.now(),
            )
        except (Refusal, Refusals) as refused:
            add_refusals(form, refused)
            status = status_of(refused)
        else:
            notices.success(request, gettext("Saved."))
            return redirect("accounts:me")
    return page(request, "accounts/contact.html", {"form": form, "card": card}, status)


@signed_in
@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    """Withdraw a consent."""
    actor = acting(request)
    form = ConsentForm(request.POST)
    if actor.person_id is not None and form.is_valid():
        consents.withdraw(
            actor.person_id, form.cleaned_data["purpose"], by=actor, at=timezone.now()
        )
        notices.success(request, gettext("The consent is withdrawn."))
    return redirect("accounts:me")


def _onward(request: HttpRequest) -> str:
    return safe_next(request, request.POST.get("next", ""), "/account/")


def _rows(request: HttpRequest) -> dict[str, Any]:
    actor = acting(request)
    card = queries.person_card(actor.person_id) if actor.person_id else None
    return {
        "actor": actor,
        "card": card,
        "phone": queries.phone_masked(actor.user_id) if actor.user_id else "",
        "consents": queries.consents_of(card.id) if card else [],
        "messages_to_me": queries.page_messages(card.id, 10) if card else [],
        "shown": None,
    }
