"""Supervision orders as rows, chips and a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from yichuang.accounts.rules import ROLE_LABELS, Role
from yichuang.cases.queries.supervision import OrderDetail, OrderRow
from yichuang.cases.rules.supervision import KIND_LABELS, Level, OrderState
from yichuang.desk.presenters.case import Happened, happened
from yichuang.desk.presenters.lists import Chip, Pager
from yichuang.desk.presenters.words import english
from yichuang.desk.queries.supervision import PAGE, Orders
from yichuang.kernel.text import N_
from yichuang.web.formats import day, day_clock, day_short, day_weekday

LEVEL_SAYS = {"blue": N_("Blue"), "orange": N_("Orange"), "red": N_("Red")}
# Colour and shape of a state; what is overdue stands out, the rest keeps still.
LOOKS = {
    OrderState.OPEN: ("warn", "clock"),
    OrderState.ANSWERED: ("ok", "mail"),
    OrderState.CLOSED: ("done", "circle-check"),
}
LATE = ("red", "alert-circle")
WHO = {Level.ORANGE: Role.DEPARTMENT_HEAD, Level.RED: Role.HALL_MANAGER}


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One order in a list."""

    url: str
    kind: str
    document: str
    case_number: str
    department: str
    who: str
    level: str
    level_says: str
    state: str
    look: str
    icon: str
    due: str


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """An answer and what was found of it."""

    text: str
    who: str
    late: bool
    found: str
    reviewer: str
    sufficient: bool | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One order as its page shows it."""

    line: OrderLine
    id: int
    what: str
    case_url: str
    paper_url: str
    opened: str
    due: str
    closed: str
    closing: str
    answers: tuple[AnswerLine, ...]
    happened: tuple[Happened, ...]


def line(row: OrderRow) -> OrderLine:
    """The line of an order; late answers are red."""
    look, icon = LATE if row.late else LOOKS[row.state]
    role = WHO.get(row.level)
    return OrderLine(
        url=reverse("desk:order", args=[row.id]),
        kind=gettext(row.kind.label),
        document=row.document,
        case_number=row.case_number,
        department=row.department_en if english() else row.department,
        who=gettext(ROLE_LABELS[role]) if role else row.responsible,
        level=row.level.value,
        level_says=gettext(LEVEL_SAYS[row.level.value]),
        state=gettext("No answer in time") if row.late else gettext(row.state.label),
        look=look,
        icon=icon,
        due=day_short(row.due),
    )


def sheet(told: OrderDetail) -> Sheet:
    """The page of an order."""
    row = told.row
    return Sheet(
        line=line(row),
        id=row.id,
        what=row.what,
        case_url=reverse("desk:case", args=[row.case_number])
        if row.case_number
        else "",
        paper_url=reverse("documents:pdf", args=[row.document]) + "?print"
        if row.document
        else "",
        opened=f"{told.opened_by or gettext('by itself')} · {day_clock(row.opened_at)}",
        due=day_weekday(row.due),
        closed=day(told.closed_at),
        closing=told.closing,
        answers=tuple(
            AnswerLine(
                text=answer.text,
                who=f"{answer.answered_by_name} · {day_clock(answer.answered_at)}",
                late=answer.late,
                found=answer.found,
                reviewer=f"{answer.reviewed_by_name} · {day_clock(answer.reviewed_at)}"
                if answer.reviewed_at
                else "",
                sufficient=answer.sufficient,
            )
            for answer in told.answers
        ),
        happened=tuple(map(happened, reversed(told.timeline))),
    )


def address(filters: Mapping[str, str], **over: str) -> str:
    """The list's address with these filters, some replaced."""
    query = urlencode({k: v for k, v in ({**filters, **over}).items() if v})
    return reverse("desk:orders") + (f"?{query}" if query else "")


def chips(found: Orders, filters: Mapping[str, str]) -> tuple[Chip, ...]:
    """What waits for me, then each state with its count."""
    mine = bool(filters.get("mine"))
    return (
        Chip(
            gettext("Waits for me"),
            address(filters, mine="" if mine else "1", state=""),
            found.waiting,
            mine,
        ),
        *(
            Chip(
                gettext(state.label),
                address(
                    filters,
                    mine="",
                    state="" if filters.get("state") == state else state.value,
                ),
                found.counts.get(state.value, 0),
                filters.get("state") == state,
            )
            for state in OrderState
        ),
    )


def kinds() -> list[tuple[str, str]]:
    """Kinds to filter by."""
    return [(kind.value, gettext(says)) for kind, says in KIND_LABELS.items()]


def levels() -> list[tuple[str, str]]:
    """Levels to filter by."""
    return [(level, gettext(says)) for level, says in LEVEL_SAYS.items()]


def pager(found: Orders, filters: Mapping[str, str]) -> Pager:
    """Range and total."""
    last = found.page * PAGE
    return Pager(
        first=last - PAGE + 1 if found.total else 0,
        last=min(last, found.total),
        total=found.total,
        before=address(filters, page=str(found.page - 1)) if found.page > 1 else "",
        after=address(filters, page=str(found.page + 1)) if last < found.total else "",
    )
