"""Forms of tolerance, promise and credit: what is signed, what came, what was found."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yichuang.cases.rules.promise import METHOD_LABELS, Verdict
from yichuang.cases.rules.tolerance import (
    CONSEQUENCE_LABELS,
    SIGNED_AS_LABELS,
    SIGNED_HOW_LABELS,
    SPHERE_LABELS,
    Parties,
    SignedAs,
    SignedHow,
)
from yichuang.desk.forms.acts import ReasonForm
from yichuang.desk.forms.base import ActForm, long_text
from yichuang.web.forms import DayField, TellingForm

WAYS = (
    ("window", _("in person")),
    ("post", _("by post")),
    ("online", _("online")),
)


def choices_of(field: forms.Field, pairs: list[tuple[str, str]]) -> None:
    """Fill a field of choices when the reader's language is known."""
    assert isinstance(field, forms.ChoiceField)  # noqa: S101
    field.choices = pairs


class SigningForm(ActForm):
    """The applicant signs at the window: on the tablet, or on paper that is scanned."""

    needed = frozenset({"signer"})

    signed_as = forms.ChoiceField(label=_("Who signs"), widget=forms.RadioSelect)
    signer = forms.CharField(
        label=_("Name of who signs"), required=False, max_length=100
    )
    mandate = forms.CharField(
        label=_("Mandate"),
        required=False,
        max_length=120,
        help_text=_("For an agent: the written mandate and its date."),
    )
    how = forms.ChoiceField(label=_("In what way"), widget=forms.RadioSelect)
    scan = forms.FileField(
        label=_("The signed sheet"),
        required=False,
        help_text=_("When it was signed on paper: a photo or PDF."),
    )
    signature = forms.CharField(
        label=_("Signature"), required=False, widget=forms.HiddenInput
    )

    def __init__(
        self, *args: Any, parties: Parties | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        names = parties or Parties()
        own = SignedAs.REPRESENTATIVE if names.entity else SignedAs.APPLICANT
        self.initial.setdefault("signer", names.representative or names.applicant)
        choices_of(
            self.fields["signed_as"],
            [
                (one.value, gettext(SIGNED_AS_LABELS[one]))
                for one in (own, SignedAs.AGENT)
            ],
        )
        choices_of(
            self.fields["how"],
            [
                (one.value, gettext(says))
                for one, says in SIGNED_HOW_LABELS.items()
                if one is not SignedHow.ONLINE
            ],
        )


class PromiseForm(SigningForm):
    """The proofs a promise stands for, and the signature."""

    keys = forms.MultipleChoiceField(
        label=_("The promise stands for"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("keys", "signed_as", "signer", "mandate", "how", "scan")

    def __init__(
        self, *args: Any, papers: tuple[tuple[str, str], ...] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self.fields["keys"], list(papers))
        if "on" in self.initial:
            self.initial.setdefault("keys", [self.initial["on"]])


class BringForm(ActForm):
    """A promised paper is here; the day it arrived counts."""

    came_on = DayField(label=_("Arrived on"))
    how = forms.ChoiceField(
        label=_("In what way"), choices=WAYS, widget=forms.RadioSelect
    )


class LengthenForm(ReasonForm):
    """Longer for force majeure."""

    until = DayField(label=_("New last day"))
    field_order = ("until", "reason")


class DiscreditForm(ActForm):
    """Serious discredit, as another authority published it."""

    needed = frozenset({"fact", "source"})

    fact = forms.CharField(
        label=_("What happened"), required=False, max_length=500, widget=long_text()
    )
    source = forms.CharField(
        label=_("Where it is published"), required=False, max_length=120
    )


class RepairForm(TellingForm):
    """Asking that a record be lifted."""

    grounds = forms.CharField(
        label=_("What has been put right"),
        required=False,
        max_length=1000,
        widget=long_text(),
    )


class RepairWordForm(TellingForm):
    """The word on a request for repair."""

    grant = forms.ChoiceField(
        label=_("Your word"),
        choices=(("yes", _("Lift the record")), ("no", _("Leave it standing"))),
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=300, widget=long_text(2)
    )


class CheckForm(TellingForm):
    """What the later check of a promise found."""

    method = forms.ChoiceField(label=_("How it was checked"), widget=forms.RadioSelect)
    inspectors = forms.CharField(
        label=_("Who checked"),
        required=False,
        max_length=200,
        help_text=_("On site two at least, with a comma between."),
    )
    answer = forms.CharField(
        label=_("What was found"), required=False, max_length=1000, widget=long_text()
    )
    verdict = forms.ChoiceField(label=_("What follows"), widget=forms.RadioSelect)
    mend_by = DayField(label=_("To be put right by"), required=False)

    def __init__(self, *args: Any, mending: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(
            self.fields["method"],
            [(one.value, gettext(says)) for one, says in METHOD_LABELS.items()],
        )
        true = (
            gettext("It was put right") if mending else gettext("The promise is true")
        )
        verdicts = [
            (Verdict.TRUE.value, true),
            (Verdict.MEND.value, gettext("Order to put it right by a day")),
            (Verdict.FALSE.value, gettext("False: revoke the decision")),
        ]
        if mending:
            del verdicts[1]
            del self.fields["mend_by"]
        choices_of(self.fields["verdict"], verdicts)


class ListForm(TellingForm):
    """The next version of the hall's list of tolerance and promise."""

    valid_from = DayField(label=_("In force from"))
    most_open = forms.IntegerField(label=_("Papers one applicant may owe at once"))
    remind_before = forms.IntegerField(label=_("Reminder, working days before"))
    check_within = forms.IntegerField(
        label=_("Promises are checked within so many working days")
    )
    repair_wait = forms.IntegerField(
        label=_("Repair of a record after so many days at the earliest")
    )
    on_breach = forms.ChoiceField(
        label=_("A case whose papers did not come"), widget=forms.RadioSelect
    )
    excluded = forms.CharField(
        label=_("Kept out of tolerance and promise"),
        required=False,
        max_length=4000,
        widget=long_text(5),
    )
    note = forms.CharField(label=_("Why it changes"), required=False, max_length=200)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("valid_from", today)
        choices_of(
            self.fields["on_breach"],
            [(one.value, gettext(says)) for one, says in CONSEQUENCE_LABELS.items()],
        )
        spheres = gettext(", ").join(
            f"{sphere.value} = {gettext(says)}"
            for sphere, says in SPHERE_LABELS.items()
        )
        self.fields["excluded"].help_text = gettext(
            "One matter to a line: its key and why, for example “food-operation safety”. "
            "Reasons: %(spheres)s."
        ) % {"spheres": spheres}
