"""The guided questionnaire: one question, the list of papers growing beside it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from yichuang.catalogue import rules
from yichuang.catalogue.rules import Answers, BundleGuide, Guide, QuestionRule
from yichuang.portal.presenters import papers
from yichuang.portal.presenters.guide import in_order
from yichuang.portal.presenters.papers import PaperLine
from yichuang.portal.presenters.words import tell

# No question can be keyed like these: keys have no underscore.
CHANGE, LAST, DRAFT = "_change", "_last", "_draft"


@dataclass(frozen=True, slots=True)
class OptionRow:
    """An answer as a whole row."""

    key: str
    says: str
    note: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """The question now."""

    key: str
    text: str
    help: str
    number: int
    total: int
    options: tuple[OptionRow, ...]


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """An answer given, and the address to change it."""

    question: str
    says: str
    change_url: str


@dataclass(frozen=True, slots=True)
class EndRow:
    """This matter is not what the person needs."""

    says: str
    instead: str


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """The page; without `question` it is the result, or the end of the road."""

    key: str
    name: str
    draft: str
    question: QuestionRow | None
    end: EndRow | None
    hidden: tuple[tuple[str, str], ...]
    answered: tuple[AnswerRow, ...]
    papers: tuple[PaperLine, ...]
    lead: str
    rest: str
    back_url: str


def question_page(
    guide: Guide, answers: Answers, *, change: str, last: str, draft: str
) -> QuestionPage | None:
    """The page for these answers; None when the matter asks nothing.

    `change` is a question to ask again; `last` the one answered a moment ago, whose
    papers are marked as just added.
    """
    if not guide.questions:
        return None
    end = rules.ending(guide, answers)
    asked = _asked(guide, answers, change)
    summary = rules.paper_summary(guide, answers)
    end_row = None
    if end is not None and asked is None:
        end_row = EndRow(tell(end.option, "ends"), end.option.instead)
    carried = {key: value for key, value in answers.items() if not _is(asked, key)}
    return QuestionPage(
        key=guide.key,
        name=tell(guide, "name"),
        draft=draft,
        question=_question_row(guide, asked, answers) if asked else None,
        end=end_row,
        hidden=tuple(carried.items()),
        answered=_answered(guide, answers, draft, but=asked.key if asked else ""),
        papers=_papers(guide, answers, last),
        lead=papers.lead(summary),
        rest=papers.rest(summary),
        back_url=_back(guide, answers, asked, draft),
    )


def _is(asked: QuestionRule | None, key: str) -> bool:
    return asked is not None and asked.key == key


def _asked(guide: Guide, answers: Answers, change: str) -> QuestionRule | None:
    for question in rules.questions_for(guide, answers):
        if question.key == change:
            return question
    return rules.next_question(guide, answers)


def _question_row(guide: Guide, asked: QuestionRule, answers: Answers) -> QuestionRow:
    every = [question.key for question in rules.questions_for(guide, answers)]
    return QuestionRow(
        key=asked.key,
        text=tell(asked, "text"),
        help=tell(asked, "help"),
        number=every.index(asked.key) + 1,
        total=len(every),
        options=tuple(
            OptionRow(
                key=option.key,
                says=tell(option, "label"),
                note=tell(option, "hint"),
                chosen=answers.get(asked.key) == option.key,
            )
            for option in rules.options_of(asked)
        ),
    )


def _papers(guide: Guide, answers: Answers, last: str) -> tuple[PaperLine, ...]:
    """The list so far; what the last answer brought is new."""
    before = {key: value for key, value in answers.items() if key != last}
    had = {rule.key for rule in rules.papers_for(guide, before)} if last else None
    return tuple(
        papers.line(rule, new=had is not None and rule.key not in had)
        for rule in in_order(rules.papers_for(guide, answers))
    )


def _answered(
    guide: Guide, answers: Answers, draft: str, *, but: str
) -> tuple[AnswerRow, ...]:
    return tuple(
        AnswerRow(
            tell(question, "text"),
            tell(option, "label"),
            _url(guide.key, {**answers, CHANGE: question.key}, draft),
        )
        for question in rules.questions_for(guide, answers)
        for option in rules.options_of(question)
        if answers.get(question.key) == option.key and question.key != but
    )


def change_url(guide: Guide, answers: Answers, number: str) -> str:
    """The questionnaire of a draft, all its answers given and changeable."""
    return _url(guide.key, answers, number)


def _url(key: str, query: Answers, draft: str) -> str:
    more = {**query, DRAFT: draft} if draft else dict(query)
    return f"{reverse('portal:questions', args=[key])}?{urlencode(more)}"


def _back(
    guide: Guide, answers: Answers, asked: QuestionRule | None, draft: str
) -> str:
    """The question before this one; before the first, the guide."""
    every = [q.key for q in rules.questions_for(guide, answers) if q.key in answers]
    if asked is not None and asked.key in every:
        every = every[: every.index(asked.key)]
    if every:
        return _url(guide.key, {**answers, CHANGE: every[-1]}, draft)
    return reverse("portal:guide", args=[guide.key])


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part of a bundle: a matter of ours with a guide, or another authority's."""

    name: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class BundlePage:
    """One thing in life and its parts."""

    key: str
    name: str
    summary: str
    parts: tuple[PartRow, ...]
    questions: tuple[QuestionRow, ...]


def bundle_page(found: BundleGuide, answers: Answers) -> BundlePage:
    """The page of a bundle for these answers."""
    needed = rules.parts_for(found, answers) if answers else found.parts
    asked = rules.questions_for(found, answers)
    return BundlePage(
        key=found.key,
        name=tell(found, "name"),
        summary=tell(found, "summary"),
        parts=tuple(_part(part) for part in needed),
        questions=tuple(
            QuestionRow(
                key=question.key,
                text=tell(question, "text"),
                help=tell(question, "help"),
                number=number,
                total=len(asked),
                options=tuple(
                    OptionRow(
                        option.key,
                        tell(option, "label"),
                        tell(option, "hint"),
                        answers.get(question.key) == option.key,
                    )
                    for option in rules.options_of(question)
                ),
            )
            for number, question in enumerate(asked, 1)
        ),
    )


def _part(part: rules.PartRule) -> PartRow:
    url = reverse("portal:guide", args=[part.item_key]) if part.item_key else ""
    note = "" if url else gettext("done by another authority")
    return PartRow(tell(part, "name"), note, url)
