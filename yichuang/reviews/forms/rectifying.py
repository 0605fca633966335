"""Forms of the review officer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yichuang.reviews.rules.rectification import ENDING_LABELS, Ending


class ContactForm(forms.Form):
    """That the person was reached, and what they said."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("What was said"), max_length=1000, widget=forms.Textarea({"rows": 3})
    )


class CloseForm(forms.Form):
    """How it ended."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    ending = forms.ChoiceField(
        label=_("How it ended"),
        choices=[(ending.value, _(ENDING_LABELS[ending])) for ending in Ending],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("What was found and done"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )
