"""Which parts a situation needs, and every question about them asked once."""

from collections.abc import Mapping
from dataclasses import dataclass

from yichuang.catalogue.rules import (
    Answers,
    BundleSheet,
    FieldRule,
    PartRule,
    QuestionRule,
    Sheet,
    chosen_parts,
    ending,
    known_answers,
    options_of,
    pairs,
    questions_for,
)
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_, normalise

WHO = "who"
"""How guides ask whether somebody acts for another; the form says it, so nobody is asked."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of one or more parts, asked once; `uses` are (part, question) keys."""

    key: str
    rule: QuestionRule
    uses: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a bundle comes to in one situation.

    `guides` and `answers` are by the key of the part; a part of another authority has
    neither. `waits` is the graph among the chosen parts, `needs` its hard edges.
    """

    bundle: BundleSheet
    parts: tuple[PartRule, ...]
    guides: Mapping[str, Sheet]
    answers: Mapping[str, Answers]
    questions: tuple[Asked, ...]

    @property
    def needs(self) -> dict[str, tuple[str, ...]]:
        return edges_of(self.parts, follows=False)

    @property
    def waits(self) -> dict[str, tuple[str, ...]]:
        return edges_of(self.parts)

    @property
    def fields(self) -> tuple[FieldRule, ...]:
        return fields_of(self.bundle, self.parts)

    def part(self, key: str) -> PartRule:
        return next(part for part in self.parts if part.key == key)


def edges_of(
    parts: tuple[PartRule, ...], *, follows: bool = True
) -> dict[str, tuple[str, ...]]:
    """Who waits for whom among the chosen parts. What was not chosen is there already
    (a licence held before), so nobody waits for it."""
    keys = {part.key for part in parts}
    return {
        part.key: tuple(
            dict.fromkeys(
                key
                for key in (*part.needs, *(part.follows if follows else ()))
                if key in keys
            )
        )
        for part in parts
    }


def fields_of(
    bundle: BundleSheet, parts: tuple[PartRule, ...]
) -> tuple[FieldRule, ...]:
    """The cells of the one form that some chosen part prints, each once."""
    wanted = {key for part in parts for key in pairs(part.form)}
    return tuple(field for field in bundle.fields if field.key in wanted)


def asked_of(
    parts: tuple[PartRule, ...],
    guides: Mapping[str, Sheet],
    answers: Mapping[str, Answers],
) -> tuple[Asked, ...]:
    """The questions of the items that the bundle leaves open. The same question with
    the same choices is one, whichever parts ask it."""
    found: dict[tuple[str, ...], Asked] = {}
    for part in parts:
        guide = guides.get(part.key)
        if guide is None:
            continue
        settled = {*pairs(part.answers), WHO}
        for rule in questions_for(guide, answers.get(part.key, {})):
            if rule.key in settled:
                continue
            same = (normalise(rule.text), *(option.key for option in rule.options))
            before = found.get(same)
            found[same] = Asked(
                before.key if before else f"{part.key}-{rule.key}",
                before.rule if before else rule,
                (*(before.uses if before else ()), (part.key, rule.key)),
            )
    return tuple(found.values())


def make_plan(
    bundle: BundleSheet,
    answers: Answers,
    guides: Mapping[str, Sheet],
    *,
    told: Mapping[str, str],
    agent: bool = False,
) -> Plan:
    """The plan of a situation. `guides` are by item; `told` are answers by `Asked.key`.

    Raises:
        Refusal: "bundle.unanswered", "bundle.nothing-chosen", "bundle.part-not-needed"
            when an answer shows that an item is not what the person needs.
    """
    parts = chosen_parts(bundle, answers)
    own = {part.key: guides[part.item_key] for part in parts if part.item_key}
    given: dict[str, Answers] = {
        part.key: known_answers(own[part.key], _settled(part, agent=agent))
        for part in parts
        if part.key in own
    }
    asked: tuple[Asked, ...] = ()
    for _ in range(
        1 + max((len(guide.questions) for guide in own.values()), default=0)
    ):
        asked = asked_of(parts, own, given)
        more = _handed_out(asked, told, own, given)
        if more == given:
            break
        given = more
    for part in parts:
        if part.key in own:
            _require_needed(part, own[part.key], given[part.key])
    return Plan(bundle, parts, own, given, asked)


def _settled(part: PartRule, *, agent: bool) -> dict[str, str]:
    return {**pairs(part.answers), WHO: "agent" if agent else "self"}


def _handed_out(
    asked: tuple[Asked, ...],
    told: Mapping[str, str],
    guides: Mapping[str, Sheet],
    given: Mapping[str, Answers],
) -> dict[str, Answers]:
    """Each answer given once goes to every part that asks for it."""
    found = {key: dict(answers) for key, answers in given.items()}
    for question in asked:
        answer = told.get(question.key, "")
        if answer in {option.key for option in options_of(question.rule)}:
            for part, key in question.uses:
                found[part][key] = answer
    return {key: known_answers(guides[key], own) for key, own in found.items()}


def _require_needed(part: PartRule, guide: Sheet, answers: Answers) -> None:
    end = ending(guide, answers)
    if end is not None:
        raise Refusal(
            "bundle.part-not-needed",
            N_("“%(part)s” is not needed then: %(why)s"),
            field=end.question.key,
            remedy=N_("Change the answer, or apply for the other matters one by one."),
            part=part.name,
            why=end.option.ends,
        )


def unanswered(plan: Plan, told: Mapping[str, str]) -> tuple[Asked, ...]:
    """The questions of the items that are still open."""
    return tuple(
        asked
        for asked in plan.questions
        if told.get(asked.key, "") not in {one.key for one in options_of(asked.rule)}
    )


def question_open(asked: Asked) -> Refusal:
    """The refusal for a question that is still open."""
    return Refusal(
        "bundle.unanswered",
        N_("“%(question)s” is not answered yet."),
        field=asked.key,
        remedy=N_("Choose an answer; “Not sure” is one too."),
        question=asked.rule.text,
    )
