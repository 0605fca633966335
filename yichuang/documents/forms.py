"""The form of the public verification page."""

from django import forms
from django.utils.translation import gettext_lazy as _


class VerifyForm(forms.Form):
    """Number and check code as printed on the paper; spaces and brackets do not matter."""

    number = forms.CharField(label=_("Number of the document"), max_length=60)
    code = forms.CharField(label=_("Check code"), max_length=30)
