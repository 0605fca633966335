"""One small form for each act that has legal effect; nothing is preselected."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yichuang.cases.rules.clock import GROUND_LABELS
from yichuang.cases.rules.lifecycle import OUTCOME_LABELS, Outcome
from yichuang.catalogue.rules import Tolerance
from yichuang.desk.forms.base import ActForm, long_text
from yichuang.documents.rules import DeliveryResult, DeliveryWay
from yichuang.organisation.queries.posts import PostCard
from yichuang.web.forms import DayField

YES_NO = (("yes", _("Agree")), ("no", _("Do not agree")))


class PlainForm(ActForm):
    """An act that needs nothing but the press."""


class NoticeForm(ActForm):
    """The one complete notice; a second, different one needs a supervisor's word."""

    override_reason = forms.CharField(
        label=_("Why a second list is demanded"),
        required=False,
        max_length=200,
        help_text=_("Only a supervisor can do this; it stays on record as a breach."),
    )
    aliases = {"papers": "override_reason"}

    def __init__(self, *args: Any, override: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not override:
            del self.fields["override_reason"]


class ReasonForm(ActForm):
    """An act the applicant is told the reason of."""

    needed = frozenset({"reason"})

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=1000,
        widget=long_text(),
        help_text=_("One or two sentences; the applicant reads them."),
    )


class HandOverForm(ActForm):
    """Which colleague takes the papers over, and why."""

    needed = frozenset({"receiver", "reason"})

    receiver = forms.TypedChoiceField(
        label=_("Who takes them over"), coerce=int, required=False, empty_value=None
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=200,
        help_text=_("For example: change of shift, leave, another post."),
    )

    def __init__(
        self, *args: Any, people: Sequence[tuple[int, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["receiver"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101
        field.choices = [("", gettext("Choose a colleague")), *people]


class DeclineForm(ReasonForm):
    """Not accepted, in one of three kinds."""

    outcome = forms.ChoiceField(
        label=_("Why it is not accepted"), widget=forms.RadioSelect
    )
    competent = forms.CharField(
        label=_("Competent authority"),
        required=False,
        max_length=120,
        help_text=_("Needed when the matter belongs to another authority."),
    )
    field_order = ("outcome", "reason", "competent")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["outcome"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [
            (one.value, gettext(OUTCOME_LABELS[one]))
            for one in (
                Outcome.NOT_REQUIRED,
                Outcome.NOT_COMPETENT,
                Outcome.NOT_ACCEPTED,
            )
        ]


class ToleranceForm(ActForm):
    """Asking that a paper may be missing; the guide decides which fields there are."""

    needed = frozenset({"whom", "how", "asked_at", "answer", "due"})

    whom = forms.CharField(label=_("Who was asked"), required=False, max_length=120)
    how = forms.CharField(
        label=_("In what way"),
        required=False,
        max_length=60,
        help_text=_("For example: by telephone, on the register’s website."),
    )
    asked_at = forms.DateTimeField(
        label=_("When"),
        required=False,
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
    )
    answer = forms.CharField(
        label=_("What they answered"),
        required=False,
        max_length=1000,
        widget=long_text(),
    )
    due = DayField(label=_("The paper will come until"), required=False)

    def __init__(self, *args: Any, kind: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        evidence = {"whom", "how", "asked_at", "answer"}
        proven = kind in {Tolerance.EVIDENCE.value, Tolerance.SHARE.value}
        away = set() if proven else evidence
        if kind != Tolerance.LATER.value:
            away |= {"due"}
        for name in away:
            del self.fields[name]


class ConsentForm(ActForm):
    """The word of somebody other than who asked."""

    agree = forms.ChoiceField(
        label=_("Your word"), choices=YES_NO, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=200,
        widget=long_text(2),
        help_text=_("Needed when you do not agree."),
    )


class PostForm(ActForm):
    """A post of the department."""

    post = forms.TypedChoiceField(label=_("Post"), coerce=int, widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, posts: tuple[PostCard, ...] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["post"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [(card.id, card.name) for card in posts]


class OpinionForm(ActForm):
    """What a post says."""

    agrees = forms.ChoiceField(
        label=_("The post’s opinion"), choices=YES_NO, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("In words"), required=False, max_length=1000, widget=long_text()
    )


class SuspendForm(ActForm):
    """A ground of the closed list and how long it takes."""

    ground = forms.ChoiceField(label=_("Ground"), widget=forms.RadioSelect)
    days = forms.IntegerField(
        label=_("Working days it will take"),
        min_value=1,
        max_value=250,
        help_text=_("The applicant is told this number in writing."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["ground"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [
            (ground.value, gettext(says)) for ground, says in GROUND_LABELS.items()
        ]


class ExtendForm(ReasonForm):
    """The one extension."""

    days = forms.IntegerField(label=_("Working days"), min_value=1, max_value=60)
    field_order = ("days", "reason")


class ApproveForm(ActForm):
    """Approval with an opinion that stays in the file."""

    opinion = forms.CharField(
        label=_("Opinion"), required=False, max_length=500, widget=long_text()
    )


class IssueForm(ActForm):
    """Handing over: at the window against a signature, or by post with a number."""

    needed = frozenset({"receiver"})

    how = forms.ChoiceField(label=_("In what way"), widget=forms.RadioSelect)
    receiver = forms.CharField(label=_("Receiver"), max_length=80, required=False)
    relation = forms.CharField(
        label=_("Relation to the applicant"),
        required=False,
        max_length=40,
        help_text=_("Leave empty when the applicant comes in person."),
    )
    tracking_number = forms.CharField(
        label=_("Courier’s number"), required=False, max_length=40
    )
    signature = forms.CharField(
        label=_("Signature"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["how"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [
            (way.value, gettext(way.label))
            for way in (DeliveryWay.WINDOW, DeliveryWay.POST)
        ]


class DeliverForm(ActForm):
    """How a document reached somebody; what stands in for a signature is written down."""

    needed = frozenset({"receiver"})

    how = forms.ChoiceField(label=_("In what way"), widget=forms.RadioSelect)
    receiver = forms.CharField(
        label=_("Receiver"),
        required=False,
        max_length=80,
        help_text=_("Empty: whom the document is addressed to."),
    )
    relation = forms.CharField(
        label=_("Relation to the applicant"),
        required=False,
        max_length=40,
        help_text=_("Leave empty when the applicant comes in person."),
    )
    tracking_number = forms.CharField(
        label=_("Courier’s number"), required=False, max_length=40
    )
    result = forms.ChoiceField(label=_("How it was taken"), widget=forms.RadioSelect)
    witness = forms.CharField(
        label=_("Witness"),
        required=False,
        max_length=120,
        help_text=_("Needed when signing was refused: name and unit."),
    )
    note = forms.CharField(
        label=_("Where, and why"),
        required=False,
        max_length=200,
        help_text=_("Needed when it was left or announced."),
    )
    announced_on = DayField(label=_("Announced on"), required=False)
    signature = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = (DeliveryWay.WINDOW, DeliveryWay.POST, DeliveryWay.MESSAGE)
        results = [one for one in DeliveryResult if one is not DeliveryResult.SENT]
        offered: dict[str, Sequence[DeliveryWay | DeliveryResult]] = {
            "how": ways,
            "result": results,
        }
        for name, rows in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101
            field.choices = [(one.value, gettext(one.label)) for one in rows]


class ArrivedForm(ActForm):
    """Who took the parcel."""

    receiver = forms.CharField(
        label=_("Who took it"),
        required=False,
        max_length=80,
        help_text=_("Empty: who it was sent to."),
    )


class TakeForm(ActForm):
    """An original that stays here for a while."""

    paper = forms.ChoiceField(label=_("Paper"), widget=forms.RadioSelect)
    originals = forms.IntegerField(
        label=_("Number of originals"), min_value=1, max_value=99, initial=1
    )

    def __init__(
        self, *args: Any, papers: tuple[tuple[str, str], ...] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["paper"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = list(papers)


class ReturnForm(ActForm):
    """An original that goes back."""

    needed = frozenset({"to"})

    to = forms.CharField(label=_("Who takes it back"), required=False, max_length=80)


class RevealForm(forms.Form):
    """Why a number is shown in full."""

    field = forms.ChoiceField(
        label=_("What to show"),
        choices=(("id_number", _("Identity number")), ("phone", _("Phone"))),
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("What it is needed for"),
        required=False,
        max_length=200,
        help_text=_("Kept on record with your name."),
    )
