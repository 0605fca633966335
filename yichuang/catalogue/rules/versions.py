"""Versions: when one is in force, what changed between two, and a form half filled."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date

from yichuang.catalogue.rules.conditions import Answers
from yichuang.catalogue.rules.guide import Need, Sheet
from yichuang.catalogue.rules.questionnaire import known_answers, papers_for
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_, Msgid

_PARTS = frozenset(
    {"papers", "questions", "steps", "citations", "fees", "faqs", "facts"}
)
_SILENT = frozenset({"version_id", "item_id", "number", "digest"})


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two versions; `what` is the key of a paper, step or field."""

    says: Msgid
    what: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Carried:
    """A form begun under an old version, moved to the new one."""

    answers: Answers
    lost_answers: tuple[str, ...]
    new_papers: tuple[str, ...]
    dropped_papers: tuple[str, ...]


def check_period(valid_from: date, valid_to: date | None) -> None:
    """Refuses a period that ends before it begins."""
    if valid_to and valid_to < valid_from:
        raise Refusal(
            "version.period",
            N_("The version would end (%(end)s) before it begins (%(begin)s)."),
            field="valid_to",
            remedy=N_("Choose a last day on or after %(begin)s."),
            begin=valid_from,
            end=valid_to,
        )


def check_in_force(
    state: str, valid_from: date | None, valid_to: date | None, on: date
) -> None:
    """Refuses to begin anything under a version that is not in force on a day.

    Cases already accepted keep their version (design.md §3); a form that is only half
    filled does not, and moves on with `carry`.
    """
    begun = valid_from is not None and valid_from <= on
    ended = valid_to is not None and valid_to < on
    if state == "published" and begun and not ended:
        return
    raise Refusal(
        "item.version-withdrawn",
        N_("This guide is no longer in force, and nothing you entered is lost."),
        field="version",
        remedy=N_(
            "Go on with the guide in force now; your answers and papers are kept where they still fit."
        ),
    )


def carry(old: Sheet, new: Sheet, answers: Answers) -> Carried:
    """Move the answers of a half-filled form from one version to the next."""
    before, after = known_answers(old, answers), known_answers(new, answers)
    had = {paper.key for paper in papers_for(old, before)}
    has = {paper.key for paper in papers_for(new, after)}
    return Carried(
        answers=after,
        lost_answers=tuple(key for key in before if key not in after),
        new_papers=tuple(p.key for p in new.papers if p.key in has - had),
        dropped_papers=tuple(p.key for p in old.papers if p.key in had - has),
    )


def changes(old: Sheet, new: Sheet) -> tuple[Change, ...]:
    """What the new version says differently; the base of the five cuts 五减."""
    return (
        *_field_changes(old, new),
        *_paper_changes(old, new),
        *_step_changes(old, new),
    )


def _field_changes(old: Sheet, new: Sheet) -> Iterator[Change]:
    for field in fields(Sheet):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if field.name not in _PARTS | _SILENT and before != after:
            yield Change(N_("changed"), field.name, _plain(before), _plain(after))
    for part in ("questions", "citations", "fees", "faqs"):
        if getattr(old, part) != getattr(new, part):
            yield Change(N_("changed"), part)


def _paper_changes(old: Sheet, new: Sheet) -> Iterator[Change]:
    before = {p.key: p for p in old.active_papers}
    after = {p.key: p for p in new.active_papers}
    gone = {p.key: p for p in new.papers if p.need is Need.CANCELLED}
    for key, paper in before.items():
        if key not in after:
            why = gone[key].cancelled_reason if key in gone else ""
            yield Change(N_("paper no longer asked for"), key, paper.name, why)
        elif after[key] != paper:
            yield Change(N_("paper changed"), key, paper.name, after[key].name)
    for key, paper in after.items():
        if key not in before:
            yield Change(N_("paper added"), key, after=paper.name)


def _step_changes(old: Sheet, new: Sheet) -> Iterator[Change]:
    if len(old.steps) != len(new.steps):
        yield Change(
            N_("number of steps"), "steps", str(len(old.steps)), str(len(new.steps))
        )
    elif old.steps != new.steps:
        yield Change(N_("changed"), "steps")


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(str(getattr(part, "zh", part)) for part in value)
    return "" if value is None else str(value)
