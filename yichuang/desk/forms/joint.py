"""Forms of joint work, first review, recusal and checks on site."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yichuang.cases.rules.authority import RECUSAL_LABELS
from yichuang.cases.rules.joint import LONGEST_ANSWER, WEIGHT_LABELS, Weight
from yichuang.desk.forms.base import ActForm, long_text
from yichuang.web.forms import DayField

Choices = tuple[tuple[Any, str], ...]
Groups = tuple[tuple[str, Choices], ...]


def _choose(form: forms.Form, name: str, choices: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101
    field.choices = list(choices)


class AskPostsForm(ActForm):
    """The same question to several posts at once; ask again for another limit."""

    aliases = {"post": "posts"}
    needed = frozenset({"posts"})

    posts = forms.TypedMultipleChoiceField(
        label=_("Posts to ask"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    question = forms.CharField(
        label=_("Question"), required=False, max_length=200, widget=long_text(2)
    )
    days = forms.IntegerField(
        label=_("Working days to answer"),
        required=False,
        min_value=1,
        max_value=LONGEST_ANSWER,
    )
    weight = forms.ChoiceField(
        label=_("What the answer means"),
        widget=forms.RadioSelect,
        initial=Weight.NEEDED.value,
    )

    def __init__(
        self, *args: Any, posts: Choices = (), usual: int = 3, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "posts", posts)
        _choose(
            self,
            "weight",
            [(one.value, gettext(says)) for one, says in WEIGHT_LABELS.items()],
        )
        self.fields["days"].help_text = gettext(
            "Empty: the hall’s usual %(n)s. Never longer than the case is promised."
        ) % {"n": usual}


class BackForm(ActForm):
    """Something that is not this post's."""

    needed = frozenset({"reason"})

    reason = forms.CharField(
        label=_("Why it is not yours"),
        required=False,
        max_length=300,
        widget=long_text(2),
        help_text=_("Name the post or department whose it is, if you know it."),
    )


class GoOnForm(ActForm):
    """A question that ends without its answer."""

    needed = frozenset({"reason"})

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=300,
        widget=long_text(2),
        help_text=_("The post reads it, and it stays in the file."),
    )


class SendUpForm(ActForm):
    """The opinion of the first review."""

    needed = frozenset({"opinion"})

    agrees = forms.ChoiceField(
        label=_("The first review says"),
        choices=(("yes", _("grant it")), ("no", _("refuse it"))),
        widget=forms.RadioSelect,
    )
    opinion = forms.CharField(
        label=_("Opinion"), required=False, max_length=1000, widget=long_text()
    )


class ConfirmUpForm(ActForm):
    """The receipt from above."""

    needed = frozenset({"number"})

    number = forms.CharField(
        label=_("Number of the receipt"), required=False, max_length=80
    )
    received_on = DayField(label=_("Received above on"))
    answer_due = DayField(label=_("Will answer by"), required=False)


class ComeBackForm(ActForm):
    """The decision from above."""

    needed = frozenset({"number"})

    granted = forms.ChoiceField(
        label=_("The higher authority has"),
        choices=(("yes", _("granted it")), ("no", _("refused it"))),
        widget=forms.RadioSelect,
    )
    number = forms.CharField(
        label=_("Number of the decision"), required=False, max_length=80
    )
    day = DayField(label=_("Day of the decision"))
    text = forms.CharField(
        label=_("Reasons"),
        required=False,
        max_length=1000,
        widget=long_text(),
        help_text=_("Needed when it refused: the applicant reads them."),
    )


class RecuseForm(ActForm):
    """Who keeps away, and why."""

    needed = frozenset({"relation"})

    user = forms.TypedChoiceField(label=_("Who keeps away"), coerce=int)
    ground = forms.ChoiceField(
        label=_("Ground for keeping away"), choices=(), widget=forms.RadioSelect
    )
    relation = forms.CharField(
        label=_("What the relation is"), required=False, max_length=200
    )
    by_applicant = forms.BooleanField(
        label=_("The applicant or another party asks for it"), required=False
    )

    def __init__(self, *args: Any, people: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "user", people)
        _choose(
            self,
            "ground",
            [(one.value, gettext(says)) for one, says in RECUSAL_LABELS.items()],
        )


class RecusalForm(ActForm):
    """The head's word on a recusal."""

    grant = forms.ChoiceField(
        label=_("Decision"),
        choices=(("yes", _("grant it")), ("no", _("deny it"))),
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=200,
        widget=long_text(2),
        help_text=_("Needed when you deny it."),
    )


class InspectForm(ActForm):
    """Two or more who look on site."""

    place = forms.CharField(label=_("Where they look"), required=False, max_length=160)
    planned_on = DayField(label=_("Day of the visit"))
    inspectors = forms.TypedMultipleChoiceField(
        label=_("Inspectors, two or more"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    needed = frozenset({"place", "inspectors"})

    def __init__(self, *args: Any, people: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "inspectors", people)


class InspectedForm(ActForm):
    """What was found."""

    needed = frozenset({"findings"})

    meets = forms.ChoiceField(
        label=_("What was seen"),
        choices=(("yes", _("meets the conditions")), ("no", _("does not"))),
        widget=forms.RadioSelect,
    )
    findings = forms.CharField(
        label=_("Findings"), required=False, max_length=2000, widget=long_text(4)
    )
