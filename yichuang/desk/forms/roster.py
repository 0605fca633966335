"""Forms of the roster, of training, and of when the hall is re-arranged."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yichuang.queueing.rules.adjusting import Thresholds
from yichuang.queueing.rules.roster import clock
from yichuang.web.forms import DayField, TellingForm

Choices = list[tuple[int | str, str]]


class SittingForm(TellingForm):
    """A window is given to somebody for a while, or closed."""

    day = forms.DateField(widget=forms.HiddenInput)
    window = forms.TypedChoiceField(label=_("Window"), coerce=int)
    person = forms.TypedChoiceField(
        label=_("Who sits there"), coerce=int, required=False, empty_value=None
    )
    first = forms.TypedChoiceField(label=_("From"), coerce=int)
    before = forms.TypedChoiceField(label=_("Until"), coerce=int)

    def __init__(
        self,
        *args: Any,
        windows: Choices,
        people: Choices,
        slots: Sequence[int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        starts: Choices = [(slot, clock(slot)) for slot in slots]
        ends: Choices = [(slot + 1, clock(slot + 1)) for slot in slots]
        nobody: Choices = [("", gettext("nobody: the window is closed"))]
        for name, choices in (
            ("window", windows),
            ("person", [*people, *nobody]),
            ("first", starts),
            ("before", ends),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101
            field.choices = choices


class TrainingForm(TellingForm):
    """What one colleague was trained for."""

    kinds = forms.MultipleChoiceField(
        label=_("Trained for"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kinds"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101
        field.choices = kinds


class DeclineForm(TellingForm):
    """A proposal is declined."""

    reason = forms.CharField(
        label=_("Why not"),
        max_length=60,
        required=False,
        help_text=_("It stands in the history; the same is not proposed for a while."),
    )


class ThresholdForm(TellingForm):
    """When something is proposed."""

    waiting = forms.IntegerField(label=_("More wait for each open window than"))
    wait = forms.IntegerField(label=_("Those waiting have waited on average (minutes)"))
    long_count = forms.IntegerField(label=_("So many have waited over half an hour"))
    saturation = forms.IntegerField(
        label=_("Windows busy in the last half-hour, per cent")
    )
    crowd = forms.IntegerField(label=_("Rest area: more wait in the whole hall than"))
    good_for = forms.IntegerField(label=_("A proposal is good for (minutes)"))
    valid_from = DayField(label=_("From"))

    @staticmethod
    def values_of(terms: Thresholds) -> dict[str, Any]:
        """What the form begins with."""
        return asdict(terms)
