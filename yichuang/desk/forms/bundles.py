"""Receiving several matters as one, and what is done with a running bundle."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yichuang.cases.rules.bundles import Asked, Material
from yichuang.catalogue.rules import (
    BundleGuide,
    FieldRule,
    Guide,
    PaperRule,
    QuestionRule,
    said,
)
from yichuang.desk.forms.base import ActForm, long_text
from yichuang.desk.forms.receiving import ReceiveForm
from yichuang.kernel.refusals import Refusal, Refusals

CELL = "c-"
"""Before the key of a cell of the one form, as "q-" is before that of a question."""


def as_one_guide(
    bundle: BundleGuide,
    like: Guide,
    asked: tuple[Asked, ...],
    materials: tuple[Material, ...],
) -> Guide:
    """The bundle as the page of one matter sees it: its questions and those its items
    leave open, its papers each once. `like` is any of its items."""
    questions: tuple[QuestionRule, ...] = (
        *bundle.questions,
        *(replace(one.rule, key=one.key, when=None) for one in asked),
    )
    papers: tuple[PaperRule, ...] = tuple(
        replace(material.rule, key=material.key, when=None) for material in materials
    )
    return replace(
        like,
        key=bundle.key,
        name=bundle.name,
        name_en=bundle.name_en,
        department_name=bundle.department_name,
        department_name_en=bundle.department_name_en,
        promise=bundle.promise,
        questions=questions,
        papers=papers,
    )


class ReceiveBundleForm(ReceiveForm):
    """The page of one matter, with the cells of the one form."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        guide: Guide,
        cells: tuple[FieldRule, ...] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(data, guide=guide, **kwargs)
        self.cells = tuple(cell.key for cell in cells)
        for cell in cells:
            self.fields[CELL + cell.key] = forms.CharField(
                label=_told(cell, "label"),
                help_text=_told(cell, "hint"),
                max_length=300,
                required=False,
                widget=long_text(2)
                if cell.kind == "text"
                else forms.TextInput(attrs={"autocomplete": "off"}),
            )

    def one_form(self) -> dict[str, str]:
        """What was typed into the cells; the form must be valid."""
        return {key: self.cleaned_data.get(CELL + key, "") for key in self.cells}

    def refuse(self, refused: Refusal | Refusals) -> None:
        """Put what the rules name by cell or question at its field."""
        items = refused.items if isinstance(refused, Refusals) else (refused,)
        for one in items:
            for name in (CELL + one.field, f"q-{one.field}"):
                if name in self.fields:
                    one = one.at(name)
                    break
            super().refuse(one)


def _told(row: object, name: str) -> str:
    """A text of the catalogue in the reader's language."""
    return said(row, name, get_language() or "zh-hans")


class AnswerForm(ActForm):
    """What another authority answered about its part."""

    done = forms.ChoiceField(
        label=_("How it ended"),
        choices=(("yes", _("Done")), ("no", _("Not done"))),
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("What the authority answered"),
        max_length=200,
        required=False,
        widget=long_text(2),
    )
    seen = None  # type: ignore[assignment]  # the part itself is compared and set


class ExtendForm(ActForm):
    """The one extension of the joint limit."""

    days = forms.IntegerField(label=_("Working days"), min_value=1, max_value=15)
    head = forms.CharField(
        label=_("Head of the government who granted it"), max_length=80, required=False
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=200, required=False, widget=long_text(2)
    )
    seen = None  # type: ignore[assignment]


class WithdrawPartsForm(ActForm):
    """Which parts the applicant takes back, and why."""

    parts = forms.MultipleChoiceField(
        label=_("Which matters?"), widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=200, required=False, widget=long_text(2)
    )
    seen = None  # type: ignore[assignment]

    def __init__(self, *args: Any, parts: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parts"].choices = list(parts.items())  # type: ignore[attr-defined]
