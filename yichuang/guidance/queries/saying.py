"""Puts decisions into words: cited lines, questions asked back, ways, refusals."""

from collections.abc import Iterable

from django.utils.text import capfirst
from django.utils.translation import gettext

from yichuang.catalogue.rules import (
    BundleGuide,
    Guide,
    QuestionRule,
    next_question,
    options_of,
    said,
)
from yichuang.guidance.rules import (
    Answer,
    AskBack,
    Choice,
    Cited,
    Context,
    Ranked,
    Refused,
    Way,
)
from yichuang.guidance.rules.aspects import LABELS
from yichuang.guidance.rules.deciding import Kind
from yichuang.guidance.rules.faqs import fitting_faq
from yichuang.guidance.rules.hearing import Heard
from yichuang.guidance.rules.lines import BRIEF, Line, lines_about
from yichuang.guidance.rules.ways import WAYS
from yichuang.kernel.text import N_


def about_matter(
    question: str,
    items: tuple[Ranked, ...],
    way: Way | None,
    context: Context,
    guide: Guide | BundleGuide,
    language: str,
) -> Answer:
    """What the guide says of what was asked, and the next question of its questionnaire."""
    faq = fitting_faq(guide, question, language) if isinstance(guide, Guide) else ()
    wished = context.aspects or (() if faq else ("papers", *BRIEF))
    found = {one: lines_about(guide, one, context.answers, language) for one in wished}
    lines = [*faq, *(line for rows in found.values() for line in rows)]
    asked = next_question(guide, context.answers)
    leads = _leads(asked, context, language) if asked and "papers" in wished else None
    return Answer(
        question,
        items,
        says=tuple(_cited(line, guide) for line in _once(lines)),
        aspects=wished,
        missing=tuple(gettext(LABELS[key]) for key in wished if not found[key]),
        exact="papers" in wished and asked is None,
        way=way,
        leads=leads,
        context=context,
    )


def _once(lines: Iterable[Line]) -> Iterable[Line]:
    return {line.place: line for line in lines}.values()


def _cited(line: Line, guide: Guide | BundleGuide) -> Cited:
    says = line.says if line.own else gettext(line.says) % line.facts
    label = gettext(LABELS.get(line.aspect, ASKED))
    return Cited(says, guide.key, guide.number, line.place, label)


def _leads(asked: QuestionRule, context: Context, language: str) -> AskBack:
    """The next question of the guide's questionnaire, with its own answers."""
    return AskBack(
        about=asked.key,
        says=said(asked, "text", language),
        choices=tuple(
            Choice(
                key=option.key,
                label=said(option, "label", language),
                hint=said(option, "hint", language),
                context=Context(
                    context.item,
                    context.kind,
                    {**context.answers, asked.key: option.key},
                    context.aspects,
                    context.question,
                ),
            )
            for option in options_of(asked)
        ),
    )


def which(items: Iterable[Ranked], context: Context) -> AskBack:
    """Several matters fit: their names, each with what tells it from the others."""
    return AskBack(
        about="matter",
        says=gettext("Which of these do you mean?"),
        choices=tuple(
            Choice(
                key=row.id,
                label=row.name,
                hint=row.summary,
                context=Context(
                    row.id, row.kind, {}, context.aspects, context.question
                ),
            )
            for row in items
        ),
    )


def way_to(key: str) -> Way | None:
    """Where a question belongs that is about no matter in particular."""
    return Way(key, gettext(WAYS[key])) if key else None


def refused(heard: Heard, kind: Kind, language: str) -> Refused:
    """Why there is no answer, and who has one."""
    topic = heard.topic
    if kind is Kind.ELSEWHERE and topic and topic.authority:
        name, authority = (
            said(topic, "name", language),
            said(topic, "authority", language),
        )
        facts = {"topic": name, "authority": authority, "phone": topic.phone}
        return Refused(
            "ask.elsewhere",
            capfirst(
                gettext("%(topic)s: this is not done here but by %(authority)s.")
                % facts
            ),
            gettext("Call %(phone)s, or ask at the guide's desk.") % facts,
            name,
            authority,
            topic.phone,
        )
    return Refused(
        "ask.unknown",
        gettext("I have found nothing about this in the guides of this hall."),
        gettext("Say it in other words, or ask at the guide's desk; 12345 knows too."),
        phone="12345",
    )


ASKED = N_("Asked and answered")
