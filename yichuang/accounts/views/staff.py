"""Staff pages for the administrator, and everybody's own password."""

from collections.abc import Callable

from django.contrib import messages as notices
from django.contrib.auth import update_session_auth_hash
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yichuang.accounts import queries
from yichuang.accounts.forms import (
    OwnPasswordForm,
    PasswordForm,
    RoleForm,
    StaffForm,
)
from yichuang.accounts.models import User
from yichuang.accounts.policies import Grant, acting
from yichuang.accounts.presenters import grant_key, staff_rows, staff_sheet
from yichuang.accounts.rules import Role
from yichuang.accounts.services import staff
from yichuang.accounts.views.gate import permitted, staff_only
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.web.errors import status_of
from yichuang.web.forms import add_refusals
from yichuang.web.pages import page


def _tried(form: Form, act: Callable[[], object]) -> int:
    """Do it if the form is whole; the status of the answer, 0 when it was done."""
    if not form.is_valid():
        return 422
    try:
        act()
    except (Refusal, Refusals) as refused:
        add_refusals(form, refused)
        return status_of(refused)
    return 0


@never_cache
@permitted("staff.manage")
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who works here, and the machines."""
    text = request.GET.get("q", "").strip()[:100]
    rows = {"rows": staff_rows(queries.staff(text)), "q": text}
    return page(request, "accounts/staff_list.html", rows)


@never_cache
@permitted("staff.manage")
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make an account for a member of staff."""
    form = StaffForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = _tried(
            form,
            lambda: staff.create_staff(
                login=form.cleaned_data["login"],
                name=form.cleaned_data["name"],
                password=form.cleaned_data["password"],
                roles=[Role(role) for role in form.cleaned_data["roles"]],
                hall_id=form.cleaned_data["hall_id"],
                by=acting(request),
                at=timezone.now(),
            ),
        )
        if not status:
            notices.success(request, gettext("The account is made."))
            return redirect("accounts:staff")
    return page(request, "accounts/staff_new.html", {"form": form}, status)


@never_cache
@permitted("staff.manage")
@require_GET
def member(request: HttpRequest, user_id: int) -> HttpResponse:
    """One member of staff."""
    return _member_page(request, user_id)


@permitted("staff.manage")
@require_POST
def grant(request: HttpRequest, user_id: int) -> HttpResponse:
    """Give a role."""
    form = RoleForm(request.POST)
    status = _tried(
        form,
        lambda: staff.grant_role(
            user_id,
            Grant(Role(form.cleaned_data["role"]), form.cleaned_data["hall_id"]),
            by=acting(request),
            at=timezone.now(),
        ),
    )
    if status:
        return _member_page(request, user_id, role_form=form, status=status)
    return redirect("accounts:staff-member", user_id)


@permitted("staff.manage")
@require_POST
def revoke(request: HttpRequest, user_id: int) -> HttpResponse:
    """Withdraw a role; which one is named as its row names it."""
    row = queries.staff_member(user_id)
    wanted = request.POST.get("grant", "")
    held = [g for g in (row.grants if row else ()) if grant_key(g) == wanted]
    if not held:
        raise Http404
    staff.revoke_role(user_id, held[0], by=acting(request), at=timezone.now())
    return redirect("accounts:staff-member", user_id)


@permitted("staff.manage")
@sensitive_post_parameters("password")
@require_POST
def password(request: HttpRequest, user_id: int) -> HttpResponse:
    """Set somebody's password."""
    form = PasswordForm(request.POST)
    status = _tried(
        form,
        lambda: staff.set_password(
            user_id,
            form.cleaned_data["password"],
            by=acting(request),
            at=timezone.now(),
        ),
    )
    if status:
        return _member_page(request, user_id, password_form=form, status=status)
    notices.success(request, gettext("The new password is set."))
    return redirect("accounts:staff-member", user_id)


@permitted("staff.manage")
@require_POST
def active(request: HttpRequest, user_id: int) -> HttpResponse:
    """Disable or enable somebody."""
    staff.set_active(
        user_id,
        active=request.POST.get("active") == "1",
        by=acting(request),
        at=timezone.now(),
    )
    return redirect("accounts:staff-member", user_id)


@never_cache
@staff_only
@sensitive_post_parameters("old_password", "password")
@require_http_methods(["GET", "POST"])
def own_password(request: HttpRequest) -> HttpResponse:
    """Change my own password; other sessions of mine end, this one stays."""
    user = request.user
    if not isinstance(user, User):
        raise Http404
    form = OwnPasswordForm(request.POST or None)
    status = 200
    if request.method == "POST":
        if form.is_valid() and not user.check_password(
            form.cleaned_data["old_password"]
        ):
            form.add_error(
                "old_password", gettext("This is not your present password.")
            )
        status = _tried(form, lambda: _change_own(request, user, form))
        if not status:
            notices.success(request, gettext("The new password is set."))
            return redirect("mfa_index")
    return page(request, "accounts/own_password.html", {"form": form}, status)


def _change_own(request: HttpRequest, user: User, form: OwnPasswordForm) -> None:
    staff.set_password(
        user.pk, form.cleaned_data["password"], by=acting(request), at=timezone.now()
    )
    user.refresh_from_db(fields=["password"])
    update_session_auth_hash(request, user)


def _member_page(
    request: HttpRequest,
    user_id: int,
    *,
    role_form: RoleForm | None = None,
    password_form: PasswordForm | None = None,
    status: int = 200,
) -> HttpResponse:
    row = queries.staff_member(user_id)
    if row is None:
        raise Http404
    rows = {
        "member": staff_sheet(row),
        "role_form": role_form or RoleForm(),
        "password_form": password_form or PasswordForm(),
    }
    return page(request, "accounts/staff_member.html", rows, status)
