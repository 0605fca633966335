"""What must be true of a hall: its plan, its letters of authority, its cover."""

from yichuang.organisation.rules.letters import (
    DECIDING,
    WARN_DAYS,
    ChangeReason,
    LetterFacts,
    LetterTerms,
    Scope,
    check_terms,
    choose,
    why_not,
)
from yichuang.organisation.rules.plan import (
    MOST_WINDOWS,
    POST_KINDS,
    WINDOW_STATES,
    DepartmentPlan,
    DivisionPlan,
    HallPlan,
    HoursPlan,
    PostPlan,
    SectionPlan,
    WindowPlan,
    check_plan,
)

__all__ = [
    "DECIDING",
    "MOST_WINDOWS",
    "POST_KINDS",
    "WARN_DAYS",
    "WINDOW_STATES",
    "ChangeReason",
    "DepartmentPlan",
    "DivisionPlan",
    "HallPlan",
    "HoursPlan",
    "LetterFacts",
    "LetterTerms",
    "PostPlan",
    "Scope",
    "SectionPlan",
    "WindowPlan",
    "check_plan",
    "check_terms",
    "choose",
    "why_not",
]
