"""Deciding on a list of destruction."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yichuang.desk.forms.base import ActForm, long_text


class DecideForm(ActForm):
    """Why it is confirmed or dropped; the service insists on it."""

    needed = frozenset({"reason"})

    seen = None  # type: ignore[assignment]
    on = None  # type: ignore[assignment]
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=200, widget=long_text(2)
    )
