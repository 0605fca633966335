"""Questions without an answer as rows, and the robot's figures in words."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from yichuang.guidance.queries import Figures, OpenQuestion


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question of the list; `item` is the name of the matter it was taken for."""

    key: str
    question: str
    outcome: str
    item: str
    times: int
    not_helped: int
    last: date


def question_row(row: OpenQuestion, names: dict[str, str]) -> QuestionRow:
    """The row of an open question."""
    return QuestionRow(
        key=row.key,
        question=row.question,
        outcome=str(row.outcome.label),
        item=names.get(row.item_key, row.item_key),
        times=row.times,
        not_helped=row.not_helped,
        last=row.last,
    )


def told(figures: Figures) -> str:
    """The figures in a sentence, each with what it is a share of."""
    if not figures.asked:
        return gettext("Nobody has asked yet.")
    parts = [
        ngettext(
            "%(n)s question in 90 days", "%(n)s questions in 90 days", figures.asked
        )
        % {"n": figures.asked},
        gettext("%(n)s answered") % {"n": figures.answered},
        gettext("%(n)s asked back") % {"n": figures.asked_back},
        gettext("%(n)s shown to another place of the hall") % {"n": figures.pointed},
        gettext("%(n)s another authority's") % {"n": figures.elsewhere},
        gettext("%(n)s not found") % {"n": figures.unknown},
    ]
    said = figures.helped + figures.not_helped
    if said:
        facts = {"n": figures.helped, "said": said}
        parts.append(gettext("helped %(n)s of %(said)s who said") % facts)
    return " · ".join(parts)
