"""Lines of the pages about ways of handling: precedence, papers between halls, visits,
figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from yichuang.accounts.policies import Actor
from yichuang.cases.queries.facts import guide_of
from yichuang.cases.queries.modes import GreenRow, ModeFigure, Passing, Visit
from yichuang.cases.rules.elsewhere import TransferState
from yichuang.cases.rules.modes import GreenReason, GreenState
from yichuang.cases.rules.visits import VisitReason, VisitState
from yichuang.catalogue import queries as catalogue_queries
from yichuang.desk.policies import may
from yichuang.desk.presenters.modes import left_says
from yichuang.desk.presenters.words import told
from yichuang.kernel.identity import mask_name, mask_organisation
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.web.formats import day_clock, day_weekday, percent


@dataclass(frozen=True, slots=True)
class GreenLine:
    """A case that goes first, or asks to."""

    url: str
    title: str
    who: str
    reason: str
    state: str
    left: str
    answers: bool


@dataclass(frozen=True, slots=True)
class TransferLine:
    """Papers between two halls; `out` when this hall collected them."""

    url: str
    title: str
    who: str
    where: str
    state: str
    since: str
    out: bool


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit at home in the list, its name masked."""

    url: str
    when: str
    who: str
    item: str
    reason: str
    state: str
    pair: str
    result: str


@dataclass(frozen=True, slots=True)
class VisitKit:
    """Everything the pair needs at the door."""

    title: str
    person: str
    phone: str
    address: str
    reason: str
    when: str
    wish: str
    item: str
    state: str
    ordered: bool
    under_way: bool
    over: bool
    goes: bool
    pair: str
    receive_url: str
    case_url: str
    case_number: str
    result: str
    signature: str


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure with its denominator and the list it opens."""

    says: str
    count: int
    of: int
    share: str
    url: str
    on: bool


FIGURE_SAYS = {
    "on_spot": N_("Matters of the on-the-spot kind"),
    "at_once": N_("of those, decided on the day they came"),
    "zero": N_("Nobody had to come"),
    "once": N_("One visit was enough"),
    "more": N_("More than one visit"),
    "green": N_("Handled with precedence"),
    "collected": N_("Collected here or there for another hall"),
}


def green_lines(
    rows: Sequence[GreenRow], by: Actor, now: datetime
) -> tuple[GreenLine, ...]:
    """Requests first, then what runs, by its target."""
    return tuple(_green(row, by, now) for row in rows)


def _green(row: GreenRow, by: Actor, now: datetime) -> GreenLine:
    asked = row.state is GreenState.ASKED
    answers = asked and not row.own and may(by, "case.green-decide")
    url = reverse("desk:case", args=[row.number])
    if answers:
        url = reverse("desk:act", args=[row.number, "green-answer"])
    return GreenLine(
        url=url,
        title=told(row.guide, "name"),
        who=mask_organisation(row.applicant),
        reason=gettext(GreenReason(row.reason).label),
        state=gettext(row.state.label),
        left=left_says(row.target_at, now) if row.target_at else "",
        answers=answers,
    )


def transfer_lines(rows: Sequence[Passing], by: Actor) -> tuple[TransferLine, ...]:
    """What this hall passed on and what it was passed."""
    return tuple(
        TransferLine(
            url=reverse("desk:case", args=[row.case.number]),
            title=told(guide_of(row.case), "name"),
            who=mask_organisation(row.case.applicant_name),
            where=row.to_hall.name
            if row.from_hall_id == by.hall_id
            else row.from_hall.name,
            state=gettext(TransferState(row.state).label),
            since=day_clock(row.sent_at),
            out=row.from_hall_id == by.hall_id,
        )
        for row in rows
    )


def figure_lines(rows: Sequence[ModeFigure], key: str) -> tuple[FigureLine, ...]:
    """The figures, each with its share and the address of its list."""
    return tuple(
        FigureLine(
            says=gettext(FIGURE_SAYS[row.key]),
            count=row.count,
            of=row.of,
            share=percent(row.count, row.of) if row.of else "—",
            url=f"{reverse('desk:modes')}?show={row.key}#behind",
            on=row.key == key,
        )
        for row in rows
    )


def _item(row: Visit) -> str:
    """The name of the matter; its key once the guide is no longer in force."""
    try:
        return told(catalogue_queries.current_guide(row.item_key, row.day), "name")
    except Refusal:
        return row.item_key


def _when(row: Visit) -> str:
    hour = f" {row.hour:%H:%M}" if row.hour else ""
    return f"{day_weekday(row.day)}{hour}"


def _pair(row: Visit) -> str:
    return "、".join(filter(None, [row.visitor, row.companion]))


def visit_lines(rows: Sequence[Visit]) -> tuple[VisitLine, ...]:
    """Visits in the order given."""
    return tuple(
        VisitLine(
            url=reverse("desk:visit", args=[row.pk]),
            when=_when(row),
            who=mask_name(row.person_name),
            item=_item(row),
            reason=gettext(VisitReason(row.reason).label),
            state=gettext(VisitState(row.state).label),
            pair=_pair(row),
            result=row.result,
        )
        for row in rows
    )


def visit_kit(row: Visit, by: Actor) -> VisitKit:
    """One visit; address and phone in full, because the pair has to find the door."""
    state = VisitState(row.state)
    receives = may(by, "case.receive") and row.case is None
    receive = reverse("desk:receive-item", args=[row.item_key])
    return VisitKit(
        title=_when(row),
        person=row.person_name,
        phone=row.phone,
        address=row.address,
        reason=gettext(VisitReason(row.reason).label),
        when=_when(row),
        wish=row.wish,
        item=_item(row),
        state=gettext(state.label),
        ordered=state is VisitState.ORDERED,
        under_way=state is VisitState.UNDER_WAY,
        over=state in {VisitState.DONE, VisitState.CANCELLED},
        goes=may(by, "visit.go"),
        pair=_pair(row),
        receive_url=f"{receive}?visit={row.pk}" if receives else "",
        case_url=reverse("desk:case", args=[row.case.number]) if row.case else "",
        case_number=row.case.number if row.case else "",
        result=row.result,
        signature=row.signature,
    )
