"""What the forms of the desk share."""

from typing import Any

from django import forms

from yichuang.web.forms import TellingForm


class ActForm(TellingForm):
    """A form about a case: it carries the version its reader saw, and what it is on."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    on = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    def go_on_from(self, version: int) -> None:
        """Show the form again for a later version of the case."""
        self.data = {name: self.data.get(name) for name in self.data} | {
            "seen": str(version)
        }

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
