"""The terms a hall sets itself: what each says, its bounds, the stated default.

They begin on a later day, so that whoever works today knows the terms of today. Whatever
a hall sets, the law's own periods stand above it (行政许可法 art. 42, 55).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yichuang.cases.rules.joint import LONGEST_ANSWER, JointPolicy
from yichuang.cases.rules.supervision import Policy
from yichuang.kernel.limits import Unit
from yichuang.kernel.refusals import Gathering, Refusal, Refusals
from yichuang.kernel.text import N_


class TermsKind(StrEnum):
    """What the terms are about."""

    SUPERVISION = "supervision"
    JOINT = "joint"

    @property
    def label(self) -> str:
        """English msgid."""
        return KIND_LABELS[self]


KIND_LABELS: Mapping[TermsKind, str] = {
    TermsKind.SUPERVISION: N_("Terms of supervision"),
    TermsKind.JOINT: N_("Terms of joint work"),
}

AnyPolicy = Policy | JointPolicy
DEFAULTS: Mapping[TermsKind, AnyPolicy] = {
    TermsKind.SUPERVISION: Policy(),
    TermsKind.JOINT: JointPolicy(),
}


@dataclass(frozen=True, slots=True)
class Term:
    """One number: `name` in the policy, what it says, its unit and bounds, and what the
    default and the bounds rest on."""

    name: str
    says: str
    least: int
    most: int
    rests: str
    unit: Unit = Unit.WORKDAYS


_PRACTICE = N_(
    "Electronic supervision: an order is answered, or the next level is asked"
)
_TWENTY = N_("Licensing Law art. 26, 42: never longer than the whole decision has")
_FAST = N_("What is misrouted comes back at once, because the clock goes on")

TERMS: Mapping[TermsKind, tuple[Term, ...]] = {
    TermsKind.SUPERVISION: (
        Term(
            "blue_days",
            N_("Blue order: who handles it answers within"),
            1,
            5,
            _PRACTICE,
        ),
        Term(
            "orange_days",
            N_("Orange order: the department head answers within"),
            1,
            5,
            _PRACTICE,
        ),
        Term(
            "red_days",
            N_("Red order: the hall manager answers within"),
            1,
            3,
            _PRACTICE,
        ),
        Term(
            "head_after_hours",
            N_("A warning reaches the department head after"),
            1,
            16,
            N_("Half a working day, at most two: early enough to help"),
            Unit.HOURS,
        ),
    ),
    TermsKind.JOINT: (
        Term("answer_days", N_("A post answers within"), 1, LONGEST_ANSWER, _TWENTY),
        Term(
            "remind_before",
            N_("It is reminded ahead of that day by"),
            0,
            5,
            N_("Early enough to answer in time"),
        ),
        Term(
            "return_days",
            N_("A question that is not theirs goes back within"),
            1,
            5,
            _FAST,
        ),
        Term(
            "wrong_lead_days",
            N_("A case sent to the wrong post goes back within"),
            1,
            5,
            _FAST,
        ),
        Term(
            "site_check_days",
            N_("Who checks on site is assigned within"),
            1,
            5,
            N_("Licensing Law art. 34, 55: two or more, within 5 days of acceptance"),
        ),
    ),
}


def require_fit(
    kind: TermsKind, policy: AnyPolicy, valid_from: date, today: date
) -> None:
    """Terms begin on a later day and keep their bounds.

    Raises:
        Refusals: "terms.not-ahead" (field "valid_from"), "terms.bounds" at each number.
    """
    wrong = Gathering()
    wrong.check("valid_from", _require_ahead, valid_from, today)
    for term in TERMS[kind]:
        wrong.check(term.name, _require_between, getattr(policy, term.name), term)
    if wrong.items:
        raise Refusals(wrong.items)


def _require_ahead(valid_from: date, today: date) -> None:
    if valid_from <= today:
        raise Refusal(
            "terms.not-ahead",
            N_("New terms begin tomorrow at the earliest."),
            remedy=N_("Choose a later day: today goes on as it began."),
        )


def _require_between(value: int, term: Term) -> None:
    if not term.least <= value <= term.most:
        raise Refusal(
            "terms.bounds",
            N_("The number has to lie between %(least)s and %(most)s."),
            remedy=N_("Correct it and publish again."),
            least=term.least,
            most=term.most,
        )
