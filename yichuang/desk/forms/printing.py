"""Forms of positioned printing: templates and their fields, printers, runs, sheets."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.forms import BaseFormSet
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yichuang.documents.rules.stock import (
    MOST_AT_ONCE,
    MOST_FIELDS,
    Align,
    Layout,
    Measured,
    Paper,
    Source,
    StockField,
)
from yichuang.kernel.refusals import Refusal, Refusals, each
from yichuang.web.forms import TellingForm, add_refusals

SCAN_MOST = 20 * 1024 * 1024


def millimetres(**over: Any) -> forms.FloatField:
    """A length in steps of a tenth."""
    given: dict[str, Any] = {
        "min_value": -500,
        "max_value": 500,
        "step_size": None,
        "widget": forms.NumberInput({"step": "0.1", "inputmode": "decimal"}),
    }
    return forms.FloatField(**{**given, **over})


def _choices(members: Any) -> list[tuple[str, str]]:
    return [(one.value, gettext(one.label)) for one in members]


class FieldForm(forms.Form):
    """One field of a template, in millimetres from the upper left corner."""

    source = forms.ChoiceField(label=_("What is printed"))
    text = forms.CharField(label=_("Words"), required=False, max_length=60)
    x = millimetres(label=_("From the left"))
    y = millimetres(label=_("From the top"))
    width = millimetres(label=_("Width"), min_value=2)
    size = forms.FloatField(
        label=_("Type, points"),
        widget=forms.NumberInput({"step": "0.5", "inputmode": "decimal"}),
    )
    align = forms.ChoiceField(label=_("Stands"))
    lines = forms.IntegerField(label=_("How many lines"), min_value=1, max_value=20)
    pitch = millimetres(label=_("Line to line"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, members in (("source", Source), ("align", Align)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101
            field.choices = _choices(members)

    def field(self) -> StockField:
        """What was typed, to the tenth of a millimetre."""
        said = dict(self.cleaned_data)
        said.pop(DELETION_FIELD_NAME, None)
        for name in ("x", "y", "width", "size", "pitch"):
            said[name] = round(said[name], 1)
        return StockField.from_json(said)


class FieldsForm(BaseFormSet):  # type: ignore[type-arg]  # no type at run time
    """The fields of a template; one marked for removal may be wrong."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """The mark for removal in our words."""
        super().add_fields(form, index)
        form.fields[DELETION_FIELD_NAME].label = _("Remove")

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """A row as it was offered is a field too, not an empty one."""
        return {**super().get_form_kwargs(index), "empty_permitted": False}

    @property
    def kept(self) -> list[FieldForm]:
        """The rows that are not marked for removal, in order."""
        return [
            row
            for row in self.forms
            if not row.data.get(row.add_prefix(DELETION_FIELD_NAME))
        ]

    @property
    def kept_places(self) -> list[int]:
        """Where the kept rows stand among all."""
        return [self.forms.index(row) for row in self.kept]


FieldSet = cast(
    "type[FieldsForm]",
    forms.formset_factory(
        FieldForm,
        formset=FieldsForm,
        extra=0,
        can_delete=True,
        max_num=MOST_FIELDS,
        absolute_max=MOST_FIELDS + 5,
    ),
)

FRESH = StockField(Source.ADDRESSEE, 20.0, 20.0, 60.0)
"""A field that was just added; it waits at the upper left to be moved."""


class TemplateForm(TellingForm):
    """A template: which certificates, which paper, a scan of the blank sheet."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kept_scan = forms.SlugField(widget=forms.HiddenInput, required=False, max_length=32)
    name = forms.CharField(label=_("Name of the stock"), max_length=60)
    title = forms.ChoiceField(
        label=_("Certificates that go on it"),
        help_text=_("By the title that stands on them."),
    )
    width = millimetres(label=_("Sheet, width in mm"), initial=210)
    height = millimetres(label=_("Sheet, height in mm"), initial=297)
    numbered = forms.BooleanField(
        label=_("Each blank sheet has a number printed on it"),
        required=False,
        initial=True,
    )
    in_use = forms.BooleanField(label=_("In use"), required=False, initial=True)
    scan = forms.FileField(
        label=_("Scan of the blank sheet"),
        required=False,
        help_text=_(
            "Cut exactly at the edges of the sheet. It is only seen here, it is never "
            "printed."
        ),
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp,.pdf"}),
    )

    def __init__(self, *args: Any, titles: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["title"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [("", gettext("Choose")), *((one, one) for one in titles)]

    def paper(self) -> Paper:
        """The sheet as typed."""
        said = self.cleaned_data
        return Paper(round(said["width"], 1), round(said["height"], 1))


def typed_layout(form: TemplateForm, fields: FieldsForm) -> Layout | None:
    """What was typed, if it can be read; fields marked for removal are gone."""
    if not {"width", "height"} <= set(getattr(form, "cleaned_data", {})):
        return None
    if not all(row.is_valid() for row in fields.kept):
        return None
    return Layout(form.paper(), tuple(row.field() for row in fields.kept))


def refuse_fields(
    form: TemplateForm, fields: FieldsForm, refused: Refusal | Refusals
) -> None:
    """Each refusal at the field of the template's own form or of its row."""
    rows = fields.kept
    for one in each(refused):
        head, _dash, rest = one.field.partition("-")
        index, _dash, name = rest.partition("-")
        if head == "fields" and index.isdigit() and int(index) < len(rows):
            add_refusals(rows[int(index)], one.at(name))
        else:
            form.refuse(one)


class PrinterForm(TellingForm):
    """A printer is put on the list."""

    name = forms.CharField(label=_("Name of the printer"), max_length=60)
    note = forms.CharField(
        label=_("Remark"),
        required=False,
        max_length=200,
        help_text=_("Which tray, which way up the paper lies."),
    )


class MeasureForm(TellingForm):
    """What the ruler says on the calibration sheet."""

    aliases = {"dx": "left", "dy": "top"}

    seen = forms.IntegerField(widget=forms.HiddenInput)
    left = millimetres(label=_("Cross A from the left edge, mm"), min_value=0)
    top = millimetres(label=_("Cross A from the upper edge, mm"), min_value=0)
    right = millimetres(label=_("Cross B from the right edge, mm"), min_value=0)
    bottom = millimetres(label=_("Cross B from the lower edge, mm"), min_value=0)

    def measured(self) -> Measured:
        """The distances as typed."""
        said = self.cleaned_data
        return Measured(said["left"], said["top"], said["right"], said["bottom"])


class MoveForm(TellingForm):
    """The offset as numbers, for who knows them."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    dx = millimetres(label=_("To the right, mm"), help_text=_("Minus: to the left."))
    dy = millimetres(label=_("Down, mm"), help_text=_("Minus: upwards."))


class RunForm(TellingForm):
    """What is printed on which stock, on which printer."""

    template = forms.TypedChoiceField(
        label=_("Stock"), coerce=int, widget=forms.HiddenInput
    )
    printer = forms.TypedChoiceField(label=_("Printer"), coerce=int)
    name = forms.CharField(label=_("Name of the run"), max_length=120)
    reason = forms.CharField(
        label=_("Reason to print again"),
        required=False,
        max_length=200,
        help_text=_(
            "Only for certificates that were printed before; their sheet is then void."
        ),
    )

    def __init__(
        self,
        *args: Any,
        templates: Sequence[tuple[int, str]],
        printers: Sequence[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("template", templates), ("printer", printers)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101
            field.choices = list(rows)


class SendForm(TellingForm):
    """The next sheets go to the printer."""

    needed = frozenset({"first_number"})

    seen = forms.IntegerField(widget=forms.HiddenInput)
    count = forms.IntegerField(
        label=_("Blank sheets in the tray"), min_value=1, max_value=MOST_AT_ONCE
    )
    first_number = forms.CharField(
        label=_("Number on the first of them"), required=False, max_length=40
    )


class SettleForm(TellingForm):
    """How the sheets came out."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    good = forms.IntegerField(label=_("Came out well, from the first"), min_value=0)
    spoiled = forms.IntegerField(
        label=_("Spoiled right after them"), min_value=0, initial=0
    )
    reason = forms.CharField(
        label=_("What happened"),
        required=False,
        max_length=200,
        help_text=_("For spoiled sheets: paper jam, smeared, fed crookedly."),
    )


class VoidForm(TellingForm):
    """A printed sheet is declared void."""

    reason = forms.CharField(label=_("Reason"), max_length=200)
