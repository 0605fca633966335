"""The sentences of a guide with their places, and what a clause says about days."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yichuang.catalogue.rules.guide import Sheet
from yichuang.kernel.limits import Limit, Unit


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text of the guide and the path of the field it stands in."""

    path: str
    text: str


_ENDS = re.compile(r"[，。；;,！？!?\n]")
_NOT = re.compile(
    r"不用|不必|不需|无需|无须|免交|免于|免提交|免收|免费|不收|不交|不要求|不再|取消|不得|未|没有|可不"
)
_NUMBER = r"(?P<n>\d{1,4}|[一二三四五六七八九十]{1,3})"
_DAYS = re.compile(
    rf"(?<![月年\d.—～~\-])(?<![月年] )(?<![月年]第){_NUMBER}\s*"
    r"(?P<unit>个?工作日|个?自然日|个?小时|日|天)(?!生|满|[)）]?[前后]|出生)"
)
_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")}


def clauses(text: str) -> Iterator[str]:
    """The clauses of a text, cut at commas and stops."""
    return (part.strip() for part in _ENDS.split(text) if part.strip())


def denies(clause: str) -> bool:
    """Whether a clause says no: nothing in it is demanded."""
    return bool(_NOT.search(clause))


@dataclass(frozen=True, slots=True)
class Span:
    """A time named in a text; `plain` when it says only days, working or not."""

    n: int
    unit: Unit
    plain: bool
    clause: str

    @property
    def limit(self) -> Limit:
        return Limit(self.n, self.unit)

    def fits(self, limit: Limit | None) -> bool:
        """Whether it is the same time as a limit; plain days may be either kind."""
        if limit is None or limit.n != self.n:
            return False
        return (self.plain and limit.unit is not Unit.HOURS) or limit.unit is self.unit


def spans(text: str) -> Iterator[Span]:
    """Every time a text names, with its clause; dates are no times.

    >>> [str(s.limit) for s in spans("8 月 31 日前报名，受理后十五个工作日内办结")]
    ['15W']
    """
    for clause in clauses(text):
        for found in _DAYS.finditer(clause):
            unit = found["unit"].removeprefix("个")
            n = _count(found["n"])
            if n:
                kind = {"工作日": Unit.WORKDAYS, "小时": Unit.HOURS}.get(
                    unit, Unit.NATURAL_DAYS
                )
                yield Span(n, kind, unit in ("日", "天"), clause)


def _count(text: str) -> int:
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS.get(ones, 0)
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)


def notes(sheet: Sheet) -> Iterator[Sentence]:
    """The sentences around the fields: summary, notes and reasons."""
    for name in (
        "summary",
        "promise_note",
        "statutory_note",
        "visits_reason",
        "special_procedures",
        "batch",
        "peak",
        "place",
        "consult_way",
        "intermediary",
    ):
        value = getattr(sheet, name)
        if isinstance(value, str):
            if value:
                yield Sentence(name, value)
        else:
            for at, line in enumerate(value):
                yield Sentence(f"{name}.{at}", line.zh)


def conditions(sheet: Sheet) -> Iterator[Sentence]:
    """The conditions, one sentence each."""
    for at, line in enumerate(sheet.conditions):
        yield Sentence(f"conditions.{at}", line.zh)


def steps(sheet: Sheet) -> Iterator[Sentence]:
    """Names and standards of the steps."""
    for step in sheet.steps:
        yield Sentence(f"steps.{step.key}.name", step.name)
        if step.standard:
            yield Sentence(f"steps.{step.key}.standard", step.standard)


def answers(sheet: Sheet) -> Iterator[Sentence]:
    """The answers to what people ask."""
    for at, faq in enumerate(sheet.faqs):
        yield Sentence(f"faqs.{at}.answer", faq.answer)


def about_papers(sheet: Sheet) -> Iterator[Sentence]:
    """What is said beside the papers that are asked for."""
    for paper in sheet.active_papers:
        for name in ("guidance", "accept_standard", "handling", "usage"):
            if value := getattr(paper, name):
                yield Sentence(f"papers.{paper.key}.{name}", value)


def told(sheet: Sheet) -> Iterator[Sentence]:
    """Every sentence that tells the citizen something."""
    yield from notes(sheet)
    yield from conditions(sheet)
    yield from steps(sheet)
    yield from answers(sheet)
    yield from about_papers(sheet)
