"""Forms of a school that hands in for its teachers."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yichuang.catalogue.rules import Guide, said
from yichuang.portal.rules.parties import Identity, Parties
from yichuang.web.forms import DayField, ManyFiles, ManyFilesInput, TellingForm

ACCEPTED = ".pdf,.jpg,.jpeg,.png,.webp,.tif,.tiff,.zip"
LETTER = "image/jpeg,image/png,image/webp,application/pdf"


def _letter() -> forms.FileField:
    return forms.FileField(
        label=_("Written mandate of the school"),
        help_text=_(
            "Photo or PDF, sealed by the school: it names you, this matter and the last day."
        ),
        widget=forms.FileInput(attrs={"accept": LETTER}),
    )


def _until() -> forms.DateField:
    return DayField(
        label=_("Last day of the mandate"),
    )


def _scans() -> ManyFiles:
    return ManyFiles(
        label=_("Scanned papers"),
        help_text=_(
            "PDF, pictures, or a ZIP with a folder for each teacher; 200 MB each."
        ),
        widget=ManyFilesInput(attrs={"accept": ACCEPTED}),
    )


class SchoolForm(TellingForm):
    """The school, its mandate, the list and the papers; an agent the hall has not met
    says who they are as well."""

    name = forms.CharField(
        label=_("Your name"),
        help_text=_("As on your identity card"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    id_number = forms.CharField(label=_("Your identity number"), max_length=40)
    school = forms.CharField(
        label=_("Name of the school"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    uscc = forms.CharField(
        label=_("Unified social credit code"),
        help_text=_("18 letters and digits on the licence"),
        max_length=30,
        widget=forms.TextInput(
            attrs={"autocapitalize": "characters", "class": "yc-num"}
        ),
    )
    letter = _letter()
    until = _until()
    list = forms.FileField(
        label=_("List of the teachers"),
        help_text=_("Workbook (.xlsx) or CSV, one teacher in each row."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    file = _scans()
    consent = forms.BooleanField(
        label=_("I agree that the hall uses these data for this matter."),
        required=False,
    )

    def __init__(
        self, *given: Any, guide: Guide, known: bool, consented: bool, **more: Any
    ) -> None:
        super().__init__(*given, **more)
        if known:
            del self.fields["name"], self.fields["id_number"]
        if consented:
            del self.fields["consent"]
        language = get_language() or "zh-hans"
        for question in guide.questions:
            ways_on = [one for one in question.options if not one.ends]
            self.fields[f"q-{question.key}"] = forms.ChoiceField(
                label=said(question, "text", language),
                choices=[(one.key, said(one, "label", language)) for one in ways_on],
                widget=forms.RadioSelect,
                help_text=_("Holds for everybody in the list."),
            )
        if "consent" in self.fields:
            self.order_fields([name for name in self.fields if name != "consent"])

    def answers(self) -> dict[str, str]:
        """What holds for everybody in the list."""
        return {
            name.removeprefix("q-"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("q-")
        }

    def parties(self) -> Parties:
        """Who the agent is, where the hall does not know yet."""
        said_ = self.cleaned_data
        known = "id_number" not in self.fields
        me = None if known else Identity(said_["name"], said_["id_number"])
        return Parties(me=me, consent=said_.get("consent", False))


class ScansForm(TellingForm):
    """More scans for a folder, or for one of its list."""

    file = _scans()


class AgainForm(TellingForm):
    """Another mandate for a folder that was given back."""

    letter = _letter()
    until = _until()

    def __init__(self, *given: Any, today: date, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["until"].widget.attrs["min"] = today.isoformat()
