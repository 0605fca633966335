"""Receiving somebody: questionnaire, applicant, agent, needs, delivery, on one page."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yichuang.catalogue.rules import (
    Guide,
    Need,
    QuestionRule,
    options_of,
    papers_for,
    questions_for,
    said,
)
from yichuang.desk.forms.base import ActForm
from yichuang.desk.services.receiving import Intake, Organisation, Somebody
from yichuang.kernel.identity import check_id_number, check_uscc
from yichuang.kernel.refusals import Refusal

NEEDS = (
    ("wheelchair", _("wheelchair")),
    ("glasses", _("reading glasses")),
    ("large-print", _("large print")),
    ("sign", _("sign language")),
    ("elderly", _("over 60")),
    ("baby", _("with a baby")),
    ("pregnant", _("pregnant")),
)
RELATIONS = (
    _("mother"), _("father"), _("spouse"), _("child"), _("colleague"), _("lawyer"),
)  # fmt: skip
# The kinds of document and of organisation that accounts knows.
ID_KINDS = (
    ("resident", _("Resident identity card")),
    ("passport", _("Passport")),
    ("hk_macau", _("Mainland travel permit, Hong Kong and Macau")),
    ("taiwan", _("Mainland travel permit, Taiwan")),
    ("foreign_resident", _("Foreign permanent resident card")),
)
AGENT = ("who", "agent")
"""How the guides ask whether somebody comes for another: question and option."""
ENTITY_KINDS = (
    ("company", _("Company")),
    ("sole_trader", _("Sole trader")),
    ("institution", _("Public institution")),
    ("association", _("Association or foundation")),
    ("authority", _("Government authority")),
    ("other", _("Other organisation")),
)
DELIVERY = (
    ("window", _("collect at the window")),
    ("post", _("by post")),
    ("download", _("download")),
)


def _text(label: Any, most: int = 100, **more: Any) -> forms.CharField:
    attrs = more.pop("attrs", {})
    return forms.CharField(
        label=label,
        max_length=most,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", **attrs}),
        **more,
    )


class ReceiveForm(ActForm):
    """Everything about who comes with what. Which fields are needed depends on who
    applies and whether an agent comes; the services say what is missing."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=64)
    seen = None  # type: ignore[assignment]  # there is no case yet
    on = None  # type: ignore[assignment]

    who = forms.ChoiceField(
        label=_("Who applies"),
        choices=(("person", _("A person")), ("entity", _("An organisation"))),
        widget=forms.RadioSelect,
        initial="person",
    )
    entity_name = _text(_("Name of the organisation"), 200)
    entity_uscc = _text(_("Unified social credit code"), 24, attrs={"class": "yc-num"})
    entity_kind = forms.ChoiceField(
        label=_("Kind of organisation"), choices=ENTITY_KINDS, required=False
    )
    person_id_kind = forms.ChoiceField(
        label=_("Kind of document"), choices=ID_KINDS, required=False
    )
    person_id_number = _text(
        _("Identity number"), 24, attrs={"class": "yc-num", "inputmode": "text"}
    )
    person_name = _text(_("Name"))
    person_phone = _text(_("Phone"), 20, attrs={"inputmode": "tel"})
    agent = forms.BooleanField(label=_("An agent comes"), required=False)
    agent_id_number = _text(_("Identity number of the agent"), 24)
    agent_name = _text(_("Name of the agent"))
    agent_phone = _text(_("Phone of the agent"), 20, attrs={"inputmode": "tel"})
    agent_relation = _text(
        _("Relation to the applicant"), 40, attrs={"list": "yc-relations"}
    )
    needs = forms.MultipleChoiceField(
        label=_("What the person needs"),
        choices=NEEDS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    delivery = forms.ChoiceField(
        label=_("How the result is delivered"),
        choices=DELIVERY,
        widget=forms.RadioSelect,
        initial="window",
    )
    address = _text(_("Address for the courier"), 200)
    aliases = {"applicant": "person_name"}

    def __init__(
        self, data: QueryDict | None = None, *, guide: Guide, **kwargs: Any
    ) -> None:
        key, option = AGENT
        if data is not None and data.get(f"q-{key}") == option:
            # Who is asked for and who stands here are one thing, said once.
            data = data.copy()
            data["agent"] = "on"
        super().__init__(data, **kwargs)
        self.guide = guide
        for question in questions_for(guide, self._given()):
            self.fields[f"q-{question.key}"] = _question(question)
        wanted = papers_for(guide, self.answers())
        self.fields["papers"] = forms.MultipleChoiceField(
            label=_("On the counter"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            choices=[
                (paper.key, _told(paper, "name"))
                for paper in wanted
                if paper.need is not Need.CANCELLED
            ],
        )

    def _given(self) -> dict[str, str]:
        data = self.data or {}
        return {
            question.key: data.get(f"q-{question.key}", "")
            for question in self.guide.questions
            if data.get(f"q-{question.key}")
        }

    def _agent_said(self) -> bool:
        key, option = AGENT
        return self._given().get(key) == option

    def _agent_unsaid(self) -> bool:
        """The guide asks who comes and the answer was not "an agent"."""
        key, option = AGENT
        asked = any(
            question.key == key and option in {one.key for one in question.options}
            for question in self.guide.questions
        )
        return asked and key in self._given() and not self._agent_said()

    def answers(self) -> dict[str, str]:
        """The answers given so far."""
        return self._given()

    def clean(self) -> dict[str, Any]:
        """What only the whole form can say: a question left open, a missing agent."""
        data = super().clean() or self.cleaned_data
        if data.get("delivery") == "post" and not data.get("address"):
            self.add_error("address", _("The courier needs an address."))
        if data.get("agent") and self._agent_unsaid():
            self.add_error(
                "agent",
                _(
                    "The situation says nobody comes for another. Change the answer there: an agent brings a mandate."
                ),
            )
        return data

    def _clean_number(self, name: str, kind: str) -> str:
        number = str(self.cleaned_data.get(name, ""))
        if number and kind == "resident":
            try:
                return check_id_number(number)
            except Refusal as refusal:
                self.refuse(refusal.at(name))
        return number

    def clean_person_id_number(self) -> str:
        """Date and check digit of the applicant's number."""
        return self._clean_number(
            "person_id_number", self.cleaned_data.get("person_id_kind") or "resident"
        )

    def clean_agent_id_number(self) -> str:
        """Date and check digit of the agent's number."""
        return self._clean_number("agent_id_number", "resident")

    def clean_entity_uscc(self) -> str:
        """The check character of the code."""
        code = str(self.cleaned_data.get("entity_uscc", ""))
        if not code:
            return code
        try:
            return check_uscc(code)
        except Refusal as refusal:
            self.refuse(refusal.at("entity_uscc"))
            return code

    def intake(self) -> Intake:
        """The cleaned form as the service takes it."""
        data = self.cleaned_data
        return Intake(
            item_key=self.guide.key,
            answers=self.answers(),
            papers=frozenset(data["papers"]),
            person=Somebody(
                name=data["person_name"],
                id_number=data["person_id_number"],
                id_kind=data["person_id_kind"] or "resident",
                phone=data["person_phone"],
            ),
            organisation=Organisation(
                name=data["entity_name"],
                uscc=data["entity_uscc"],
                kind=data["entity_kind"] or "company",
            )
            if data["who"] == "entity"
            else None,
            agent=Somebody(
                name=data["agent_name"],
                id_number=data["agent_id_number"],
                phone=data["agent_phone"],
            )
            if data["agent"]
            else None,
            relation=data["agent_relation"],
            needs=self._needs(),
            delivery=data["delivery"],
            address=data["address"],
        )

    def _needs(self) -> str:
        chosen = set(self.cleaned_data["needs"])
        return "、".join(str(says) for key, says in NEEDS if key in chosen)


def _question(question: QuestionRule) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_told(question, "text"),
        help_text=_told(question, "help"),
        choices=[(one.key, _told(one, "label")) for one in options_of(question)],
        widget=forms.RadioSelect(attrs={"data-yc-look": ""}),
    )


def _told(row: object, name: str) -> str:
    """A text of the guide in the reader's language."""
    return said(row, name, get_language() or "zh-hans")
