"""Forms of supervision orders."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yichuang.cases.rules.supervision import KIND_LABELS
from yichuang.desk.forms.base import long_text
from yichuang.web.forms import DayField, TellingForm

VERDICTS = (("yes", _("Sufficient, close the order")), ("no", _("Not sufficient")))


class OrderForm(TellingForm):
    """What the forms of an order share: refusals stand at their field."""

    def go_on_from(self, version: int) -> None:
        """Show the form again for a later version of the order."""
        self.data = {name: self.data.get(name) for name in self.data} | {
            "version": str(version)
        }


class OpenForm(OrderForm):
    """A supervisor opens an order, about a case or about a department alone."""

    kind = forms.ChoiceField(
        label=_("What is it about"),
        choices=[(kind.value, _(says)) for kind, says in KIND_LABELS.items()],
    )
    case = forms.CharField(
        label=_("Case number"),
        required=False,
        max_length=40,
        help_text=_("Leave it empty where no case came to be."),
    )
    department = forms.TypedChoiceField(
        label=_("Department"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Needed only without a case."),
    )
    what = forms.CharField(
        label=_("What happened"),
        max_length=1000,
        widget=long_text(),
        help_text=_("It stands on the order as you write it here."),
    )
    due = DayField(
        label=_("Answer until"),
        required=False,
        help_text=_("Without a day: two working days."),
    )

    def __init__(
        self, *args: Any, departments: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["department"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101
        field.choices = [("", "—"), *departments]

    def clean(self) -> dict[str, Any]:
        """An order is about somebody: a case, or a department."""
        given = super().clean() or self.cleaned_data
        if not given.get("case") and given.get("department") is None:
            self.add_error("department", gettext("Name the case or the department."))
        return given


class AnswerForm(OrderForm):
    """The answer of who was asked."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Why it happened and what was done"),
        max_length=2000,
        widget=long_text(4),
    )


class ReviewForm(OrderForm):
    """What the supervisor finds of an answer."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(
        label=_("Is the answer sufficient?"), choices=VERDICTS, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=300,
        widget=long_text(2),
        help_text=_("Needed where it is not sufficient."),
    )


class WithdrawForm(OrderForm):
    """Taking an order back."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Why"), max_length=300, widget=long_text(2))
