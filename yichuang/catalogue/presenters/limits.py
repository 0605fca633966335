"""Time limits and conditions in words."""

from collections.abc import Iterator

from django.utils.translation import gettext, ngettext

from yichuang.catalogue.rules import Condition, QuestionRule, said
from yichuang.kernel.limits import Limit, Unit


def limit_text(limit: Limit | None) -> str:
    """15 个工作日 / 15 working days; “not set by law” in words where there is none."""
    if limit is None:
        return gettext("Not set by law")
    if limit.unit is Unit.WORKDAYS:
        return ngettext("%(n)s working day", "%(n)s working days", limit.n) % _n(limit)
    if limit.unit is Unit.NATURAL_DAYS:
        return ngettext("%(n)s day", "%(n)s days", limit.n) % _n(limit)
    if limit.unit is Unit.HOURS:
        return ngettext("%(n)s office hour", "%(n)s office hours", limit.n) % _n(limit)
    return gettext("On the spot")


def _n(limit: Limit) -> dict[str, int]:
    return {"n": limit.n}


def condition_text(
    condition: Condition | None, questions: tuple[QuestionRule, ...], language: str
) -> str:
    """A condition as the answers it stands for: “Who applies? — somebody else”."""
    if condition is None:
        return ""
    return " ".join(_pieces(condition, {q.key: q for q in questions}, language))


def _pieces(
    condition: Condition, questions: dict[str, QuestionRule], language: str
) -> Iterator[str]:
    if "not" in condition:
        inner = " ".join(_pieces(condition["not"], questions, language))
        yield gettext("not: %(condition)s") % {"condition": inner}
    for word, joint in (("all", gettext("and")), ("any", gettext("or"))):
        parts = condition.get(word, ())
        for number, part in enumerate(parts):
            if number:
                yield joint
            yield from _pieces(part, questions, language)
    question = questions.get(condition.get("q", ""))
    if question is not None:
        chosen = [o for o in question.options if o.key in condition["in"]]
        labels = " / ".join(said(o, "label", language) for o in chosen)
        yield f"{said(question, 'text', language)} {labels}"
