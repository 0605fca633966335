"""What a citizen says about themselves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yichuang.accounts.models import Person


class WhoForm(forms.Form):
    """Name and identity document."""

    name = forms.CharField(
        label=_("Name"),
        help_text=_("As on your identity document"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    id_kind = forms.ChoiceField(
        label=_("Identity document"),
        choices=Person.IdKind.choices,
        initial=Person.IdKind.RESIDENT,
    )
    id_number = forms.CharField(
        label=_("Number on the identity document"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters"}
        ),
    )


class ContactForm(forms.Form):
    """Ways to reach the person besides the phone they sign in with."""

    email = forms.CharField(
        label=_("E-mail"),
        required=False,
        max_length=200,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    address = forms.CharField(
        label=_("Postal address"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class ConsentForm(forms.Form):
    """Which consent is withdrawn."""

    purpose = forms.CharField(max_length=60)
