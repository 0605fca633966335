"""The small forms of the ways of handling: precedence, one sitting, papers between halls,
what follows a certificate, the end without a decision."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yichuang.cases.rules.ending import EndGround
from yichuang.cases.rules.following import FollowKind
from yichuang.cases.rules.modes import LONGEST_TARGET, GreenReason
from yichuang.cases.rules.visits import VisitReason
from yichuang.desk.forms.acts import YES_NO, ReasonForm
from yichuang.desk.forms.base import ActForm, long_text
from yichuang.web.forms import DayField


def _target(**more: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Own target in office minutes"),
        required=False,
        min_value=1,
        max_value=LONGEST_TARGET,
        help_text=_("Leave empty if the promise of the guide is soon enough."),
        **more,
    )


class GreenForm(ActForm):
    """Why a case should go before the others."""

    needed = frozenset({"evidence"})

    reason = forms.ChoiceField(label=_("Reason"), widget=forms.RadioSelect)
    evidence = forms.CharField(
        label=_("What shows it"),
        required=False,
        max_length=300,
        widget=long_text(2),
        help_text=_("Kept encrypted; the journal names only the reason."),
    )
    minutes = _target()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "reason", [(row.value, row.label) for row in GreenReason])


class GreenAnswerForm(ActForm):
    """The word of somebody other than who asked."""

    grant = forms.ChoiceField(
        label=_("Your word"), choices=YES_NO, widget=forms.RadioSelect
    )
    minutes = _target()
    answer = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=200,
        widget=long_text(2),
        help_text=_("Needed when you do not agree."),
    )


class TerminateForm(ReasonForm):
    """A ground of the list and its facts."""

    ground = forms.ChoiceField(
        label=_("Ground for ending it"), widget=forms.RadioSelect
    )
    field_order = ("ground", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "ground", [(row.value, row.label) for row in EndGround])


class TransferForm(ActForm):
    """How the person was identified before the papers go on."""

    needed = frozenset({"identity"})

    identity = forms.CharField(
        label=_("How the identity was checked"),
        required=False,
        max_length=200,
        help_text=_("For example: card and face compared by the reader."),
    )


class ParcelForm(ActForm):
    """What is sent to the other hall, and by which courier's number."""

    needed = frozenset({"what", "tracking"})

    what = forms.CharField(
        label=_("What is sent"),
        required=False,
        max_length=200,
        help_text=_("For example: 2 originals, or the certificate."),
    )
    tracking = forms.CharField(
        label=_("Courier’s number"), required=False, max_length=40
    )


class AtOnceForm(ActForm):
    """Which papers were found in order just now, and who takes the result along."""

    needed = frozenset({"receiver", "checked"})

    checked = forms.MultipleChoiceField(
        label=_("Papers in order"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    receiver = forms.CharField(label=_("Receiver"), max_length=80, required=False)
    signature = forms.CharField(
        label=_("Signature"), required=False, widget=forms.HiddenInput
    )

    def __init__(
        self, *args: Any, papers: tuple[tuple[str, str], ...] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["checked"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101
        field.choices = list(papers)
        if not papers:
            del self.fields["checked"]


class FollowForm(ActForm):
    """What is asked for a certificate that exists."""

    needed = frozenset({"wish"})

    kind = forms.ChoiceField(label=_("What is needed"), widget=forms.RadioSelect)
    wish = forms.CharField(
        label=_("What changes, or how it was lost"),
        required=False,
        max_length=500,
        widget=long_text(2),
        help_text=_("Not needed for a renewal. No newspaper is asked for."),
    )
    new_name = forms.CharField(
        label=_("New name of the holder"),
        required=False,
        max_length=200,
        help_text=_("Only when the name changes."),
    )

    def __init__(
        self, *args: Any, kinds: tuple[FollowKind, ...] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "kind", [(row.value, row.label) for row in kinds])


class VisitForm(forms.Form):
    """Where the window is wanted, when and why."""

    person_name = forms.CharField(
        label=_("Name of the person"), required=False, max_length=80
    )
    phone = forms.CharField(
        label=_("Phone"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    address = forms.CharField(
        label=_("Where they live"), required=False, max_length=200
    )
    reason = forms.ChoiceField(
        label=_("Why they cannot come"), required=False, widget=forms.RadioSelect
    )
    item_key = forms.ChoiceField(label=_("Matter"), required=False)
    day = DayField(
        label=_("Day"),
        required=False,
    )
    hour = forms.TimeField(
        label=_("Time"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}),
    )
    wish = forms.CharField(
        label=_("To be taken along, to be known"), required=False, max_length=200
    )

    def __init__(
        self, *args: Any, items: tuple[tuple[str, str], ...] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "reason", [(row.value, row.label) for row in VisitReason])
        field = self.fields["item_key"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [("", gettext("Choose the matter")), *items]


class SetOutForm(forms.Form):
    """Who goes along."""

    companion = forms.CharField(
        label=_("Colleague who goes along"), required=False, max_length=80
    )


class FinishForm(forms.Form):
    """What came of the visit, signed by the person visited."""

    result = forms.CharField(
        label=_("What came of it"), required=False, max_length=300, widget=long_text(2)
    )
    signature = forms.CharField(
        label=_("Signature"), required=False, widget=forms.HiddenInput
    )


def _offer(form: forms.Form, name: str, rows: list[tuple[str, str]]) -> None:
    """Give a choice its options in the reader's language."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101
    field.choices = [(value, gettext(says)) for value, says in rows]
