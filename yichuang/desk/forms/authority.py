"""Forms of letters, cover and hall days; the services say what is right."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yichuang.desk.forms.base import long_text
from yichuang.organisation.rules import ChangeReason, Scope
from yichuang.organisation.rules.letters import REASON_LABELS, SCOPE_LABELS
from yichuang.web.forms import DayField, TellingForm

Choices = tuple[tuple[Any, str], ...]


class TalliedForm(TellingForm):
    """A form of a letter."""

    # Fields a service insists on, in its own words, so the form does not.
    needed = frozenset({"letter_number", "reason", "handover", "scope"})


class TermsForm(TalliedForm):
    """What every letter says: number, days, scope, seal, reason."""

    aliases = {"items": "items"}

    letter_number = forms.CharField(
        label=_("Number of the letter"), max_length=60, required=False
    )
    scope = forms.ChoiceField(
        label=_("What it allows"), widget=forms.RadioSelect, initial=Scope.DECIDE.value
    )
    reason = forms.ChoiceField(label=_("Why it was written"), widget=forms.RadioSelect)
    valid_from = DayField(label=_("First day"))
    valid_to = DayField(label=_("Last day"), help_text=_("Both days are included."))
    sealed_on = DayField(label=_("Sealed on"), required=False)
    seal_holder = forms.CharField(
        label=_("Who keeps the approval seal"), max_length=80, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(
            self,
            "scope",
            [(one.value, gettext(says)) for one, says in SCOPE_LABELS.items()],
        )
        _choose(
            self,
            "reason",
            [(one.value, gettext(says)) for one, says in REASON_LABELS.items()],
        )


class LetterForm(TermsForm):
    """A new letter: one person, one post, the items it names."""

    aliases = {"items": "items", "user": "user"}

    post = forms.TypedChoiceField(label=_("Post"), coerce=int)
    user = forms.TypedChoiceField(label=_("Person"), coerce=int)
    items = forms.MultipleChoiceField(
        label=_("Items"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Tick none for every item of the department; a letter for deciding on the spot names its items."
        ),
    )
    field_order = (
        *("letter_number", "post", "user", "scope", "items", "valid_from", "valid_to"),
        *("sealed_on", "seal_holder", "reason"),
    )

    def __init__(
        self,
        *args: Any,
        posts: Choices = (),
        people: Choices = (),
        matters: Choices = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "post", posts)
        _choose(self, "user", people)
        _choose(self, "items", matters)


class RenewForm(TermsForm):
    """The letter that follows: item, post and person stay."""

    field_order = (
        *("letter_number", "valid_from", "valid_to", "scope", "sealed_on"),
        *("seal_holder", "reason"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].initial = ChangeReason.EXPIRY.value


class WithdrawForm(TalliedForm):
    """A letter ends early."""

    on = DayField(label=_("From which day it covers nothing"))
    reason = forms.CharField(
        label=_("Why it is withdrawn"),
        required=False,
        max_length=200,
        widget=long_text(2),
    )


class AbsenceForm(TalliedForm):
    """Days on which A is away, and what B has to know."""

    holding = forms.TypedChoiceField(label=_("Who is away (A)"), coerce=int)
    stands_in = forms.TypedChoiceField(label=_("Who stands in (B)"), coerce=int)
    first = DayField(label=_("First day away"))
    last = DayField(label=_("Last day away"))
    reason = forms.CharField(label=_("Reason"), max_length=120, required=False)
    handover = forms.CharField(
        label=_("What is handed over to B"),
        required=False,
        max_length=1000,
        widget=long_text(),
        help_text=_(
            "Open cases, where the seal is, what is due. “Nothing open” is an answer."
        ),
    )

    def __init__(
        self, *args: Any, holders: Choices = (), stand_ins: Choices = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "holding", holders)
        _choose(self, "stands_in", stand_ins)


class HallDayForm(TalliedForm):
    """A day on which the hall is open or closed against its habit."""

    day = DayField(label=_("Day"))
    opens = forms.ChoiceField(
        label=_("On that day the hall is"),
        choices=(("no", _("closed")), ("yes", _("open"))),
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=80,
        required=False,
        help_text=_("Citizens read it on the hall’s page."),
    )


def _choose(form: forms.Form, name: str, choices: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101
    field.choices = list(choices)
