"""The page of a bundle before anything is applied for: questions, then what they come to."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext, pgettext

from yichuang.cases.queries.bundles import limits_by_part
from yichuang.cases.rules.bundles import (
    Leg,
    Plan,
    legs_of,
    longest_path,
    materials_of,
    promised_by,
)
from yichuang.catalogue.rules import PartRule, Treatment
from yichuang.catalogue.rules.graph import waves
from yichuang.kernel.workdays import WorkCalendar
from yichuang.portal.presenters import papers, words
from yichuang.portal.presenters.papers import PaperLine
from yichuang.portal.presenters.words import tell
from yichuang.web import formats
from yichuang.web.graph import Card, Graph, draw


@dataclass(frozen=True, slots=True)
class LegRow:
    """A leg of the longest path in words, and its days one by one."""

    name: str
    limit: str
    starts: str
    due: str
    days: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class ChoicePage:
    """What the answers come to."""

    graph: Graph
    count: str
    cells: str
    bring: tuple[PaperLine, ...]
    rest: tuple[PaperLine, ...]
    handed_on: tuple[str, ...]
    due: str
    path: tuple[LegRow, ...]
    apply_url: str


def choice_page(
    plan: Plan, apply_url: str, start: date, calendar: WorkCalendar
) -> ChoicePage:
    """The page for a plan, counted as if it were handed in now (`start`: the day that
    would count as its receipt)."""
    limits = limits_by_part(plan)
    legs = legs_of(plan.waits, limits, start, calendar)
    longest = longest_path(legs)
    joined = materials_of(plan)
    bring = [m.rule for m in joined.materials if m.rule.treatment is Treatment.BRING]
    rest = [m.rule for m in joined.materials if m.rule.treatment is not Treatment.BRING]
    cards = {part.key: _card(plan, part, legs) for part in plan.parts}
    due = promised_by(legs)
    count = len(plan.parts)
    return ChoicePage(
        graph=draw(
            waves(plan.waits), plan.waits, cards, tuple(leg.key for leg in longest)
        ),
        count=ngettext("%(n)s matter", "%(n)s matters", count) % {"n": count},
        cells=ngettext("%(n)s cell", "%(n)s cells", len(plan.fields))
        % {"n": len(plan.fields)},
        bring=tuple(papers.line(rule) for rule in bring),
        rest=tuple(papers.line(rule) for rule in rest),
        handed_on=handed_on(plan),
        due=formats.day_weekday(due) if due else "",
        path=path_rows(plan, longest),
        apply_url=apply_url,
    )


def _card(plan: Plan, part: PartRule, legs: dict[str, Leg]) -> Card:
    guide = plan.guides.get(part.key)
    limit = guide.promise if guide else part.limit
    return Card(
        name=tell(part, "name"),
        office=office_of(plan, part),
        look="todo",
        says=words.limit_words(limit) if limit else "",
        note=waits_words(plan, plan.waits[part.key]),
        url=reverse("portal:guide", args=[part.item_key]) if part.item_key else "",
    )


def office_of(plan: Plan, part: PartRule) -> str:
    """Who decides a part."""
    guide = plan.guides.get(part.key)
    if guide is not None and hasattr(guide, "department_name"):
        return tell(guide, "department_name")
    return tell(part, "department")


def waits_words(plan: Plan, keys: tuple[str, ...]) -> str:
    """等“营业执照”办好; "" for what waits for nobody."""
    names = pgettext("between names", ", ").join(
        tell(plan.part(key), "name") for key in keys
    )
    return gettext("after %(names)s") % {"names": names} if names else ""


def path_rows(plan: Plan, longest: tuple[Leg, ...]) -> tuple[LegRow, ...]:
    """The longest path leg by leg, each with its days counted and skipped."""
    limits = limits_by_part(plan)
    return tuple(
        LegRow(
            name=tell(plan.part(leg.key), "name"),
            limit=words.limit_words(limits[leg.key]),
            starts=formats.day_weekday(leg.starts),
            due=formats.day_weekday(leg.due),
            days=tuple(
                (formats.day_weekday(day.day), gettext(day.reason.says), day.number)
                for day in leg.told.days
            ),
        )
        for leg in longest
    )


def handed_on(plan: Plan) -> tuple[str, ...]:
    """营业执照：前一个证办好以后内部流转 — each result that nobody has to bring."""
    joined = materials_of(plan)
    names = {
        (part, paper.key): tell(paper, "name")
        for part, guide in plan.guides.items()
        for paper in guide.papers
    }
    return tuple(dict.fromkeys(names[use] for use in joined.results))
