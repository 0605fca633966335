"""The next version of the terms of a hall: a number for each term, from which day, why."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yichuang.cases.rules.terms import DEFAULTS, TERMS, AnyPolicy, Term, TermsKind
from yichuang.web.forms import DayField, TellingForm


class TermsForm(TellingForm):
    """Begins with the terms that hold last; the numbers come from `rules.terms`."""

    valid_from = DayField(label=_("In force from"))
    note = forms.CharField(label=_("Why it changes"), required=False, max_length=200)

    def __init__(
        self, *args: Any, kind: TermsKind, begin: AnyPolicy, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.initial.setdefault("valid_from", today + timedelta(days=1))
        for term in TERMS[kind]:
            self.fields[term.name] = _number(term)
            self.initial.setdefault(term.name, getattr(begin, term.name))
        numbers = [term.name for term in TERMS[kind]]
        self.order_fields(["valid_from", *numbers, "note"])

    @property
    def policy(self) -> AnyPolicy:
        """The terms as they were filled in."""
        told = {term.name: self.cleaned_data[term.name] for term in TERMS[self.kind]}
        return type(DEFAULTS[self.kind])(**told)


def _number(term: Term) -> forms.IntegerField:
    return forms.IntegerField(
        label=gettext("%(term)s (%(unit)s)")
        % {"term": gettext(term.says), "unit": gettext(term.unit.says)},
        help_text=gettext("%(least)s to %(most)s")
        % {"least": term.least, "most": term.most},
    )
