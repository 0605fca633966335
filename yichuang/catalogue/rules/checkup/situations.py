"""Conditions that can never hold, or always do: every situation is tried."""

from collections.abc import Iterator
from itertools import product

from yichuang.catalogue.rules.checkup.around import Around
from yichuang.catalogue.rules.checkup.findings import Change, Finding, Severity
from yichuang.catalogue.rules.conditions import Answers, Verdict, judge, terms
from yichuang.catalogue.rules.guide import Condition, Need, Sheet
from yichuang.catalogue.rules.publishing import unfit
from yichuang.kernel.text import N_

MOST_SITUATIONS = 20_000
_ILL_FORMED = frozenset({"publish.unknown-answer", "publish.question-order"})


def situations(sheet: Sheet, _: Around) -> Iterator[Finding]:
    """Papers, fees and questions whose condition no situation, or each one, meets."""
    if any(refusal.code in _ILL_FORMED for refusal in unfit(sheet)):
        return  # the conditions themselves are to be mended first
    for kind, key, name, when in _conditional(sheet):
        met = [judge(when, a) is Verdict.YES for a in possible(sheet, when)]
        if met and not any(met):
            yield Finding(
                rule="checkup.never-holds",
                field=f"{kind}.{key}.when",
                severity=Severity.ERROR,
                says=N_(
                    "“%(name)s”: no answers lead to it, its condition never holds."
                ),
                remedy=N_("Correct the condition, or take the row out."),
                line=name,
                changes=(Change(f"{kind}.{key}.when", None),)
                if kind != "papers"
                else (
                    Change(f"papers.{key}.when", None),
                    Change(f"papers.{key}.need", Need.REQUIRED),
                ),
                facts={"name": name},
            )
        elif met and all(met):
            changes = [Change(f"{kind}.{key}.when", None)]
            if kind == "papers":
                changes.append(Change(f"papers.{key}.need", Need.REQUIRED))
            yield Finding(
                rule="checkup.always-holds",
                field=f"{kind}.{key}.when",
                severity=Severity.ADVICE,
                says=N_("“%(name)s” has a condition that every situation meets."),
                remedy=N_("Make it required, or correct the condition."),
                line=name,
                changes=tuple(changes),
                facts={"name": name},
            )


def _conditional(sheet: Sheet) -> Iterator[tuple[str, str, str, Condition]]:
    for paper in sheet.active_papers:
        if paper.when is not None:
            yield "papers", paper.key, paper.name, paper.when
    for at, fee in enumerate(sheet.fees):
        if fee.when is not None:
            yield "fees", str(at), fee.name, fee.when
    for question in sheet.questions:
        if question.when is not None:
            yield "questions", question.key, question.text, question.when


def together(sheet: Sheet, one: Condition | None, other: Condition | None) -> bool:
    """Whether some situation meets both conditions."""
    if one is None or other is None:
        return True
    both: Condition = {"all": [one, other]}
    return any(judge(both, answers) is Verdict.YES for answers in possible(sheet, both))


def possible(sheet: Sheet, when: Condition) -> Iterator[Answers]:
    """The situations of the questions a condition speaks of, and of those they rest on.

    An answer that ends the questionnaire leads to no paper and is left out; a question
    that is not asked has no answer. Nothing when there would be too many to try.
    """
    asked = {question.key: question for question in sheet.questions}
    wanted = {name for name, _ in terms(when)}
    while (
        more := {
            name for key in wanted if key in asked for name, _ in terms(asked[key].when)
        }
        - wanted
    ):
        wanted |= more
    rows = [question for question in sheet.questions if question.key in wanted]
    choices = [[o.key for o in row.options if not o.ends] or [""] for row in rows]
    total = 1
    for options in choices:
        total *= len(options)
    if total > MOST_SITUATIONS:
        return
    for picked in product(*choices):
        answers: dict[str, str] = {}
        for question, answer in zip(rows, picked, strict=True):
            shown = judge(question.when, answers) is Verdict.YES
            answers[question.key] = answer if shown else ""
        yield answers
