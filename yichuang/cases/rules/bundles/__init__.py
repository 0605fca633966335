"""A bundle 一件事 while it runs, as pure rules: one form, one set of papers, one graph.

行政许可法 art. 26: one department may accept, and several decide together.
"""

from yichuang.cases.rules.bundles.form import check_form, form_problems
from yichuang.cases.rules.bundles.papers import (
    Material,
    Papers,
    materials_of,
    not_brought,
    require_brought,
)
from yichuang.cases.rules.bundles.plan import (
    Asked,
    Plan,
    asked_of,
    make_plan,
    question_open,
    unanswered,
)
from yichuang.cases.rules.bundles.progress import (
    Standing,
    doomed,
    ended,
    released,
    waiting_for,
)
from yichuang.cases.rules.bundles.timing import Leg, legs_of, longest_path, promised_by

__all__ = [
    "Asked",
    "Leg",
    "Material",
    "Papers",
    "Plan",
    "Standing",
    "asked_of",
    "check_form",
    "doomed",
    "ended",
    "form_problems",
    "legs_of",
    "longest_path",
    "make_plan",
    "materials_of",
    "not_brought",
    "promised_by",
    "question_open",
    "released",
    "require_brought",
    "unanswered",
    "waiting_for",
]
