"""The check-up of a bundle 一件事: its questions, its parts, its promise and its papers.

Every situation its questionnaire leads to is tried, as somebody would answer it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from yichuang.catalogue.rules.bundle import BundleSheet, PartRule, pairs
from yichuang.catalogue.rules.checkup.concepts import core
from yichuang.catalogue.rules.checkup.findings import (
    GRAVEST_FIRST,
    Change,
    Finding,
    Severity,
)
from yichuang.catalogue.rules.conditions import Answers, terms
from yichuang.catalogue.rules.graph import waves, within
from yichuang.catalogue.rules.guide import PaperRule, QuestionRule, Sheet
from yichuang.catalogue.rules.joining import unfit_bundle, waits_of
from yichuang.catalogue.rules.publishing import natural_days
from yichuang.catalogue.rules.questionnaire import (
    ending,
    known_answers,
    next_question,
    papers_for,
    parts_for,
)
from yichuang.kernel.limits import Limit
from yichuang.kernel.text import N_, normalise

Items = Mapping[str, Sheet]
"""The items in force, by key."""

MOST_SITUATIONS = 5_000
ROUNDING = 0.5
"""Natural days by which two limits of different units may differ without a word."""


@dataclass(frozen=True, slots=True)
class Situation:
    """Answers to the end of the questionnaire, and the parts they come to."""

    answers: Answers
    parts: tuple[PartRule, ...]


def check_up_bundle(sheet: BundleSheet, items: Items) -> tuple[Finding, ...]:
    """Every finding about a bundle, the gravest first; the same is said once a field."""
    found: dict[tuple[str, str, str], Finding] = {}
    rows = (*_barred(sheet), *_withdrawn(sheet, items))
    sound = not any(row.rule.startswith("publish.") for row in rows)
    if sound:  # the questionnaire and the parts themselves are to be mended first
        tried = tuple(_situations(sheet))
        rows += (
            *_nowhere(sheet, tried),
            *_idle(sheet),
            *_too_short(sheet, items, tried),
            *_same_papers(items, tried),
            *_asked_twice(sheet, items, tried),
        )
    for row in rows:
        found.setdefault((row.rule, row.field, row.text(str)), row)
    return tuple(
        sorted(found.values(), key=lambda row: GRAVEST_FIRST.index(row.severity))
    )


def _barred(sheet: BundleSheet) -> Iterator[Finding]:
    for refusal in unfit_bundle(sheet):
        yield Finding(
            rule=refusal.code,
            field=refusal.field,
            severity=Severity.ERROR,
            says=refusal.says,
            remedy=refusal.remedy,
            facts=refusal.facts,
        )


def _withdrawn(sheet: BundleSheet, items: Items) -> Iterator[Finding]:
    for part in sheet.parts:
        if part.item_key and part.item_key not in items:
            yield Finding(
                rule="checkup.bundle-part-withdrawn",
                field=f"parts.{part.key}.item_key",
                severity=Severity.ERROR,
                says=N_(
                    "“%(part)s” is applied for as “%(item)s”, which is not in force."
                ),
                remedy=N_("Publish that guide, or take the part out of the bundle."),
                line=part.name,
                facts={"part": part.name, "item": part.item_key},
            )


def _situations(sheet: BundleSheet) -> Iterator[Situation]:
    """Everything somebody can answer to the end; answers that end the matter are not."""
    todo: list[dict[str, str]] = [{}]
    seen = 0
    while todo and seen < MOST_SITUATIONS:
        answers = todo.pop()
        asked = next_question(sheet, answers)
        if asked is not None:
            todo += [{**answers, asked.key: o.key} for o in reversed(asked.options)]
        elif ending(sheet, answers) is None:
            seen += 1
            yield Situation(answers, parts_for(sheet, answers))


def _nowhere(sheet: BundleSheet, tried: tuple[Situation, ...]) -> Iterator[Finding]:
    """Answers after which nothing is applied for, and nobody says so."""
    for one in tried:
        if one.parts:
            continue
        last = list(known_answers(sheet, one.answers))[-1:]
        yield Finding(
            rule="checkup.bundle-leads-nowhere",
            field=f"questions.{last[0]}" if last else "parts",
            severity=Severity.ERROR,
            says=N_("After these answers nothing is applied for: %(answers)s."),
            remedy=N_(
                "Let one of these answers end the questionnaire and say what to do instead."
            ),
            line=_said(sheet, one.answers),
            facts={"answers": _said(sheet, one.answers) or "—"},
        )
        return  # one such way shows it; mended, the next is found


def _said(sheet: BundleSheet, answers: Answers) -> str:
    """The answers as people read them: “有；不卖”."""
    labels = {(q.key, o.key): o.label for q in sheet.questions for o in q.options}
    return "；".join(labels.get(pair, pair[1]) for pair in answers.items())


def _idle(sheet: BundleSheet) -> Iterator[Finding]:
    """Questions whose answers change nothing: asked for nothing."""
    spoken_of = {name for part in sheet.parts for name, _ in terms(part.when)}
    spoken_of |= {name for row in sheet.questions for name, _ in terms(row.when)}
    for question in sheet.questions:
        if question.key in spoken_of or any(o.ends for o in question.options):
            continue
        yield Finding(
            rule="checkup.bundle-idle-question",
            field=f"questions.{question.key}",
            severity=Severity.WARNING,
            says=N_("“%(question)s”: whatever is answered, the parts are the same."),
            remedy=N_("Let a part depend on it, or do not ask it."),
            line=question.text,
            changes=(Change(f"questions.{question.key}", None),),
            facts={"question": question.text},
        )


def limit_of(part: PartRule, items: Items) -> Limit | None:
    """What a part promises: its own limit in the bundle, else its item's promise."""
    item = items.get(part.item_key)
    return part.limit or (item.promise if item else None)


def longest_way(
    sheet: BundleSheet, parts: tuple[PartRule, ...], items: Items
) -> tuple[PartRule, ...]:
    """The parts that follow one another the longest, first to last."""
    waits, known = waits_of(sheet), {part.key: part for part in parts}
    inner = within({key: waits[key] for key in known})
    ends: dict[str, float] = {}
    before: dict[str, str] = {}
    for wave in waves(inner):
        for key in wave:
            limit = limit_of(known[key], items)
            before[key] = max(inner[key], key=lambda one: ends[one], default="")
            starts = ends.get(before[key], 0.0)
            ends[key] = starts + (natural_days(limit) if limit else 0.0)
    path = [max(ends, key=lambda one: ends[one])] if ends else []
    while path and before[path[0]]:
        path.insert(0, before[path[0]])
    return tuple(known[key] for key in path)


def _too_short(
    sheet: BundleSheet, items: Items, tried: tuple[Situation, ...]
) -> Iterator[Finding]:
    """The bundle promises less than its parts, one after another, promise."""
    ways = [longest_way(sheet, one.parts, items) for one in tried]
    longest = max(ways, key=lambda way: _lasts(way, items), default=())
    if _lasts(longest, items) <= natural_days(sheet.promise) + ROUNDING:
        return
    limits = [limit for part in longest if (limit := limit_of(part, items))]
    whole = _sum(limits)
    yield Finding(
        rule="checkup.bundle-promise-too-short",
        field="promise",
        severity=Severity.WARNING,
        says=N_(
            "The bundle promises %(promise)s; its longest way takes longer: %(way)s."
        ),
        remedy=N_("Promise what the parts together need, or shorten a part."),
        line=str(sheet.promise),
        changes=(Change("promise", whole),) if whole else (),
        facts={
            "promise": str(sheet.promise),
            "way": " → ".join(
                f"{part.name} {limit_of(part, items) or ''}".strip() for part in longest
            ),
        },
    )


def _lasts(way: tuple[PartRule, ...], items: Items) -> float:
    limits = (limit_of(part, items) for part in way)
    return sum(natural_days(limit) for limit in limits if limit)


def _sum(limits: list[Limit]) -> Limit | None:
    """The limits together, where they are counted in one unit."""
    units = {limit.unit for limit in limits}
    if len(units) != 1:
        return None
    return Limit(sum(limit.n for limit in limits), units.pop())


def _same_papers(items: Items, tried: tuple[Situation, ...]) -> Iterator[Finding]:
    """One paper asked for by two parts as if it were two."""
    for one in tried:
        first: dict[str, tuple[PartRule, PaperRule, str]] = {}
        for part, paper in _brought(one, items):
            identity = _identity(part, paper)
            known = first.setdefault(core(paper.name), (part, paper, identity))
            if known[2] == identity or known[0] is part:
                continue
            yield Finding(
                rule="checkup.bundle-same-paper",
                field=f"parts.{part.key}.shares",
                severity=Severity.WARNING,
                says=N_(
                    "“%(paper)s” is asked for twice: by “%(one)s” and “%(other)s”."
                ),
                remedy=N_("Give it the same name under “shares” in both parts."),
                line=paper.name,
                facts={"paper": paper.name, "one": known[0].name, "other": part.name},
            )


def _brought(one: Situation, items: Items) -> Iterator[tuple[PartRule, PaperRule]]:
    """What has to be brought: neither written by the one form nor a sibling's result."""
    chosen = {part.key for part in one.parts}
    for part in one.parts:
        item = items.get(part.item_key)
        takes = pairs(part.takes)
        for paper in papers_for(item, pairs(part.answers)) if item else ():
            if paper.key not in part.fills and takes.get(paper.key) not in chosen:
                yield part, paper


def _identity(part: PartRule, paper: PaperRule) -> str:
    """What the bundle takes for one material; as when papers are collected."""
    shared = pairs(part.shares).get(paper.key)
    return f"={shared}" if shared else f"{normalise(paper.name)}|{paper.source}"


def _asked_twice(
    sheet: BundleSheet, items: Items, tried: tuple[Situation, ...]
) -> Iterator[Finding]:
    """A cell of the form, or a question, that somebody answers a second time."""
    labels: dict[str, str] = {}
    for row in sheet.fields:
        first = labels.setdefault(normalise(row.label), row.key)
        if first != row.key:
            yield _twice(f"fields.{row.key}", row.label)
    own = {normalise(row.text) for row in sheet.questions}
    for one in tried:
        for part, question in _still_asked(one, items):
            if normalise(question.text) in own:
                yield _twice(f"parts.{part.key}.answers", question.text)


def _still_asked(
    one: Situation, items: Items
) -> Iterator[tuple[PartRule, QuestionRule]]:
    for part in one.parts:
        item = items.get(part.item_key)
        settled = pairs(part.answers)
        for question in item.questions if item else ():
            if question.key not in settled:
                yield part, question


def _twice(field: str, words: str) -> Finding:
    return Finding(
        rule="checkup.bundle-asked-twice",
        field=field,
        severity=Severity.WARNING,
        says=N_("“%(words)s” is asked twice."),
        remedy=N_("Ask it once: print the cell in both parts, or hand the answer on."),
        line=words,
        facts={"words": words},
    )
