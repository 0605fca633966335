"""The lines of a guide that answer what is asked; nothing is said that is not in it.

A line is the guide's own text; a value that is a number or a flag (a limit, a fee, in
person) is said as a msgid with that value and nothing else.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from yichuang.catalogue.rules import (
    Answers,
    BundleGuide,
    Guide,
    fees_for,
    open_papers,
    papers_for,
    parts_for,
    said,
)
from yichuang.kernel.limits import Limit, Unit
from yichuang.kernel.text import N_, Msgid


@dataclass(frozen=True, slots=True)
class Line:
    """A line: what it is about, where it stands, what it says."""

    aspect: str
    place: str
    says: str
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def own(self) -> bool:
        """Whether it is the guide's own text and no value said in words."""
        return not isinstance(self.says, Msgid)


_LIMITS = {
    Unit.WORKDAYS: N_("%(n)s working days"),
    Unit.NATURAL_DAYS: N_("%(n)s days"),
    Unit.HOURS: N_("%(n)s office hours"),
    Unit.ON_THE_SPOT: N_("On the spot"),
}
BRIEF = ("time", "fee", "place")
"""What is said of a matter when nothing in particular was asked."""
ABOUT_HOLDERS = ("result", "validity", "place", "phone")
"""What is said to somebody who holds the certificate already."""
OF_HOLDERS = (*ABOUT_HOLDERS, "hours", "person", "agent")
"""What of a guide holds for them too; its papers, fee and time need not."""


def lines_about(
    guide: Guide | BundleGuide, aspect: str, answers: Answers, language: str
) -> tuple[Line, ...]:
    """What the guide says of an aspect in a situation; () where it says nothing."""
    if isinstance(guide, BundleGuide):
        about = _OF_BUNDLES.get(aspect)
        return tuple(about(guide, answers, language)) if about else ()
    return tuple(_OF_ITEMS[aspect](guide, answers, language))


def _text(row: object, aspect: str, name: str, language: str) -> Iterator[Line]:
    if text := said(row, name, language):
        yield Line(aspect, name, text)


def _limit(aspect: str, place: str, limit: Limit) -> Line:
    return Line(aspect, place, _LIMITS[limit.unit], {"n": limit.n})


def _papers(guide: Guide, answers: Answers, language: str) -> Iterator[Line]:
    """The papers of the situation; while questions are open, also what may come."""
    for paper in (*papers_for(guide, answers), *open_papers(guide, answers)):
        place = f"papers.{paper.key}"
        yield Line("papers", place, said(paper, "name", language))
        if note := said(paper, "guidance", language):
            yield Line("papers", f"{place}.guidance", note)


def _time(guide: Guide, answers: Answers, language: str) -> Iterator[Line]:
    yield _limit("time", "promise", guide.promise)
    yield from _text(guide, "time", "promise_note", language)


def _fee(guide: Guide, answers: Answers, language: str) -> Iterator[Line]:
    if not guide.fee_charged:
        yield Line("fee", "fee_charged", N_("No fee"))
    for number, fee in enumerate(fees_for(guide, answers)):
        facts = {"name": said(fee, "name", language), "amount": _plain(fee.amount)}
        yield Line("fee", f"fees.{number}", N_("%(name)s: %(amount)s yuan"), facts)


def _plain(amount: Decimal) -> str:
    """40 and 7.5: as the fee is written, without noughts behind the point."""
    return f"{amount.normalize():f}"


def _place(guide: Guide, answers: Answers, language: str) -> Iterator[Line]:
    yield from _text(guide, "place", "place", language)
    yield from _text(guide, "place", "department_name", language)


def _hours(guide: Guide, answers: Answers, language: str) -> Iterator[Line]:
    yield from _text(guide, "hours", "hours", language)
    yield from _text(guide, "hours", "batch", language)
    yield from _text(guide, "hours", "peak", language)


def _phone(guide: Guide, answers: Answers, language: str) -> Iterator[Line]:
    yield from _text(guide, "phone", "consult_way", language)
    for name in ("consult_phone", "department_phone"):
        yield from _text(guide, "phone", name, language)


def _conditions(guide: Guide, answers: Answers, language: str) -> Iterator[Line]:
    rows = (("conditions", guide.conditions), ("scope_out", guide.scope_out))
    for place, lines in rows:
        for number, line in enumerate(lines):
            text = line.en if language.startswith("en") and line.en else line.zh
            yield Line("conditions", f"{place}.{number}", text)


def _person(guide: Guide, answers: Answers, language: str) -> Iterator[Line]:
    if guide.personal_only:
        yield Line("person", "personal_only", N_("You have to come yourself"))
    yield Line("person", "visits", N_("Visits to the hall: %(n)s"), {"n": guide.visits})
    yield from _text(guide, "person", "visits_reason", language)


def _online(guide: Guide, answers: Answers, language: str) -> Iterator[Line]:
    yes, no = N_("You can apply online"), N_("You cannot apply online")
    yield Line("online", "online", yes if guide.online else no)
    yield from _text(guide, "online", "online_address", language)


def _agent(guide: Guide, answers: Answers, language: str) -> Iterator[Line]:
    yes, no = N_("Somebody else may apply for you"), N_("Nobody else may apply for you")
    yield Line("agent", "agent_allowed", yes if guide.agent_allowed else no)


def _steps(guide: Guide, answers: Answers, language: str) -> Iterator[Line]:
    for step in guide.steps:
        yield Line("steps", f"steps.{step.key}", said(step, "name", language))


def _result(guide: Guide, answers: Answers, language: str) -> Iterator[Line]:
    yield from _text(guide, "result", "result_name", language)


def _validity(guide: Guide, answers: Answers, language: str) -> Iterator[Line]:
    yield from _text(guide, "validity", "result_validity", language)


def _parts(guide: BundleGuide, answers: Answers, language: str) -> Iterator[Line]:
    for part in parts_for(guide, answers):
        yield Line("parts", f"parts.{part.key}", said(part, "name", language))


def _bundle_time(guide: BundleGuide, answers: Answers, language: str) -> Iterator[Line]:
    yield _limit("time", "promise", guide.promise)
    yield from _text(guide, "time", "promise_note", language)


def _bundle_place(guide: BundleGuide, _: Answers, language: str) -> Iterator[Line]:
    yield from _text(guide, "place", "department_name", language)


def _bundle_steps(guide: BundleGuide, _: Answers, language: str) -> Iterator[Line]:
    yield from _text(guide, "steps", "pattern", language)


_OF_ITEMS: Mapping[str, Callable[[Guide, Answers, str], Iterator[Line]]] = {
    "papers": _papers,
    "time": _time,
    "fee": _fee,
    "place": _place,
    "hours": _hours,
    "phone": _phone,
    "conditions": _conditions,
    "person": _person,
    "online": _online,
    "agent": _agent,
    "steps": _steps,
    "result": _result,
    "validity": _validity,
}
_OF_BUNDLES: Mapping[str, Callable[[BundleGuide, Answers, str], Iterator[Line]]] = {
    "papers": _parts,
    "parts": _parts,
    "time": _bundle_time,
    "place": _bundle_place,
    "steps": _bundle_steps,
}
