"""Forms of seasons and of what is done to many cases."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from yichuang.catalogue.rules import Guide, said
from yichuang.desk.forms.base import long_text
from yichuang.organisation.queries.posts import PostCard
from yichuang.web.forms import DayField, TellingForm


class SeasonForm(TellingForm):
    """A season is announced."""

    item = forms.ChoiceField(label=_("Matter"))
    name = forms.CharField(
        label=_("Name of the season"),
        max_length=80,
        help_text=_(
            "With year and season, for example autumn 2026, teachers of colleges."
        ),
    )
    opens = DayField(label=_("First day"))
    closes = DayField(
        label=_("Last day"),
        help_text=_("The limits of all applications begin when this day is over."),
    )

    def __init__(self, *args: Any, matters: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["item"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [("", gettext("Choose")), *matters]


class MoveForm(TellingForm):
    """The last day of a season moves."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    closes = DayField(label=_("New last day"))
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=200,
        widget=long_text(2),
        help_text=_("Every applicant is told the new limit."),
    )


class RosterForm(TellingForm):
    """The list of a school."""

    file = forms.FileField(
        label=_("List"),
        help_text=_("Workbook (.xlsx) or CSV, one applicant in each row."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    skip = forms.BooleanField(
        label=_("Leave wrong rows out and enter the others"), required=False
    )

    def __init__(self, *args: Any, guide: Guide, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "zh-hans"
        for question in guide.questions:
            ways_on = [one for one in question.options if not one.ends]
            self.fields[f"q-{question.key}"] = forms.ChoiceField(
                label=said(question, "text", language),
                choices=[(one.key, said(one, "label", language)) for one in ways_on],
                widget=forms.RadioSelect,
                help_text=_("Holds for everybody in the list."),
            )
        self.order_fields([name for name in self.fields if name.startswith("q-")])

    def answers(self) -> dict[str, str]:
        """What holds for everybody in the list."""
        return {
            name.removeprefix("q-"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("q-")
        }


class FindingForm(TellingForm):
    """What the review found about one application."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    agrees = forms.ChoiceField(
        label=_("What the review found"),
        choices=[("yes", _("In order")), ("no", _("Not in order"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("What stands against it"),
        required=False,
        max_length=1000,
        widget=long_text(),
        help_text=_("Needed when it is not in order; the applicant reads it."),
    )


class RunForm(TellingForm):
    """What is to be done to the chosen cases; which fields there are follows from it."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=60)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=1000,
        widget=long_text(),
        help_text=_("One or two sentences; every applicant reads them."),
    )
    post = forms.ChoiceField(label=_("Post"), required=False)
    kind = forms.ChoiceField(
        label=_("What is printed"),
        choices=[
            ("certificate", _("Certificates")),
            ("acceptance", _("Notices of acceptance")),
            ("decision", _("Decisions")),
        ],
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        needs: frozenset[str] = frozenset(),
        posts: tuple[PostCard, ...] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["post"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [(str(post.id), post.name) for post in posts]
        for name in {"reason", "post", "kind"} - needs:
            del self.fields[name]

    def options(self) -> dict[str, str]:
        """The options of the run."""
        return {
            name: self.cleaned_data[name]
            for name in ("reason", "post", "kind")
            if name in self.fields
        }
