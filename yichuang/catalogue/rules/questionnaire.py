"""The questionnaire: which question is next, which papers this situation needs."""

from collections.abc import Mapping
from dataclasses import dataclass

from yichuang.catalogue.rules.bundle import BundleSheet, PartRule
from yichuang.catalogue.rules.conditions import UNSURE, Answers, Verdict, judge
from yichuang.catalogue.rules.guide import (
    FeeRule,
    OptionRule,
    PaperRule,
    QuestionRule,
    Sheet,
    Treatment,
)
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

NOT_SURE = OptionRule(
    key=UNSURE,
    label="说不清",
    label_en="Not sure",
    hint="按稳妥的准备，到窗口再帮您看",
    hint_en="We keep to the safe side and look at it with you at the window",
)


@dataclass(frozen=True, slots=True)
class Ending:
    """An answer showed that the person does not need this item."""

    question: QuestionRule
    option: OptionRule


@dataclass(frozen=True, slots=True)
class PaperSummary:
    """ "You only need 2 things": papers by what the citizen has to do about them."""

    bring: tuple[PaperRule, ...]
    later: tuple[PaperRule, ...]
    fetched: tuple[PaperRule, ...]
    replaceable: tuple[PaperRule, ...]
    depends: tuple[PaperRule, ...]

    @property
    def count(self) -> int:
        """How many papers the person must have in hand to begin."""
        return len(self.bring)


def options_of(question: QuestionRule) -> tuple[OptionRule, ...]:
    """The answers offered; "not sure" is always the last of them."""
    return (*question.options, NOT_SURE)


def known_answers(sheet: Sheet | BundleSheet, given: Mapping[str, str]) -> Answers:
    """The answers that fit the questionnaire and its order, unknown ones dropped.

    An answer to a question that is no longer asked is dropped too, so that changing
    an earlier answer cannot leave a paper behind.
    """
    kept: dict[str, str] = {}
    for question in sheet.questions:
        answer = given.get(question.key)
        keys = {option.key for option in options_of(question)}
        if answer in keys and judge(question.when, kept) >= Verdict.UNSURE:
            kept[question.key] = answer
    return kept


def check_answers(sheet: Sheet | BundleSheet, given: Mapping[str, str]) -> Answers:
    """The answers as given; Refusal "answers.unknown" names the first that does not fit."""
    kept = known_answers(sheet, given)
    questions = {question.key: question for question in sheet.questions}
    for key, answer in given.items():
        if key in kept:
            continue
        if key in questions and judge(questions[key].when, kept) < Verdict.UNSURE:
            continue
        raise Refusal(
            "answers.unknown",
            N_("“%(answer)s” is not an answer to the question “%(question)s”."),
            field=key,
            remedy=N_("Choose one of the answers shown: %(choices)s."),
            answer=answer,
            question=questions[key].text if key in questions else key,
            choices=", ".join(
                o.key for o in (options_of(questions[key]) if key in questions else ())
            )
            or ", ".join(questions),
        )
    return kept


def questions_for(
    sheet: Sheet | BundleSheet, answers: Answers
) -> tuple[QuestionRule, ...]:
    """The questions this person is asked, answered or not, in order."""
    kept = known_answers(sheet, answers)
    return tuple(
        question
        for question in sheet.questions
        if judge(question.when, kept) >= Verdict.UNSURE
    )


def next_question(sheet: Sheet | BundleSheet, answers: Answers) -> QuestionRule | None:
    """The first question still to be answered; None when the situation is clear."""
    if ending(sheet, answers):
        return None
    kept = known_answers(sheet, answers)
    return next((q for q in questions_for(sheet, kept) if q.key not in kept), None)


def ending(sheet: Sheet | BundleSheet, answers: Answers) -> Ending | None:
    """The answer that shows this item is not needed, if one was given."""
    kept = known_answers(sheet, answers)
    for question in sheet.questions:
        for option in question.options:
            if option.ends and kept.get(question.key) == option.key:
                return Ending(question, option)
    return None


def _settled(sheet: Sheet | BundleSheet, answers: Answers) -> Answers:
    """Answers in which a question that is not asked counts as answered with nothing."""
    kept = dict(known_answers(sheet, answers))
    for question in sheet.questions:
        if question.key not in kept and judge(question.when, kept) is Verdict.NO:
            kept[question.key] = ""
    return kept


def papers_for(sheet: Sheet, answers: Answers) -> tuple[PaperRule, ...]:
    """The papers this situation needs.

    "Not sure" keeps a paper in (the safe side); a question not answered yet keeps it
    out, see `open_papers`. Cancelled papers never come back.
    """
    settled = _settled(sheet, answers)
    return tuple(
        paper
        for paper in sheet.active_papers
        if judge(paper.when, settled) >= Verdict.UNSURE
    )


def open_papers(sheet: Sheet, answers: Answers) -> tuple[PaperRule, ...]:
    """The papers that depend on a question not answered yet."""
    settled = _settled(sheet, answers)
    return tuple(
        paper
        for paper in sheet.active_papers
        if judge(paper.when, settled) is Verdict.OPEN
    )


def paper_summary(sheet: Sheet, answers: Answers) -> PaperSummary:
    """The papers of this situation, sorted by what the citizen has to do."""
    sorted_papers: dict[Treatment, list[PaperRule]] = {kind: [] for kind in Treatment}
    for paper in papers_for(sheet, answers):
        sorted_papers[paper.treatment].append(paper)
    return PaperSummary(
        bring=tuple(sorted_papers[Treatment.BRING]),
        later=tuple(sorted_papers[Treatment.LATER]),
        fetched=tuple(sorted_papers[Treatment.FETCHED]),
        replaceable=(
            *sorted_papers[Treatment.EVIDENCE],
            *sorted_papers[Treatment.PROMISE],
        ),
        depends=open_papers(sheet, answers),
    )


def fees_for(sheet: Sheet, answers: Answers) -> tuple[FeeRule, ...]:
    """The fees this situation costs; all of them while the question is open."""
    if not sheet.fee_charged:
        return ()
    settled = _settled(sheet, answers)
    return tuple(f for f in sheet.fees if judge(f.when, settled) is not Verdict.NO)


def parts_for(sheet: BundleSheet, answers: Answers) -> tuple[PartRule, ...]:
    """The parts of a bundle this situation needs.

    "Not sure" keeps a part in, but never an optional one: nobody applies for what they
    may not want. Of alternatives the surest stays, of equals the one listed first.
    """
    settled = _settled(sheet, answers)
    sure = {part.key: judge(part.when, settled) for part in sheet.parts}
    wanted = [part for part in sheet.parts if sure[part.key] >= _least(part)]
    best = {
        part.alternative: max(
            (one for one in wanted if one.alternative == part.alternative),
            key=lambda one: sure[one.key],
        ).key
        for part in wanted
        if part.alternative
    }
    return tuple(p for p in wanted if best.get(p.alternative, p.key) == p.key)


def _least(part: PartRule) -> Verdict:
    return Verdict.YES if part.optional else Verdict.UNSURE


def chosen_parts(sheet: BundleSheet, answers: Answers) -> tuple[PartRule, ...]:
    """The parts of a situation that is fully told.

    Raises:
        Refusal: "bundle.unanswered" with the question as field; "bundle.nothing-chosen"
            when nothing of the bundle is needed.
    """
    asked = next_question(sheet, answers)
    if asked is not None:
        raise Refusal(
            "bundle.unanswered",
            N_("“%(question)s” is not answered yet."),
            field=asked.key,
            remedy=N_("Choose an answer; “Not sure” is one too."),
            question=asked.text,
        )
    parts = parts_for(sheet, answers)
    if not parts:
        raise Refusal(
            "bundle.nothing-chosen",
            N_("After these answers nothing has to be applied for."),
            remedy=N_("Change an answer if that is wrong, or ask at the window."),
        )
    return parts
