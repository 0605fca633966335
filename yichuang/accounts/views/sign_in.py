"""Citizens sign in by phone and one-time code: one page for the number, one for the code."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from yichuang.accounts.forms import CodeForm, PhoneForm
from yichuang.accounts.models.secrets import decrypt, encrypt
from yichuang.accounts.policies import acting
from yichuang.accounts.services import sign_in
from yichuang.accounts.views.address import client_address
from yichuang.kernel.identity import mask_phone
from yichuang.kernel.refusals import Refusal
from yichuang.web.errors import status_of
from yichuang.web.forms import add_refusals
from yichuang.web.pages import page

PHONE = "sign_in_phone"
NEXT = "sign_in_next"
BACKEND = "yichuang.accounts.adapters.backend.HouseBackend"


def safe_next(request: HttpRequest, wanted: str, otherwise: str = "/") -> str:
    """The address to go on to, if it lies in this house."""
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else otherwise


@never_cache
@sensitive_post_parameters("phone")
@require_http_methods(["GET", "POST"])
def phone(request: HttpRequest) -> HttpResponse:
    """Ask for the phone number and send the code."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    if acting(request).is_signed_in and request.method == "GET":
        return HttpResponseRedirect(safe_next(request, wanted, reverse("accounts:me")))
    form = PhoneForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            number = sign_in.send_code(
                form.cleaned_data["phone"],
                address=client_address(request),
                at=timezone.now(),
            )
        except Refusal as refused:
            add_refusals(form, refused)
            status = status_of(refused)
        else:
            request.session[PHONE] = encrypt(number)
            request.session[NEXT] = safe_next(request, wanted)
            return redirect("accounts:sign-in-code")
    rows = {"form": form, "next": wanted, "staff_url": reverse("account_login")}
    return page(request, "accounts/sign_in.html", rows, status or 200)


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code; on the right one the citizen is in, for the first time or again."""
    number = decrypt(request.session.get(PHONE, ""))
    if not number:
        return redirect("accounts:sign-in")
    form = CodeForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            user = sign_in.check_code(
                number,
                form.cleaned_data["code"],
                at=timezone.now(),
                language=get_language() or "",
            )
        except Refusal as refused:
            add_refusals(form, refused)
            status = status_of(refused)
        else:
            wanted = request.session.pop(NEXT, "/")
            request.session.pop(PHONE, None)
            # Django gives the session a new key here, so one planted before is worthless.
            login(request, user, backend=BACKEND)
            return HttpResponseRedirect(safe_next(request, wanted))
    return page(request, "accounts/code.html", _code_rows(number, form), status)


@never_cache
@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Send another code to the same phone."""
    number = decrypt(request.session.get(PHONE, ""))
    if not number:
        return redirect("accounts:sign-in")
    try:
        sign_in.send_code(number, address=client_address(request), at=timezone.now())
    except Refusal as refused:
        form = CodeForm({"code": ""})
        form.full_clean()
        form.errors.clear()
        add_refusals(form, refused)
        rows = _code_rows(number, form)
        return page(request, "accounts/code.html", rows, status_of(refused))
    return redirect("accounts:sign-in-code")


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out; the session is emptied and gets a new key."""
    staff = acting(request).is_staff
    logout(request)
    return HttpResponseRedirect(reverse("account_login") if staff else "/")


def _code_rows(number: str, form: CodeForm) -> dict[str, object]:
    outbox = ""
    if settings.YICHUANG_DEMO:
        outbox = f"{reverse('accounts:outbox')}?{urlencode({'to': number})}"
    return {"form": form, "phone": mask_phone(number), "outbox_url": outbox}
