"""Forms of the item manager: a question becomes a name or an answer of a guide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yichuang.guidance.services.settling import LONGEST_ALIAS
from yichuang.web.forms import TellingForm

Choices = list[tuple[str, str]]


class AliasForm(TellingForm):
    """The words by which a matter shall be found."""

    item = forms.ChoiceField(label=_("Matter"))
    words = forms.CharField(label=_("Found by the words"), max_length=LONGEST_ALIAS)

    def __init__(self, choices: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"] = forms.ChoiceField(label=_("Matter"), choices=choices)


class FaqForm(TellingForm):
    """A question and its answer as they shall stand in the guide."""

    item = forms.ChoiceField(label=_("Matter"))
    question = forms.CharField(label=_("Question"), max_length=200)
    answer = forms.CharField(
        label=_("Answer"), max_length=1000, widget=forms.Textarea({"rows": 3})
    )
    question_en = forms.CharField(
        label=_("Question in English"), max_length=200, required=False
    )
    answer_en = forms.CharField(
        label=_("Answer in English"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, choices: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"] = forms.ChoiceField(label=_("Matter"), choices=choices)
