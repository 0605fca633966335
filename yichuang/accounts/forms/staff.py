"""Members of staff: making them, their roles and passwords."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yichuang.accounts.queries import places
from yichuang.accounts.rules import STAFF_ROLES, Role


def role_choices() -> list[tuple[str, str]]:
    """Roles of staff in the order of Role, in the reader's language."""
    return [(role.value, gettext(role.label)) for role in Role if role in STAFF_ROLES]


def hall_choices() -> list[tuple[str, str]]:
    """Every hall, after the choice of none."""
    every = [("", gettext("Every hall"))]
    return every + [(str(number), name) for number, name in places.halls()]


class _HallForm(forms.Form):
    """A form that offers the halls there are."""

    hall_id = forms.TypedChoiceField(
        label=_("Hall"),
        required=False,
        coerce=int,
        empty_value=None,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Read now: choices given as a function would be asked for while rendering.
        hall = self.fields["hall_id"]
        if isinstance(hall, forms.ChoiceField):
            hall.choices = hall_choices()


def _new_password(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=_("12 characters or more, for example three words"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class StaffForm(_HallForm):
    """A new member of staff."""

    name = forms.CharField(label=_("Name"), max_length=100)
    login = forms.CharField(
        label=_("Login"),
        help_text=_("Small letters, for example the name in pinyin: chen.fang"),
        max_length=64,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    password = _new_password(_("First password"))
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        required=False,
        choices=role_choices,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("name", "login", "password", "hall_id", "roles")


class RoleForm(_HallForm):
    """A role to grant."""

    role = forms.ChoiceField(label=_("Role"), choices=role_choices)
    field_order = ("role", "hall_id")


class PasswordForm(forms.Form):
    """A password an administrator sets for somebody."""

    password = _new_password(_("New password"))


class OwnPasswordForm(forms.Form):
    """A member of staff changes their own password."""

    old_password = forms.CharField(
        label=_("Present password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = _new_password(_("New password"))


class StaffSignInForm(LoginForm):  # type: ignore[misc]
    """allauth's form in our words: a label above each field and nothing inside it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Login")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        self.fields["login"].widget.attrs["autocapitalize"] = "none"
        self.fields["password"].help_text = ""


class SecondStepForm(AuthenticateForm):  # type: ignore[misc]
    """The second step in our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Digits of the app, or a recovery code")


class SetUpAppForm(ActivateTOTPForm):  # type: ignore[misc]
    """Setting up the app in our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("The 6 digits the app shows")
