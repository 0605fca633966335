"""Puts decisions into words: cited lines, questions asked back, ways, refusals."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.text import capfirst
from django.utils.translation import gettext

from yichuang.catalogue.rules import (
    BundleGuide,
    Ending,
    Guide,
    QuestionRule,
    ending,
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
    Ended,
    Handling,
    Ranked,
    Refused,
    Way,
)
from yichuang.guidance.rules.aspects import LABELS
from yichuang.guidance.rules.deciding import Kind
from yichuang.guidance.rules.faqs import fitting_faq
from yichuang.guidance.rules.hearing import Heard
from yichuang.guidance.rules.lines import (
    ABOUT_HOLDERS,
    BRIEF,
    OF_HOLDERS,
    Line,
    lines_about,
)
from yichuang.guidance.rules.modes import SAYS, Mode
from yichuang.guidance.rules.ways import WAYS
from yichuang.kernel.text import N_


@dataclass(frozen=True, slots=True)
class Said:
    """A question that is about a matter: what goes into its answer as it came."""

    question: str
    items: tuple[Ranked, ...]
    way: Way | None
    context: Context
    language: str

    def answer(self, lines: Iterable[Line], guide: Guide | BundleGuide) -> Answer:
        """The answer with these lines of the guide, each once."""
        once = {line.place: line for line in lines}.values()
        says = tuple(_cited(line, guide) for line in once)
        return Answer(
            self.question, self.items, says, way=self.way, context=self.context
        )


def about_matter(asked: Said, guide: Guide | BundleGuide) -> Answer:
    """What the guide says of what was asked, and the next question of its questionnaire."""
    context, language = asked.context, asked.language
    if (end := ending(guide, context.answers)) is not None:
        return _ended(asked, guide, end)
    faq: tuple[Line, ...] = ()
    if isinstance(guide, Guide):
        faq = fitting_faq(guide, asked.question, language)
    wished = context.aspects or (() if faq else ("papers", *BRIEF))
    found = {one: lines_about(guide, one, context.answers, language) for one in wished}
    lines = [*faq, *(line for rows in found.values() for line in rows)]
    following = next_question(guide, context.answers)
    papers = "papers" in wished
    return replace(
        asked.answer(lines, guide),
        aspects=wished,
        missing=tuple(gettext(LABELS[key]) for key in wished if not found[key]),
        exact=papers and following is None,
        leads=_leads(following, context, language) if following and papers else None,
    )


def _ended(asked: Said, guide: Guide | BundleGuide, end: Ending) -> Answer:
    """The matter is not needed or not done here: the guide's own word, and no papers."""
    says = said(end.option, "ends", asked.language)
    place = f"questions.{end.question.key}.{end.option.key}.ends"
    answer = asked.answer((Line("conditions", place, says),), guide)
    return replace(answer, way=None, ended=Ended(says, end.option.instead))


def about_holder(asked: Said, guide: Guide, mode: Mode) -> Answer:
    """What the guide says to somebody who holds its certificate: what it is, how long it
    is valid, who issues it. Papers, fee and time are those of a first application."""
    context, language = asked.context, asked.language
    wished = (*ABOUT_HOLDERS, *(one for one in context.aspects if one in OF_HOLDERS))
    found = {one: lines_about(guide, one, context.answers, language) for one in wished}
    lines = [*fitting_faq(guide, asked.question, language)]
    lines += [line for rows in found.values() for line in rows]
    silent = tuple(key for key in context.aspects if not found.get(key))
    return replace(
        asked.answer(lines, guide),
        aspects=tuple(found),
        missing=tuple(gettext(LABELS[key]) for key in silent),
        mode=Handling(mode.value, gettext(SAYS[mode])),
    )


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


def not_told(guide: Guide, language: str) -> Refused:
    """No guide says how its certificate is cancelled: the office that issued it does."""
    name = said(guide, "name", language)
    authority = said(guide, "department_name", language)
    facts = {"name": name, "authority": authority}
    phone = guide.consult_phone or guide.department_phone
    remedy = gettext("Ask at its window, or at the guide's desk.")
    if phone:
        call = gettext("Call %(phone)s, or ask at the guide's desk.")
        remedy = call % {"phone": phone}
    return Refused(
        "ask.cancellation",
        gettext(
            "%(name)s: the guide does not say how it is cancelled; %(authority)s does."
        )
        % facts,
        remedy,
        name,
        authority,
        phone,
    )


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
