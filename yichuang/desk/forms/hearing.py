"""Forms of a hearing: told, asked for, called, challenged, written down, signed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yichuang.cases.rules.hearing import HearingGround
from yichuang.desk.forms.base import ActForm, long_text

Choices = Sequence[tuple[str, str]]


class TellForm(ActForm):
    """Why there may be a hearing, what it is about, and who else is to be told."""

    needed = frozenset({"reason"})

    ground = forms.ChoiceField(
        label=_("Why there is a hearing"), widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("What is going to be decided, and why"),
        required=False,
        max_length=1000,
        widget=long_text(),
        help_text=_("The parties read it."),
    )
    interested = forms.CharField(
        label=_("Interested parties"),
        required=False,
        max_length=1000,
        widget=long_text(2),
        help_text=_("One name on each line; the applicant is told anyway."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(
            self, "ground", [(one.value, gettext(one.label)) for one in HearingGround]
        )


class WishForm(ActForm):
    """Who asks for a hearing, and what for."""

    who = forms.CharField(
        label=_("Who asks for it"),
        required=False,
        max_length=120,
        help_text=_("Empty: the applicant."),
    )
    wish = forms.CharField(
        label=_("What they want to say"),
        required=False,
        max_length=1000,
        widget=long_text(),
    )


class CallForm(ActForm):
    """When, where and before whom."""

    needed = frozenset({"place", "chair"})

    held_at = forms.DateTimeField(
        label=_("When"),
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
    )
    place = forms.CharField(label=_("Where"), required=False, max_length=120)
    chair = forms.TypedChoiceField(
        label=_("Who presides"),
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_("Only people who had no part in the case are offered."),
    )
    recorder = forms.CharField(
        label=_("Who writes the minutes"), required=False, max_length=80
    )
    public = forms.ChoiceField(
        label=_("Doors"),
        choices=(("yes", _("in public")), ("no", _("behind closed doors"))),
        widget=forms.RadioSelect,
    )
    secret_reason = forms.CharField(
        label=_("Why the doors are closed"),
        required=False,
        max_length=200,
        help_text=_("State secret, business secret or privacy; leave empty if public."),
    )

    def __init__(self, *args: Any, chairs: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "chair", chairs)


class ChallengeForm(ActForm):
    """Which direct interest the chair has."""

    needed = frozenset({"reason"})

    who = forms.CharField(
        label=_("Who challenges the chair"),
        required=False,
        max_length=120,
        help_text=_("Empty: the applicant."),
    )
    reason = forms.CharField(
        label=_("Direct interest of the chair"),
        required=False,
        max_length=300,
        widget=long_text(2),
    )


class JudgeForm(ActForm):
    """Whether the chair steps back, and why."""

    needed = frozenset({"decision"})

    uphold = forms.ChoiceField(
        label=_("The challenge"),
        choices=(("yes", _("Somebody else presides")), ("no", _("The chair stays"))),
        widget=forms.RadioSelect,
    )
    decision = forms.CharField(
        label=_("Reason"), required=False, max_length=300, widget=long_text(2)
    )


class MinutesForm(ActForm):
    """Who said what, and what the chair makes of it."""

    needed = frozenset({"minutes"})

    minutes = forms.CharField(
        label=_("Minutes"),
        required=False,
        max_length=40_000,
        widget=long_text(12),
        help_text=_("A line for each who spoke: name, colon, words."),
    )
    opinion = forms.CharField(
        label=_("Opinion of the chair"),
        required=False,
        max_length=2000,
        widget=long_text(3),
    )


class SignForm(ActForm):
    """One of those who were heard signs, or says why not."""

    party = forms.TypedChoiceField(
        label=_("Who signs"), coerce=int, widget=forms.RadioSelect
    )
    refused = forms.CharField(
        label=_("Why they would not sign"),
        required=False,
        max_length=200,
        help_text=_("Leave empty when they sign below."),
    )
    signature = forms.CharField(required=False, widget=forms.HiddenInput)
    aliases = {"name": "party"}

    def __init__(self, *args: Any, parties: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "party", parties)


def _choose(form: forms.Form, name: str, choices: Choices) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101
    field.choices = list(choices)
