"""Checks of a questionnaire and of the conditions that rest on it, before publishing."""

from collections import Counter
from collections.abc import Iterable, Iterator

from yichuang.catalogue.rules.conditions import UNSURE, terms
from yichuang.catalogue.rules.guide import Condition, QuestionRule
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

LEAST_OPTIONS = 2


def unfit_questions(questions: Iterable[QuestionRule]) -> Iterator[Refusal]:
    """What is wrong with a questionnaire by itself."""
    rows = tuple(questions)
    for key in twice(question.key for question in rows):
        yield repeated("questions", key)
    for question in rows:
        if len(question.options) < LEAST_OPTIONS:
            yield Refusal(
                "publish.question-without-choice",
                N_("The question “%(question)s” leaves no choice."),
                field=f"questions.{question.key}.options",
                remedy=N_("Give it two answers or more, or remove it."),
                question=question.text,
            )
        keys = [option.key for option in question.options]
        for key in twice([*keys, UNSURE]):
            yield repeated(f"questions.{question.key}.options", key)


def unfit_conditions(
    questions: tuple[QuestionRule, ...],
    conditions: Iterable[tuple[str, Condition | None]],
) -> Iterator[Refusal]:
    """Conditions that speak of what nobody is asked, or is asked too late."""
    known = {q.key: {option.key for option in q.options} for q in questions}
    asked: set[str] = set()
    for question in questions:
        for name, _ in terms(question.when):
            if name not in asked:
                yield Refusal(
                    "publish.question-order",
                    N_(
                        "“%(question)s” depends on “%(other)s”, which is not asked before it."
                    ),
                    field=f"questions.{question.key}.when",
                    remedy=N_("Put the question it depends on first."),
                    question=question.key,
                    other=name,
                )
        asked.add(question.key)
    for field, condition in conditions:
        for name, answer in terms(condition):
            if answer not in known.get(name, ()):
                yield Refusal(
                    "publish.unknown-answer",
                    N_(
                        "A condition speaks of “%(question)s = %(answer)s”, which nobody is asked."
                    ),
                    field=field,
                    remedy=N_(
                        "Use a question and an answer of this questionnaire: %(known)s."
                    ),
                    question=name,
                    answer=answer,
                    known=", ".join(sorted(known)) or "—",
                )


def twice(keys: Iterable[str]) -> list[str]:
    """The keys that occur more than once."""
    return [key for key, times in Counter(keys).items() if times > 1]


def repeated(field: str, key: str) -> Refusal:
    """The refusal of a key used twice."""
    return Refusal(
        "publish.repeated-key",
        N_("The key “%(key)s” is used twice."),
        field=field,
        remedy=N_("Give each its own key."),
        key=key,
    )
