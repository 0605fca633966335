"""A form field as plain values for `web/parts/_field.html`."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.safestring import SafeString

CHOICES = (forms.RadioSelect, forms.CheckboxSelectMultiple)
NARROW = (forms.NumberInput,)


@dataclass(frozen=True, slots=True)
class FieldRow:
    """What the part shows. `look`: "line", "choices", "check", "file" or "hidden"."""

    look: str
    name: str
    id: str
    label: str
    control: SafeString
    hint: str = ""
    optional: bool = False
    errors: tuple[str, ...] = ()
    choices: tuple[Any, ...] = field(default_factory=tuple)

    @property
    def hint_id(self) -> str:
        """Named by aria-describedby."""
        return f"{self.id}-hint"

    @property
    def error_id(self) -> str:
        """Named by aria-describedby."""
        return f"{self.id}-error"


def look_of(widget: forms.Widget) -> str:
    """How a widget is drawn; MultiWidgets and the rest are lines."""
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, CHOICES):
        return "choices"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    return "file" if isinstance(widget, forms.FileInput) else "line"


def _class(look: str, widget: forms.Widget, *, wrong: bool) -> str:
    names = [widget.attrs.get("class", "")]
    if look == "line":
        names.append("form-select" if type(widget) is forms.Select else "form-control")
        names += ["is-invalid"] if wrong else []
    return " ".join(filter(None, names))


def field_row(bound: BoundField, *, hint: str, options: dict[str, Any]) -> FieldRow:
    """The bound field with its control already rendered and tied to hint and error.

    Django 5.2 sets aria-invalid and aria-describedby itself, but knows only help_text;
    here hint and error both are named, in the order they are read.
    """
    optional = bool(options.pop("optional", not bound.field.required))
    look = look_of(bound.field.widget)
    wrong = tuple(str(one) for one in bound.errors)
    said = hint or str(bound.help_text)
    name = bound.auto_id or bound.html_name
    described = [f"{name}-hint"] if said else []
    described += [f"{name}-error"] if wrong else []
    attrs: dict[str, str | bool] = {
        key.replace("_", "-"): str(value) for key, value in options.items()
    }
    if look != "choices":
        attrs["class"] = _class(look, bound.field.widget, wrong=bool(wrong))
        if described:
            attrs["aria-describedby"] = " ".join(described)
    return FieldRow(
        look=look,
        name=bound.html_name,
        id=str(name),
        label=str(bound.label),
        control=SafeString("") if look == "choices" else bound.as_widget(attrs=attrs),
        hint=said,
        optional=optional,
        errors=wrong,
        choices=tuple(bound) if look == "choices" else (),
    )
