"""Forms of filing: scans for a case, a school's folder with its list."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from yichuang.catalogue.rules import Guide
from yichuang.desk.forms.base import long_text
from yichuang.desk.forms.batches import RosterForm
from yichuang.desk.forms.stacks import ACCEPTED
from yichuang.web.forms import ManyFiles, ManyFilesInput, TellingForm

JUDGE, PUT = "j-", "put-"
FOLDER_SCANS = _(
    "A ZIP with one folder for each teacher, or one scan of everything: PDF or pictures."
)


class ScanForm(TellingForm):
    """Scans of one case's papers."""

    file = ManyFiles(
        label=_("Scanned papers"),
        widget=ManyFilesInput(attrs={"accept": ACCEPTED}),
        help_text=_("PDF, pictures or a ZIP; all papers of this case, in any order."),
    )


class MoreForm(ScanForm):
    """Later scans for a school's folder, or for one of its list."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = FOLDER_SCANS


class GiveBackForm(TellingForm):
    """Why a school's folder goes back."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("What the school has to mend"),
        max_length=200,
        required=False,
        widget=long_text(2),
        help_text=_("The school reads this sentence."),
    )


class FolderForm(RosterForm):
    """A school's list, and the scans of its teachers' papers."""

    school = forms.CharField(label=_("School"), max_length=80)
    list = forms.FileField(
        label=_("List of the teachers"),
        help_text=_("Workbook (.xlsx) or CSV, one teacher in each row."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    file = ManyFiles(
        label=_("Scanned papers"),
        widget=ManyFilesInput(attrs={"accept": ACCEPTED}),
        help_text=FOLDER_SCANS,
    )

    def __init__(self, *args: Any, guide: Guide, **kwargs: Any) -> None:
        super().__init__(*args, guide=guide, **kwargs)
        del self.fields["skip"]
        asked = [name for name in self.fields if name.startswith("q-")]
        self.order_fields(["school", "list", "file", *asked])


def judged_of(posted: QueryDict) -> dict[str, str]:
    """What was said of each doubt, by its id."""
    return {
        name.removeprefix(JUDGE): str(posted[name])
        for name in posted
        if name.startswith(JUDGE)
    }


def chosen_of(posted: QueryDict) -> dict[str, str]:
    """The paper that was named for a page nothing answers, by the page's key."""
    return {
        name.removeprefix(PUT): str(posted[name])
        for name in posted
        if name.startswith(PUT) and posted[name]
    }
