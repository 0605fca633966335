"""Answers a question out of the guides in force."""

from dataclasses import replace
from datetime import date

from django.utils.translation import override

from yichuang.catalogue import queries as catalogue
from yichuang.catalogue.queries.searching import readings, simplified
from yichuang.catalogue.rules import BundleGuide, Guide, said
from yichuang.catalogue.rules.searching import Entry
from yichuang.guidance.queries.knowledge import known, table
from yichuang.guidance.queries.saying import (
    Said,
    about_holder,
    about_matter,
    not_told,
    refused,
    way_to,
    which,
)
from yichuang.guidance.rules import Answer, Context, Ranked, Refused
from yichuang.guidance.rules.aspects import aspects
from yichuang.guidance.rules.deciding import Decision, Kind, decide
from yichuang.guidance.rules.hearing import Heard, hear
from yichuang.guidance.rules.modes import Mode, mode_of
from yichuang.guidance.rules.question import checked
from yichuang.guidance.rules.ranking import Candidate, Weights, rank, usual

WEIGHTS = Weights()
REFUSALS = frozenset({Kind.ELSEWHERE, Kind.CANCEL, Kind.UNKNOWN})


def ask(text: str, context: Context | None, language: str, *, on: date) -> Answer:
    """The answer to a question in the citizen's own words, said in a language.

    With a context that names a matter, `text` may be empty (a button was pressed) or ask
    on about it; a text that names another matter begins anew.

    Raises:
        Refusal: "ask.empty", "ask.too-long"; "item.not-published" for a context whose
            matter is not in force.
    """
    with override(language):
        if context and context.item and not text.strip():
            return _about(context.question, context, language, on)
        question = checked(text)
        return _asked(question, context, language, on)


def understand(question: str, *, on: date, weights: Weights = WEIGHTS) -> Decision:
    """What a question means among the guides in force, before anything is said."""
    return _understood(question, on, weights)[1]


def _understood(question: str, on: date, weights: Weights) -> tuple[Heard, Decision]:
    kept = catalogue.in_force_index(on)
    heard, fits = _heard(question), known(kept.index)
    ranked = rank(heard, kept.index, fits, weights)
    return heard, decide(heard, ranked, fits, table(), weights)


def _heard(question: str) -> Heard:
    return hear(simplified(question), table(), readings)


def _asked(question: str, context: Context | None, language: str, on: date) -> Answer:
    heard, decision = _understood(question, on, WEIGHTS)
    wished = aspects(heard.text)
    if context and context.item and _goes_on(decision, context):
        asked = replace(context, aspects=wished)
        return _about(question, asked, language, on)
    if decision.kind in REFUSALS:
        return Answer(question, refused=_refused(heard, decision, language, on))
    items = tuple(_ranked(one, language, on) for one in decision.candidates)
    way = way_to(decision.way)
    if decision.kind is Kind.ANSWER:
        best = decision.candidates[0].entry
        fresh = Context(best.key, best.kind, {}, wished, question)
        said_of = Said(question, items, way, fresh, language)
        return _told(said_of, _guide(fresh, on), decision.mode)
    fresh = Context(aspects=wished, question=question)
    if decision.kind is Kind.WAY:
        return Answer(question, items, way=way, context=fresh)
    if len(items) > 1 or decision.kind is Kind.ASK_BACK:
        return Answer(question, items, way=way, asks=which(items, fresh), context=fresh)
    asks = which(_usual(language, on), fresh)
    return Answer(question, asks=asks, context=fresh)


def _told(asked: Said, guide: Guide | BundleGuide, mode: Mode | None) -> Answer:
    if mode and isinstance(guide, Guide):
        return about_holder(asked, guide, mode)
    return about_matter(asked, guide)


def _refused(heard: Heard, decision: Decision, language: str, on: date) -> Refused:
    if decision.kind is Kind.CANCEL:
        best = decision.candidates[0].entry
        return not_told(catalogue.current_guide(best.key, on), language)
    return refused(heard, decision.kind, language)


def _goes_on(decision: Decision, context: Context) -> bool:
    """Whether a text asks on about the matter spoken of: it names no other one."""
    if decision.kind in {Kind.UNKNOWN, Kind.WHAT}:
        return True
    keys = [one.entry.key for one in decision.candidates]
    return not decision.way and context.item in keys


def _about(question: str, context: Context, language: str, on: date) -> Answer:
    """The answer about the matter of a context, without looking for it again."""
    guide = _guide(context, on)
    row = _row(context.kind, guide, 1.0, language)
    asked = Said(question, (row,), None, context, language)
    return _told(asked, guide, _mode(context, on))


def _mode(context: Context, on: date) -> Mode | None:
    """What the words a talk began with want done about a certificate one has."""
    if not context.question:
        return None
    index = catalogue.in_force_index(on).index
    heard, fits = _heard(context.question), known(index)
    number = fits.numbers.get((context.kind or "item", context.item))
    mode = mode_of(heard, number, fits) if number is not None else None
    return mode if mode is not Mode.CANCELLATION else None


def _guide(context: Context, on: date) -> Guide | BundleGuide:
    if context.kind == "bundle":
        return catalogue.current_bundle(context.item, on)
    return catalogue.current_guide(context.item, on)


def _ranked(one: Candidate, language: str, on: date) -> Ranked:
    score = round(min(1.0, one.score / WEIGHTS.most), 3)
    return _found(one.entry, score, language, on)


def _found(entry: Entry, score: float, language: str, on: date) -> Ranked:
    version = catalogue.in_force_index(on).versions[entry.kind, entry.key]
    bundled = entry.kind == "bundle"
    guide = catalogue.bundle(version) if bundled else catalogue.guide(version)
    return _row(entry.kind, guide, score, language)


def _row(kind: str, guide: Guide | BundleGuide, score: float, language: str) -> Ranked:
    return Ranked(
        id=guide.key,
        kind=kind or "item",
        version_id=guide.version_id,
        version=guide.number,
        name=said(guide, "name", language),
        summary=said(guide, "summary", language),
        department=said(guide, "department_name", language),
        score=score,
    )


def _usual(language: str, on: date) -> tuple[Ranked, ...]:
    """Matters offered to somebody who has not said what about."""
    index = catalogue.in_force_index(on).index
    entries = (index.entries[number] for number in usual(table(), known(index)))
    return tuple(_found(entry, 0.0, language, on) for entry in entries)
