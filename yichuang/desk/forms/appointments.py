"""Forms of appointments: somebody is booked in, seats are set, groups named, terms."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yichuang.desk.forms.base import long_text
from yichuang.queueing.rules.appointments.slots import Grouping, starts
from yichuang.queueing.rules.appointments.terms import MOST, Terms
from yichuang.web.forms import DayField, TellingForm

Choices = Sequence[tuple[Any, str]]
HALF_HOURS = [(slot, f"{starts(slot):%H:%M}") for slot in range(12, 46)]

TERM_SAYS = {
    "hold_minutes": _("A chosen seat is kept (minutes)"),
    "lead_days": _("Booked at least so many days before"),
    "workdays_ahead": _("Working days open to booking"),
    "weekend_days_ahead": _("Weekends open to booking, days ahead"),
    "cancel_hours": _("Cancelled until so many hours before"),
    "late_minutes": _("Counts until so many minutes after its time"),
    "no_shows": _("Not kept so often …"),
    "no_show_days": _("… within so many days"),
    "blocked_days": _("… closes booking for so many days"),
    "most_ahead": _("Appointments one person may have ahead"),
    "share": _("Share of the windows' work that is offered (per cent)"),
}


class NewForm(TellingForm):
    """A person without a phone is booked in at the guide's desk."""

    slot = forms.TypedChoiceField(label=_("Time"), coerce=int)
    name = forms.CharField(label=_("Name"), max_length=100)
    id_number = forms.CharField(
        label=_("Identity number"),
        max_length=30,
        widget=forms.TextInput({"autocomplete": "off", "class": "yc-num"}),
    )
    phone = forms.CharField(label=_("Phone"), max_length=20, required=False)
    on_behalf = forms.CharField(
        label=_("Comes for somebody else: for whom"), max_length=100, required=False
    )

    def __init__(self, *args: Any, times: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "slot", times)


class MoveForm(TellingForm):
    """Another time for somebody's appointment."""

    slot = forms.TypedChoiceField(label=_("Another time"), coerce=int)

    def __init__(self, *args: Any, times: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "slot", times)


class ReasonForm(TellingForm):
    """Why something is done."""

    reason = forms.CharField(label=_("Reason"), max_length=200, widget=long_text(2))


class SpecialForm(TellingForm):
    """Extended hours of a day, or a weekend one to one."""

    kind = forms.ChoiceField(label=_("Kind"))
    day = DayField(label=_("Day"))
    first = forms.TypedChoiceField(
        label=_("From (time)"), coerce=int, choices=HALF_HOURS, initial=18
    )
    before = forms.TypedChoiceField(
        label=_("Until (time)"), coerce=int, choices=HALF_HOURS, initial=24
    )
    seats = forms.IntegerField(
        label=_("Seats of each half-hour"),
        initial=1,
        min_value=0,
        max_value=999,
        help_text=_("1 for one to one."),
    )
    window = forms.IntegerField(label=_("Window"), required=False, min_value=1)
    served_by = forms.CharField(label=_("Who is there"), max_length=80, required=False)

    def __init__(self, *args: Any, kinds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "kind", kinds)


class GroupsForm(TellingForm):
    """A busy day is divided."""

    kind = forms.ChoiceField(label=_("Kind"))
    day = DayField(label=_("Day"))
    grouping = forms.ChoiceField(
        label=_("Divided by"),
        choices=[(row.value, _(row.says)) for row in Grouping],
        widget=forms.RadioSelect,
        initial=Grouping.VILLAGE.value,
    )
    labels = forms.CharField(
        label=_("Groups in the order they come"),
        help_text=_("One on each line; leave it empty to let everybody book."),
        required=False,
        widget=long_text(6),
    )

    def __init__(self, *args: Any, kinds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "kind", kinds)


class TermsForm(TellingForm):
    """The terms as they will be published."""

    valid_from = DayField(label=_("In force from"))

    def __init__(self, *args: Any, now: Terms, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in fields(Terms):
            if row.name in MOST:
                least, most = MOST[row.name]
                self.fields[row.name] = forms.IntegerField(
                    label=TERM_SAYS[row.name],
                    min_value=least,
                    max_value=most,
                    initial=getattr(now, row.name),
                )

    @property
    def terms(self) -> Terms:
        """The terms that were entered."""
        return Terms(**{name: self.cleaned_data[name] for name in MOST})


class SeatsForm(TellingForm):
    """Seats of the half-hours of a day; the field of a half-hour is `n18` for nine."""

    def __init__(
        self, *args: Any, seats: dict[int, tuple[int, int]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for slot, (count, _taken) in seats.items():
            self.fields[f"n{slot}"] = forms.IntegerField(
                label=f"{starts(slot):%H:%M}",
                min_value=0,
                max_value=999,
                initial=count,
            )

    @property
    def seats(self) -> dict[int, int]:
        """Half-hour to seats."""
        return {int(name[1:]): count for name, count in self.cleaned_data.items()}


def _choices(form: forms.Form, name: str, choices: Choices) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  says the class above
    field.choices = list(choices)
