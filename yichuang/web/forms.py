"""Forms that say at its field what a service refuses, with what to do about it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from django import forms
from django.forms import BaseForm, BoundField
from django.utils.translation import gettext

from yichuang.kernel.refusals import Refusal, Refusals, each

SAME: Mapping[str, str] = MappingProxyType({})


def add_refusals(
    form: BaseForm, refused: Refusal | Refusals, aliases: Mapping[str, str] = SAME
) -> None:
    """Put each refusal, with its remedy, at the field it names, or at the whole form.

    `aliases` tells the form's names of fields that the service calls otherwise.
    """
    for one in each(refused):
        name = aliases.get(one.field, one.field)
        form.add_error(name if name in form.fields else None, one.told(gettext))


class ManyFilesInput(forms.ClearableFileInput):
    """Several files at once, straight from the camera of a tablet."""

    allow_multiple_selected = True


class ManyFiles(forms.FileField):
    """The files of one press, none or several."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each file checked by itself; what is inside is for materials to say."""
        given = data if isinstance(data, list | tuple) else [data]
        if self.required and not any(given):
            raise forms.ValidationError(self.error_messages["required"], "required")
        return [super(ManyFiles, self).clean(one, initial) for one in given if one]


class DayInput(forms.DateInput):
    """The browser's own calendar. It takes and gives 2026-11-22 in every language, where
    Django would write the day as the reader's language does, and the field stay empty."""

    input_type = "date"

    def __init__(self, attrs: Mapping[str, str] = SAME) -> None:
        super().__init__(dict(attrs), format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar."""

    widget = DayInput


class TellingForm(forms.Form):
    """A form that shows what a service refuses at the field it names."""

    # Where a service names a field differently from the form.
    aliases: ClassVar[Mapping[str, str]] = SAME
    # Fields a service insists on, in its own words, so the form does not.
    needed: ClassVar[frozenset[str]] = frozenset()

    def refuse(self, refused: Refusal | Refusals) -> None:
        """Put each refusal with its remedy at the field it names, or at the whole."""
        add_refusals(self, refused, self.aliases)

    @property
    def shown(self) -> list[tuple[BoundField, bool]]:
        """The visible fields, each with whether it may be left empty."""
        return [
            (bound, not bound.field.required and bound.name not in self.needed)
            for bound in self.visible_fields()
        ]
