"""What an act will do, shown before it is done: the document, its facts, its basis."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from yichuang.accounts.policies import Actor
from yichuang.cases.queries.facts import items_to_tell
from yichuang.cases.rules import authority as rules_of_authority
from yichuang.cases.rules import clock, papers
from yichuang.cases.services.notices import ANSWER_LIMIT
from yichuang.desk.presenters.words import Paragraph, limit_says, told
from yichuang.desk.queries.opened import Opened
from yichuang.documents.rules import KINDS, DocumentKind
from yichuang.kernel.limits import due_date
from yichuang.kernel.refusals import Refusal
from yichuang.organisation.queries import calendars, places
from yichuang.web.formats import day, day_clock, day_weekday


@dataclass(frozen=True, slots=True)
class Item:
    """A paper on the one complete notice."""

    name: str
    fault: str
    mend: str


@dataclass(frozen=True, slots=True)
class Preview:
    """`document` is the name of what is sent, "" when nothing is; `authority` the letter
    it rests on; `unless` why it cannot be done now."""

    document: str = ""
    facts: tuple[Paragraph, ...] = ()
    items: tuple[Item, ...] = ()
    basis: tuple[str, ...] = ()
    note: str = ""
    authority: str = ""
    unless: str = ""
    calendar: bool = False


def _document(kind: DocumentKind) -> str:
    return gettext(KINDS[kind].says)


def _addressee(opened: Opened) -> Paragraph:
    return Paragraph(gettext("To"), opened.case.applicant_name)


def notice(opened: Opened) -> Preview:
    """Everything that is missing, told once, with the day until which."""
    lacking = papers.lacking_for_acceptance(opened.facts)
    due = due_date(
        opened.today, ANSWER_LIMIT, calendars.calendar_for(opened.case.hall_id)
    )
    return Preview(
        document=_document(DocumentKind.CORRECTION),
        facts=(
            _addressee(opened),
            Paragraph(gettext("Until"), day_weekday(due)),
            Paragraph(
                gettext("Papers"),
                ngettext("%(n)s paper", "%(n)s papers", len(lacking))
                % {"n": len(lacking)},
            ),
        ),
        items=tuple(
            Item(row["name"], row["fault"], row["mend"])
            for row in items_to_tell(opened.case, lacking)
        ),
        basis=("《中华人民共和国行政许可法》第三十二条第一款第四项",),
        note=gettext(
            "This is said once and completely. What is not on this list cannot be demanded later."
        ),
    )


def acceptance(opened: Opened) -> Preview:
    """The day of acceptance and the promise it starts, explained."""
    guide = opened.detail.guide
    figure, unit = limit_says(guide.promise)
    statute = _statute_if_accepted(opened)
    return Preview(
        document=_document(DocumentKind.ACCEPTANCE),
        facts=(
            _addressee(opened),
            Paragraph(gettext("Accepted on"), day_weekday(opened.today)),
            Paragraph(gettext("We promise"), f"{figure} {unit}".strip()),
            Paragraph(gettext("Promised until"), day_weekday(opened.if_accepted)),
            Paragraph(
                gettext("By law until"),
                day_weekday(statute) if statute else gettext("Not fixed"),
            ),
        ),
        basis=tuple(_basis(opened)),
        note=gettext(
            "The day of acceptance is not counted; counting begins the day after."
        ),
    )


def _statute_if_accepted(opened: Opened) -> date | None:
    guide = opened.detail.guide
    facts = clock.ClockFacts(
        received_on=opened.case.received_on,
        accepted_on=opened.today,
        complete_on=opened.case.complete_on,
    )
    limits = clock.Limits(
        guide.promise, guide.promise_from, guide.statutory, guide.statutory_from
    )
    return clock.statute_due(facts, limits, calendars.calendar_for(opened.case.hall_id))


def _basis(opened: Opened) -> list[str]:
    return [
        f"《{row.law}》{row.article}" if row.article else row.law
        for row in opened.detail.guide.citations
    ]


def decline(opened: Opened) -> Preview:
    """In writing, with the reason; the case is closed."""
    return Preview(
        document=_document(DocumentKind.NOT_ACCEPTED),
        facts=(_addressee(opened),),
        basis=("《中华人民共和国行政许可法》第三十二条第一款第一项、第二项",),
        note=gettext(
            "The case is closed with this. Missing papers are no reason: send the one complete notice instead."
        ),
    )


def withdrawal(opened: Opened) -> Preview:
    """The applicant's own wish."""
    return Preview(
        document=_document(DocumentKind.WITHDRAWAL),
        facts=(_addressee(opened),),
        note=gettext(
            "Only the applicant can wish this. The case is closed; they may apply again."
        ),
    )


def suspension(opened: Opened) -> Preview:
    """A legal ground stops the clock."""
    return Preview(
        document=_document(DocumentKind.SUSPENSION),
        facts=(
            _addressee(opened),
            Paragraph(
                gettext("Promised until"), day_weekday(opened.detail.promise_due)
            ),
        ),
        basis=("《中华人民共和国行政许可法》第四十五条",),
        note=gettext(
            "Only these grounds stop the clock; waiting for a paper or a colleague counts as working time."
        ),
    )


def extension(opened: Opened) -> Preview:
    """The one extension by the head."""
    return Preview(
        document=_document(DocumentKind.EXTENSION),
        facts=(
            _addressee(opened),
            Paragraph(gettext("By law until"), day_weekday(opened.detail.statute_due)),
        ),
        basis=("《中华人民共和国行政许可法》第四十二条",),
        note=gettext(
            "The law allows it once. The promise to the applicant stays as it is."
        ),
    )


def approval(opened: Opened) -> Preview:
    """What approving makes, and the letter it rests on."""
    later = papers.lacking_for_issue(opened.facts)
    result = told(opened.detail.guide, "result_name") or told(
        opened.detail.guide, "name"
    )
    note = ""
    if later:
        note = gettext("The certificate is made when these have come: %(papers)s.") % {
            "papers": "、".join(paper.name for paper in later)
        }
    return Preview(
        document=result,
        facts=(_addressee(opened), _deliver(opened)),
        basis=tuple(_basis(opened)),
        note=note,
        authority=authority(opened),
        calendar=True,
    )


def refusal(opened: Opened) -> Preview:
    """The written refusal with the way to review and court."""
    office = places.department(opened.case.department_id)
    return Preview(
        document=_document(DocumentKind.REFUSAL),
        facts=(
            _addressee(opened),
            Paragraph(
                gettext("Administrative review"),
                gettext("within 60 days, %(body)s")
                % {"body": office.review_body or "—"},
            ),
            Paragraph(
                gettext("Court"),
                gettext("within 6 months, %(court)s") % {"court": office.court or "—"},
            ),
        ),
        basis=tuple(_basis(opened)),
        note=gettext(
            "The decision tells the applicant the reasons and both ways to contest it."
        ),
        authority=authority(opened),
        calendar=True,
    )


def _deliver(opened: Opened) -> Paragraph:
    try:
        due = due_date(
            opened.today,
            clock.DELIVERY_LIMIT,
            calendars.calendar_for(opened.case.hall_id),
        )
    except Refusal:
        return Paragraph(gettext("Hand over at the latest"), "—")
    return Paragraph(gettext("Hand over at the latest"), day_weekday(due))


def authority(opened: Opened) -> str:
    """授权：青授〔2026〕7号，到 2026年12月31日。"""
    letter = opened.letter
    if letter is None:
        return ""
    return gettext("Authorised by %(letter)s, until %(day)s.") % {
        "letter": letter.letter_number,
        "day": day(letter.valid_to),
    }


def tolerance_asked(opened: Opened, key: str, by: Actor) -> Preview:
    """What stands in the paper's place, as it was asked."""
    paper = opened.paper(key)
    held = paper.tolerance if paper is not None else None
    if paper is None or held is None:
        return Preview()
    rows = (
        (gettext("Paper"), told(paper.rule, "name")),
        (gettext("Who was asked"), held.asked_whom),
        (gettext("In what way"), held.asked_how),
        (gettext("When"), day_clock(held.asked_at)),
        (gettext("Answer"), held.answer),
        (gettext("The paper will come until"), day_weekday(held.due)),
        (
            gettext("Asked by"),
            f"{held.requested_by_name} {day_clock(held.requested_at)}",
        ),
    )
    return Preview(
        facts=tuple(Paragraph(term, text) for term, text in rows if text),
        note=gettext("Nobody agrees to what they asked for themselves."),
        authority=authority(opened),
        unless=_own(held.requested_by, opened, by),
    )


def _own(asked_by: str, opened: Opened, by: Actor) -> str:
    """Why this reader cannot agree: it is their own request, or they hold no letter."""
    try:
        rules_of_authority.require_other_person(asked_by=asked_by, decides=by.ref)
        rules_of_authority.require_letter(
            covered=opened.letter is not None,
            item=told(opened.detail.guide, "name"),
            on=opened.today,
        )
    except Refusal as refusal:
        return refusal.told(gettext)
    return ""
