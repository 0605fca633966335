"""One paper on the counter."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yichuang.cases.rules.papers import PAPER_LABELS, PaperState
from yichuang.desk.forms.base import ActForm
from yichuang.web.forms import ManyFiles, ManyFilesInput

CHOICES = (
    PaperState.MISSING,
    PaperState.PRESENT,
    PaperState.VERIFIED,
    PaperState.DEFECTIVE,
    PaperState.SHARED,
    PaperState.NOT_NEEDED,
)


class PaperForm(ActForm):
    """Where a paper stands, what is wrong with it, how many of it, photographs."""

    state = forms.ChoiceField(label=_("Result"), widget=forms.RadioSelect)
    fault = forms.CharField(
        label=_("What is wrong"),
        required=False,
        max_length=200,
        help_text=_("The citizen reads this sentence."),
    )
    mend = forms.CharField(label=_("How to mend it"), required=False, max_length=200)
    source = forms.CharField(
        label=_("Fetched from"),
        required=False,
        max_length=120,
        help_text=_("For example: population register, 9:22, name and number agree."),
    )
    originals = forms.IntegerField(
        label=_("Number of originals"), required=False, min_value=0, max_value=99
    )
    copies = forms.IntegerField(
        label=_("Number of copies"), required=False, min_value=0, max_value=99
    )
    file = ManyFiles(
        label=_("Photographs or PDF"),
        required=False,
        widget=ManyFilesInput(
            attrs={"accept": "image/*,application/pdf", "capture": "environment"}
        ),
    )

    def __init__(self, *args: Any, shared: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [
            state for state in CHOICES if state is not PaperState.SHARED or shared
        ]
        field = self.fields["state"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [
            (state.value, gettext(PAPER_LABELS[state])) for state in offered
        ]
        if not shared:
            del self.fields["source"]
