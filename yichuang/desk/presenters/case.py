"""The page of one case: heading, steps, people, what happened, documents, opinions."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from yichuang.accounts.policies import Actor, can
from yichuang.cases.queries.detail import CaseDetail, PersonRow
from yichuang.cases.rules.lifecycle import (
    OUTCOME_LABELS,
    STATE_LABELS,
    CaseState,
    Outcome,
)
from yichuang.desk.policies import may
from yichuang.desk.presenters.words import told
from yichuang.desk.queries.opened import Opened
from yichuang.documents.rules import DeliveryWay
from yichuang.journal.events import REGISTER, EntryFacts
from yichuang.kernel.identity import mask_organisation
from yichuang.kernel.refusals import fill
from yichuang.kernel.text import N_
from yichuang.web.formats import day, day_clock, day_weekday
from yichuang.web.presenters import Link

STEPS = (
    N_("Receipt"),
    N_("Acceptance"),
    N_("Review"),
    N_("Decision"),
    N_("Handing over"),
)
# How far each state is: the number of the step that is on; 5 is past the last one.
ON: Mapping[CaseState, int] = {
    CaseState.SUBMITTED: 0,
    CaseState.RECEIVED: 1,
    CaseState.CORRECTION: 1,
    CaseState.ACCEPTED: 2,
    CaseState.SUSPENDED: 2,
    CaseState.APPROVED: 4,
    CaseState.REFUSED: 4,
    CaseState.CLOSED: 5,
}
ROLES = {
    "applicant": N_("Applicant"),
    "entity": N_("Applicant"),
    "agent": N_("Agent"),
    "representative": N_("Legal representative"),
}
CHANNELS = {
    "online": N_("filed online"),
    "window": N_("received at the window"),
    "machine": N_("filed by another system"),
}
DELIVERIES = {
    "window": N_("collects at the window"),
    "post": N_("by post"),
    "download": N_("downloads it"),
}


ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class StepCell:
    """One cell of the steps bar."""

    says: str
    state: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody in the case, masked; `reveal` is where the full numbers are asked for."""

    role: str
    name: str
    relation: str
    id_number: str
    phone: str
    reveal: str


@dataclass(frozen=True, slots=True)
class Happened:
    """A row of the timeline part."""

    state: str
    title: str
    when: str
    note: str
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class HeldLine:
    """An original that lies here, or has gone back."""

    paper: str
    count: int
    receipt: str
    receipt_url: str
    taken: str
    returned: str
    return_url: str


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands on top of the case."""

    title: str
    number: str
    state: str
    about: str
    applicant: str


def heading(opened: Opened) -> Heading:
    """Item, number and what was said about the situation."""
    detail = opened.detail
    parts = [
        gettext(CHANNELS.get(detail.channel, detail.channel)),
        gettext("guide version %(n)s") % {"n": detail.guide.number},
        *_answers(opened),
    ]
    outcome = detail.row.outcome
    state = gettext(STATE_LABELS[detail.state])
    if outcome and detail.state is CaseState.CLOSED:
        state = f"{state}{gettext(': ')}{gettext(OUTCOME_LABELS[Outcome(outcome)])}"
    return Heading(
        title=told(detail.guide, "name"),
        number=detail.number,
        state=state,
        about=" · ".join(parts),
        applicant=mask_organisation(detail.row.applicant),
    )


def _answers(opened: Opened) -> list[str]:
    answers = opened.detail.answers
    return [
        told(option, "label")
        for question in opened.detail.guide.questions
        for option in question.options
        if answers.get(question.key) == option.key
    ]


def steps(opened: Opened) -> tuple[StepCell, ...]:
    """The bar: done, on, to come."""
    on = _reached(opened.detail)

    def state(place: int) -> str:
        return "was" if place < on else "on" if place == on else "next"

    return tuple(
        StepCell(gettext(says), state(place)) for place, says in enumerate(STEPS)
    )


def _reached(detail: CaseDetail) -> int:
    """The step that is on; what ended before a decision never went past its step."""
    if detail.state is CaseState.CLOSED and detail.decided_at is None:
        return 2 if detail.accepted_at else 1
    return ON.get(detail.state, 0)


def people(opened: Opened, by: Actor) -> tuple[PersonLine, ...]:
    """Everybody in the case, numbers masked."""
    reveals = can(by, "person.reveal")
    return tuple(_person(opened, row, reveals=reveals) for row in opened.detail.people)


def _person(opened: Opened, row: PersonRow, *, reveals: bool) -> PersonLine:
    url = ""
    if reveals and row.person_id is not None:
        url = reverse("desk:reveal", args=[opened.detail.number, row.person_id])
    return PersonLine(
        role=gettext(ROLES.get(row.role, row.role)),
        name=row.masked_name,
        relation=row.relation,
        id_number=row.id_number,
        phone=row.phone,
        reveal=url,
    )


def delivery_says(opened: Opened) -> str:
    """How the result reaches the applicant."""
    way = opened.detail.delivery
    return gettext(DELIVERIES.get(way, way))


def timeline(opened: Opened) -> tuple[Happened, ...]:
    """What happened, the latest first, each with who did it."""
    return tuple(happened(entry) for entry in reversed(opened.detail.timeline))


def happened(entry: EntryFacts) -> Happened:
    """A journal entry as a row of a timeline."""
    kind = REGISTER.get(entry.code)
    document = str(entry.facts.get("document") or entry.facts.get("number") or "")
    return Happened(
        state="was",
        title=fill(kind.says, _shown(entry.facts), gettext) if kind else entry.code,
        when=day_clock(entry.at),
        note=entry.actor_name or gettext("by itself"),
        link=_document(document) if document and "〔" in document else None,
    )


def _shown(facts: Mapping[str, object]) -> dict[str, object]:
    """Facts as a reader wants them: days as days, words translated, no codes."""
    return {name: _fact(name, value) for name, value in facts.items()}


def _fact(name: str, value: object) -> object:
    if not isinstance(value, str) or not value:
        return value
    if ISO_DAY.fullmatch(value):
        return day_weekday(date.fromisoformat(value))
    if name == "how" and value in set(DeliveryWay):
        return gettext(DeliveryWay(value).label)
    return gettext(value)


def _document(number: str) -> Link:
    return Link(number, reverse("documents:pdf", args=[number]) + "?print")


def last_said(opened: Opened) -> Happened | None:
    """The latest thing that happened, for the page of a conflict."""
    return timeline(opened)[0] if opened.detail.timeline else None


def originals(opened: Opened, by: Actor) -> tuple[HeldLine, ...]:
    """Originals taken in and given back."""
    names = {row.rule.key: told(row.rule, "name") for row in opened.detail.papers}
    url = reverse("desk:act", args=[opened.detail.number, "return-original"])
    gives = may(by, "case.issue")
    return tuple(
        HeldLine(
            paper=names.get(row.paper_key, row.paper_key),
            count=row.originals,
            receipt=row.receipt_number,
            receipt_url=reverse("documents:pdf", args=[row.receipt_number]) + "?print"
            if row.receipt_number
            else "",
            taken=day(row.taken_at),
            returned=f"{day(row.returned_at)} {row.returned_to}"
            if row.returned_at
            else "",
            return_url=f"{url}?on={row.pk}" if gives and not row.returned_at else "",
        )
        for row in opened.detail.handovers
    )
