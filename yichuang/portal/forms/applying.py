"""Forms of applying, following and asking again."""

from typing import Any

from django import forms
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yichuang.cases.rules.bundles import Asked
from yichuang.cases.rules.following import FollowKind
from yichuang.catalogue.rules import FieldRule, options_of, said
from yichuang.portal.rules.choices import RECORD, RELATIONS, WITHDRAWALS
from yichuang.portal.rules.parties import Identity, Parties
from yichuang.web.forms import DayField

ROLES: tuple[tuple[str, Promise], ...] = (
    ("self", _("For myself")),
    ("agent", _("For somebody else, with a mandate")),
    ("organisation", _("For an organisation")),
)
ID_KINDS = (
    ("resident", _("Resident identity card")),
    ("hk_macau", _("Mainland travel permit, Hong Kong and Macau")),
    ("taiwan", _("Mainland travel permit, Taiwan")),
    ("passport", _("Passport")),
    ("foreign_resident", _("Foreign permanent resident card")),
)


def relation_words(key: str) -> str:
    """A relation as it stands in the record."""
    with translation.override(RECORD):
        says = dict(RELATIONS).get(key)
        return gettext(says) if says else ""


def relation_key(words: str) -> str:
    """The choice that was kept in these words; "" for words of somebody else."""
    return next((key for key, _label in RELATIONS if relation_words(key) == words), "")


def _number() -> forms.TextInput:
    return forms.TextInput(
        attrs={
            "autocomplete": "off",
            "autocapitalize": "characters",
            "class": "yc-num",
        }
    )


class WhoForm(forms.Form):
    """Who applies. What is not asked of this person and role is left out or ignored."""

    role = forms.ChoiceField(
        label=_("Whom do you apply for?"), choices=ROLES, widget=forms.RadioSelect
    )
    name = forms.CharField(
        label=_("Your name"),
        help_text=_("As on your identity card"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    id_kind = forms.ChoiceField(
        label=_("Your identity document"), choices=ID_KINDS, required=False
    )
    id_number = forms.CharField(
        label=_("Your identity number"),
        max_length=40,
        required=False,
        widget=_number(),
    )
    applicant_name = forms.CharField(
        label=_("Name of the person you act for"), max_length=100, required=False
    )
    applicant_id_kind = forms.ChoiceField(
        label=_("Identity document of that person"), choices=ID_KINDS, required=False
    )
    applicant_id = forms.CharField(
        label=_("Identity number of that person"),
        max_length=40,
        required=False,
        widget=_number(),
    )
    entity_name = forms.CharField(
        label=_("Name of the organisation"),
        help_text=_("As on its licence"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    uscc = forms.CharField(
        label=_("Unified social credit code"),
        help_text=_("18 letters and digits on the licence"),
        max_length=30,
        required=False,
        widget=_number(),
    )
    relation = forms.ChoiceField(
        label=_("What you are to them"),
        choices=[("", _("Please choose"))]
        + [(key, _(says)) for key, says in RELATIONS],
        required=False,
    )
    consent = forms.BooleanField(required=False)
    form_key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(
        self, *given: Any, roles: tuple[str, ...], known: bool, **more: Any
    ) -> None:
        super().__init__(*given, **more)
        role = self.fields["role"]
        role.choices = [pair for pair in ROLES if pair[0] in roles]  # type: ignore[attr-defined]
        if known:
            for name in ("name", "id_kind", "id_number"):
                del self.fields[name]
        self.fields["consent"].label = _(
            "I agree that the hall uses these data for this matter."
        )

    def parties(self) -> Parties:
        """What was typed, for the service; the form must be valid."""
        data = self.cleaned_data
        role = data["role"]
        other = Identity(
            data["applicant_name"],
            data["applicant_id"],
            data["applicant_id_kind"] or "resident",
        )
        return Parties(
            role=role,
            me=self._me(),
            applicant=other if role == "agent" else None,
            relation="" if role == "self" else relation_words(data["relation"]),
            entity_name=data["entity_name"],
            uscc=data["uscc"],
            consent=data["consent"],
        )

    def _me(self) -> Identity | None:
        data = self.cleaned_data
        if "id_number" not in self.fields:
            return None
        return Identity(data["name"], data["id_number"], data["id_kind"] or "resident")


class DeliveryForm(forms.Form):
    """How the result comes."""

    way = forms.ChoiceField(
        label=_("How do you want to get it?"), widget=forms.RadioSelect
    )
    address = forms.CharField(
        label=_("Postal address"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )

    def __init__(
        self, *given: Any, ways: tuple[tuple[str, str], ...], **more: Any
    ) -> None:
        super().__init__(*given, **more)
        self.fields["way"].choices = list(ways)  # type: ignore[attr-defined]


class FollowForm(forms.Form):
    """Number and query code of a case."""

    number = forms.CharField(
        label=_("Case number"),
        help_text=_("On the receipt and in the SMS; spaces do not matter"),
        max_length=60,
        widget=_number(),
    )
    code = forms.CharField(
        label=_("Query code"),
        help_text=_("10 letters and digits beside it"),
        max_length=30,
        widget=_number(),
    )


class WithdrawForm(forms.Form):
    """Why an application is taken back."""

    reason = forms.ChoiceField(
        label=_("Why?"),
        widget=forms.RadioSelect,
        choices=[(key, _(says)) for key, says in WITHDRAWALS],
    )
    words = forms.CharField(
        label=_("In your own words"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def sentence(self) -> str:
        """The reason as it is kept with the case."""
        chosen = dict(WITHDRAWALS)[self.cleaned_data["reason"]]
        with translation.override(RECORD):
            written = self.cleaned_data["words"]
            return "：".join(filter(None, [gettext(chosen), written]))


class PromiseForm(forms.Form):
    """The account signs: read, and for an agent the written mandate."""

    mandate = forms.CharField(
        label=_("Your written mandate"),
        max_length=120,
        required=False,
        help_text=_("Which mandate, of which date; the hall may ask to see it."),
    )
    read = forms.BooleanField(label=_("I have read it and mean it"))

    def __init__(self, *given: Any, mandate: bool = False, **more: Any) -> None:
        super().__init__(*given, **more)
        self.asks_mandate = mandate
        if not mandate:
            self.fields["mandate"].widget = forms.HiddenInput()


class LaterForm(PromiseForm):
    """Until when a paper follows."""

    due = DayField(label=_("I bring it by"))
    field_order = ("due", "mandate", "read")


class RepairForm(forms.Form):
    """What has been put right."""

    grounds = forms.CharField(
        label=_("What have you put right?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class OneForm(forms.Form):
    """The one form of a bundle: each cell and each question once, whoever prints it.
    What it takes is decided by the rules; here everything may be left for later."""

    def __init__(
        self,
        *given: Any,
        cells: tuple[FieldRule, ...],
        asked: tuple[Asked, ...],
        **more: Any,
    ) -> None:
        super().__init__(*given, **more)
        self.cells = tuple(cell.key for cell in cells)
        self.asked = tuple(question.key for question in asked)
        for cell in cells:
            self.fields[cell.key] = _cell(cell)
        for question in asked:
            self.fields[question.key] = forms.ChoiceField(
                label=_told(question.rule, "text"),
                help_text=_told(question.rule, "help"),
                choices=[
                    (option.key, _told(option, "label"))
                    for option in options_of(question.rule)
                ],
                widget=forms.RadioSelect,
                required=False,
            )

    def typed(self) -> dict[str, str]:
        """What was typed into the cells; the form must be valid."""
        return {key: self.cleaned_data.get(key, "") for key in self.cells}

    def told(self) -> dict[str, str]:
        """What was answered; the form must be valid."""
        given = {key: self.cleaned_data.get(key, "") for key in self.asked}
        return {key: answer for key, answer in given.items() if answer}


def _told(row: object, name: str) -> str:
    """A text of the catalogue in the reader's language."""
    return said(row, name, translation.get_language() or RECORD)


def _cell(cell: FieldRule) -> forms.CharField:
    attrs = {"autocomplete": "off"}
    widget: forms.Widget = forms.TextInput(attrs=attrs)
    if cell.kind == "text":
        widget = forms.Textarea(attrs={**attrs, "rows": 2})
    elif cell.kind == "number":
        widget = forms.TextInput(
            attrs={**attrs, "inputmode": "numeric", "class": "yc-num"}
        )
    return forms.CharField(
        label=_told(cell, "label"),
        help_text=_told(cell, "hint"),
        max_length=300,
        required=False,
        widget=widget,
    )


class WithdrawPartsForm(WithdrawForm):
    """Why, and which parts of a bundle."""

    parts = forms.MultipleChoiceField(
        label=_("Which matters?"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *given: Any, parts: tuple[tuple[str, str], ...], **more: Any
    ) -> None:
        super().__init__(*given, **more)
        self.fields["parts"].choices = list(parts)  # type: ignore[attr-defined]
        self.order_fields(["parts", "reason", "words"])


class CertificateForm(forms.Form):
    """What is needed for a certificate that exists; a renewal needs no words."""

    wish = forms.CharField(
        label=_("What is to be changed?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    new_name = forms.CharField(
        label=_("The new name, if the name changes"), max_length=200, required=False
    )

    def __init__(self, *given: Any, kind: FollowKind, **more: Any) -> None:
        super().__init__(*given, **more)
        if kind is not FollowKind.CHANGE:
            del self.fields["new_name"]
        if kind is FollowKind.RENEWAL:
            del self.fields["wish"]
        elif kind is FollowKind.REISSUE:
            self.fields["wish"].label = gettext("When and how was it lost?")

    @property
    def shown(self) -> list[tuple[forms.BoundField, bool]]:
        """The visible fields, each with whether it may be left empty."""
        return [(bound, bound.name == "new_name") for bound in self.visible_fields()]


class HearingForm(forms.Form):
    """What a party says about a hearing; which act it is, is the button's to say."""

    do = forms.ChoiceField(
        choices=[(name, name) for name in ("apply", "waive", "challenge", "cancel")],
        widget=forms.HiddenInput,
    )
    text = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A sentence is enough; you can say everything at the hearing."),
    )


class TimeForm(forms.Form):
    """A half-hour that was chosen, and for whom one comes if not for oneself."""

    slot = forms.IntegerField(
        error_messages={"required": _("Choose a time.")}, widget=forms.HiddenInput
    )
    on_behalf = forms.CharField(
        label=_("I come for somebody else, with their mandate: their name"),
        required=False,
        max_length=100,
    )
