"""Which days of the hall somebody wants to see."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yichuang.web.forms import DayField, TellingForm

MOST_DAYS = 14
"""Every entry of a day is read; two weeks of a large hall are read in seconds."""


class DaysForm(TellingForm):
    """Some days that are over."""

    first = DayField(label=_("From (day)"))
    last = DayField(label=_("To (day)"))

    def __init__(self, data: Mapping[str, Any], *, today: date) -> None:
        super().__init__(data)
        self.today = today

    def clean_last(self) -> date:
        """The last day; it is over, and not too far from the first."""
        last: date = self.cleaned_data["last"]
        first: date = self.cleaned_data.get("first", last)
        if last >= self.today:
            raise forms.ValidationError(
                gettext("Choose days that are over; today stands on the hall's board.")
            )
        if last < first:
            raise forms.ValidationError(gettext("The last day is before the first."))
        if last - first >= timedelta(days=MOST_DAYS):
            raise forms.ValidationError(
                gettext("Choose at most %(days)s days.") % {"days": MOST_DAYS}
            )
        return last
