"""Lending at the guide's desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yichuang.web.forms import TellingForm


class LendForm(TellingForm):
    """One thing, one ticket."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    thing = forms.ChoiceField(label=_("What"))
    ticket = forms.CharField(label=_("Ticket"), required=False, max_length=8)
    phone = forms.CharField(label=_("Or phone"), required=False, max_length=11)

    def __init__(self, *args: Any, things: list[tuple[str, str]], **kw: Any) -> None:
        super().__init__(*args, **kw)
        field = self.fields["thing"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = things
