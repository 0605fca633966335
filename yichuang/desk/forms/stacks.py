"""Forms of stacks of papers: one is added, a page is found."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yichuang.web.forms import ManyFiles, ManyFilesInput, TellingForm

ACCEPTED = ".pdf,.jpg,.jpeg,.png,.webp,.tif,.tiff,.zip"


class StackForm(TellingForm):
    """Scans of many papers, and the matter they are for."""

    file = ManyFiles(
        label=_("Files"),
        widget=ManyFilesInput(attrs={"accept": ACCEPTED}),
        help_text=_(
            "Drop PDF, pictures or a ZIP of folders here; several are fine. Give each person a folder if you can."
        ),
    )
    title = forms.CharField(
        label=_("Name of the stack"),
        required=False,
        max_length=80,
        help_text=_("For example: No. 1 Middle School, spring 2026."),
    )
    item = forms.ChoiceField(
        label=_("Matter"),
        required=False,
        help_text=_("The pages are sorted by the papers it asks for."),
    )

    def __init__(
        self, *args: Any, matters: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["item"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [("", gettext("Not known, or several")), *matters]
