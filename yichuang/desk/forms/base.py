"""What the forms of the desk share."""

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext

from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.web.errors import items


class ActForm(forms.Form):
    """A form about a case: it carries the version its reader saw, and what it is on."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    on = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    # Where a service names a field differently from the form.
    aliases: dict[str, str] = {}
    # Fields a service insists on, in its own words, so the form does not.
    needed: frozenset[str] = frozenset()

    def refuse(self, refused: Refusal | Refusals) -> None:
        """Put each refusal with its remedy at the field it names, or at the whole."""
        for one in items(refused):
            says = " ".join(filter(None, [one.text(gettext), one.remedy_text(gettext)]))
            name = self.aliases.get(one.field, one.field)
            self.add_error(name if name in self.fields else None, says)

    def go_on_from(self, version: int) -> None:
        """Show the form again for a later version of the case."""
        self.data = {name: self.data.get(name) for name in self.data} | {
            "seen": str(version)
        }

    @property
    def shown(self) -> list[tuple[BoundField, bool]]:
        """The visible fields, each with whether it may be left empty."""
        return [
            (bound, not bound.field.required and bound.name not in self.needed)
            for bound in self.visible_fields()
        ]

    @property
    def typed(self) -> list[tuple[str, str]]:
        """What the person typed, label and text, for the page of a conflict."""
        return [
            (str(field.label), str(value))
            for name, field in self.fields.items()
            if not isinstance(field.widget, forms.HiddenInput)
            and isinstance(field, forms.CharField)
            and (value := self.data.get(name, ""))
        ]


def long_text(rows: int = 3, **attrs: Any) -> forms.Textarea:
    """A field for a sentence or two."""
    return forms.Textarea(attrs={"rows": rows, **attrs})
