"""Forms of planning: a plan asked for, what if, a season of many."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yichuang.planning.rules.day import clock
from yichuang.planning.rules.staffing import GOAL
from yichuang.web.forms import DayField, TellingForm


class PlanForm(TellingForm):
    """A plan of a day is asked for."""

    day = DayField(label=_("Day"))
    goal = forms.FloatField(
        label=_("Nine in ten wait at most (minutes)"), initial=round(GOAL)
    )
    most_windows = forms.IntegerField(
        label=_("Most windows"),
        required=False,
        max_value=1000,
        help_text=_("Left empty: every window that serves something."),
    )


class TryForm(TellingForm):
    """A window opened or closed for a while, tried on paper."""

    window = forms.IntegerField(label=_("Which window"), min_value=1, max_value=9999)
    opens = forms.ChoiceField(
        label=_("What if it"),
        choices=[("open", _("opens")), ("close", _("closes"))],
    )
    first = forms.TypedChoiceField(label=_("From (time)"), coerce=int)
    before = forms.TypedChoiceField(label=_("Until (time)"), coerce=int)

    def __init__(
        self, *args: Any, slots: tuple[int, ...], windows: list[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, add in (("first", 0), ("before", 1)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101
            field.choices = [(slot + add, clock(slot + add)) for slot in slots]
        self.fields["window"].widget = forms.Select(
            choices=[(n, gettext("Window %(window)s") % {"window": n}) for n in windows]
        )

    def clean(self) -> dict[str, Any]:
        """The end lies after the beginning."""
        said: dict[str, Any] = super().clean() or {}
        if {"first", "before"} <= said.keys() and said["before"] <= said["first"]:
            self.add_error("before", gettext("Choose a time after the first one."))
        return said


class PeakForm(TellingForm):
    """A season of many is entered."""

    name = forms.CharField(
        label=_("Name of the peak"),
        max_length=40,
        required=False,
        help_text=_("The same name every year, so that the last one teaches."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of business"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    factor = forms.FloatField(
        label=_("How many times as many"),
        initial=2,
        help_text=_("1 is an ordinary day. Later the past says it better."),
    )
    first = DayField(label=_("First day"))
    last = DayField(label=_("Last day"))

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kinds"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101
        field.choices = kinds
