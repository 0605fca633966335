"""Rows, chips and pages of the work list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from yichuang.cases.queries.worklist import WorkPage, WorkRow
from yichuang.cases.rules.lifecycle import STATE_LABELS, CaseState
from yichuang.desk.presenters.words import english, time_left, told
from yichuang.desk.queries.work import Wanted, Work
from yichuang.kernel.identity import mask_organisation
from yichuang.kernel.lamps import Lamp
from yichuang.web.formats import day_short

LATE = frozenset({Lamp.YELLOW, Lamp.RED})
LAMP_ORDER = (Lamp.RED, Lamp.YELLOW, Lamp.WARN, Lamp.PAUSE, Lamp.OK)


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case in a list, its name masked."""

    url: str
    number: str
    tail: str
    item: str
    applicant: str
    state: str
    lamp: str
    left: str
    due: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter: pressed when `on`, taken off by its own link."""

    says: str
    url: str
    count: int | None = None
    on: bool = False
    lamp: str = ""


@dataclass(frozen=True, slots=True)
class Pager:
    """Range and total of a list with the ways back and on."""

    first: int
    last: int
    total: int
    before: str = ""
    after: str = ""


def line(row: WorkRow) -> CaseLine:
    """The line of a case."""
    # In a list the hours matter on the last day only.
    minutes = row.minutes if row.left == 0 else None
    left = time_left(row.left, minutes, late=row.lamp in LATE)
    if row.lamp is Lamp.PAUSE:
        left = gettext("stands still")
    return CaseLine(
        url=reverse("desk:case", args=[row.number]),
        number=row.number,
        tail=row.number[-7:],
        item=row.item_en if english() else row.item,
        applicant=mask_organisation(row.applicant) if row.applicant else "—",
        state=gettext(STATE_LABELS[row.state]),
        lamp=row.lamp.value,
        left=left,
        due=day_short(row.due),
    )


def lines(rows: Sequence[WorkRow] | None) -> tuple[CaseLine, ...] | None:
    """Lines of a list; None stays None (not this person's work)."""
    return None if rows is None else tuple(map(line, rows))


def address(
    wanted: Wanted, over: Mapping[str, object] | None = None, *, page: int = 1
) -> str:
    """The list's address with these filters, some replaced by `over`."""
    values = {
        "lamp": wanted.lamp,
        "state": wanted.state,
        "item": wanted.item,
        "q": wanted.text,
        "mine": "1" if wanted.mine else "",
    } | {name: str(value) if value else "" for name, value in (over or {}).items()}
    if page > 1:
        values["page"] = str(page)
    query = urlencode({name: value for name, value in values.items() if value})
    return reverse("desk:cases") + (f"?{query}" if query else "")


def lamp_chips(work: Work, wanted: Wanted) -> tuple[Chip, ...]:
    """All, then each lamp that is lit, in order of urgency."""
    every = Chip(
        gettext("All"), address(wanted, {"lamp": ""}), work.total, not wanted.lamp
    )
    return (
        every,
        *(
            Chip(
                gettext(lamp.says),
                address(wanted, {"lamp": "" if wanted.lamp == lamp else lamp.value}),
                work.lamps.get(lamp.value, 0),
                wanted.lamp == lamp,
                lamp.value,
            )
            for lamp in LAMP_ORDER
            if work.lamps.get(lamp.value) or wanted.lamp == lamp
        ),
    )


def items(work: Work) -> tuple[tuple[str, str], ...]:
    """The matters to choose from: key and name."""
    return tuple((guide.key, told(guide, "name")) for guide in work.items)


def removable(work: Work, wanted: Wanted) -> tuple[Chip, ...]:
    """The other filters in force, each a chip that takes itself off."""
    names = dict(items(work))
    state = gettext(STATE_LABELS[CaseState(wanted.state)]) if wanted.state else ""
    found = (
        ("state", state),
        ("item", names.get(wanted.item, wanted.item)),
        ("q", f"“{wanted.text}”" if wanted.text else ""),
        ("mine", gettext("At my posts") if wanted.mine else ""),
    )
    return tuple(
        Chip(says, address(wanted, {name: ""}), on=True) for name, says in found if says
    )


def pager(page: WorkPage, wanted: Wanted, size: int) -> Pager:
    """Range and total."""
    first = (page.page - 1) * size + 1 if page.total else 0
    return Pager(
        first=first,
        last=min(page.page * size, page.total),
        total=page.total,
        before=address(wanted, page=page.page - 1) if page.page > 1 else "",
        after=address(wanted, page=page.page + 1) if page.page < page.pages else "",
    )
