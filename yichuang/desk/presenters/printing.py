"""Positioned printing in words and in drawn millimetres: runs, sheets, the editor's sheet."""

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from yichuang.accounts.policies import Actor
from yichuang.desk.policies import may
from yichuang.documents.queries.stock import PrinterCard, RunCard, SheetRow
from yichuang.documents.rules.stock import (
    MOST_AT_ONCE,
    Layout,
    RunState,
    SheetState,
    Source,
    serials,
)
from yichuang.kernel.identity import mask_name
from yichuang.kernel.refusals import Refusal
from yichuang.web.formats import day_clock
from yichuang.web.presenters import Link

USUAL = 100
"""Sheets in a tray, unless fewer wait."""


@dataclass(frozen=True, slots=True)
class RunLine:
    """A run in the list, and on its page."""

    url: str
    name: str
    template: str
    printer: str
    who: str
    when: str
    state: str
    printed: int
    total: int
    void: int


def run_line(card: RunCard) -> RunLine:
    """A run as a line."""
    return RunLine(
        url=reverse("desk:print-run", args=[card.id]),
        name=card.name,
        template=card.template,
        printer=card.printer.name,
        who=card.asked_by,
        when=day_clock(card.asked_at),
        state=gettext(card.state.label),
        printed=card.printed,
        total=card.total,
        void=card.void,
    )


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A sheet in a list; `lamp` is the shape of its state, `void_url` leads to voiding."""

    position: int
    number: str
    holder: str
    copy: int
    sheet: str
    state: str
    mood: str
    why: str
    who: str
    when: str
    void_url: str


MOODS = {
    SheetState.WAITING: "",
    SheetState.SENT: "lit",
    SheetState.PRINTED: "",
    SheetState.VOID: "void",
}


def sheet_lines(rows: Iterable[SheetRow], by: Actor) -> list[SheetLine]:
    """Sheets as lines; holders' names are masked."""
    prints = may(by, "print.run")
    return [
        SheetLine(
            position=row.position,
            number=row.number,
            holder=mask_name(row.addressee),
            copy=row.copy,
            sheet=row.stock_number,
            state=gettext(row.state.label),
            mood=MOODS[row.state],
            why=row.void_reason or row.reason,
            who=row.by_name if row.sent_at else "",
            when=day_clock(row.sent_at) if row.sent_at else "",
            void_url=reverse("desk:print-void", args=[row.id])
            if prints and row.state is SheetState.PRINTED
            else "",
        )
        for row in rows
    ]


def next_number(last: str) -> str:
    """The number after the last that was used, "" when there is none."""
    try:
        return serials(last, 2)[1] if last else ""
    except Refusal:  # the row of numbers has ended: the next one is not ours to guess
        return ""


def usual_count(card: RunCard) -> int:
    """How many sheets are offered to be printed next."""
    return max(1, min(card.waiting, USUAL, MOST_AT_ONCE))


def left_out(found: Mapping[str, Refusal]) -> list[tuple[str, str, str]]:
    """(number, what stands in the way, what helps) of what is not printed."""
    return [
        (number, refusal.text(gettext), refusal.remedy_text(gettext))
        for number, refusal in found.items()
    ]


def offset_says(card: PrinterCard) -> str:
    """How far a printer is moved, in words."""
    if not card.measured_at:
        return gettext("not measured yet")
    dx, dy = card.offset.dx, card.offset.dy
    if not dx and not dy:
        return gettext("exact")
    across = (
        gettext("%(mm)s mm to the right")
        if dx > 0
        else gettext("%(mm)s mm to the left")
    )
    along = gettext("%(mm)s mm down") if dy > 0 else gettext("%(mm)s mm up")
    parts = [
        says % {"mm": f"{abs(mm):.1f}"}
        for says, mm in ((across, dx), (along, dy))
        if mm
    ]
    return gettext(", ").join(parts)


@dataclass(frozen=True, slots=True)
class Box:
    """A field as the editor draws it, in millimetres; attributes are plain numbers with
    a point, whatever the language."""

    index: int
    name: str
    x: str
    y: str
    width: str
    height: str
    line: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The drawn sheet: paper, scan below, the true type above, and the boxes to move."""

    width: str
    height: str
    scan: str
    set: str
    boxes: tuple[Box, ...]


def sheet_of(
    layout: Layout | None,
    rows: Iterable[int],
    *,
    scan: str,
    picture: bytes,
) -> Sheet | None:
    """What the editor shows of what was typed, None where it cannot be drawn. `rows` are
    the places in the form of the layout's fields, in their order."""
    if layout is None:
        return None
    boxes = []
    for index, field in zip(rows, layout.fields, strict=False):
        left, top, right, bottom = field.box
        line = field.y if field.source is not Source.QR else bottom
        boxes.append(
            Box(
                index=index,
                name=field.text or gettext(field.source.label),
                x=f"{left:.2f}",
                y=f"{top:.2f}",
                width=f"{right - left:.2f}",
                height=f"{bottom - top:.2f}",
                line=f"{line:.2f}",
            )
        )
    kept = base64.b64encode(picture).decode() if picture else ""
    return Sheet(
        width=f"{layout.paper.width:g}",
        height=f"{layout.paper.height:g}",
        scan=reverse("materials:page", args=[scan, 1]) if scan else "",
        set=f"data:image/png;base64,{kept}" if kept else "",
        boxes=tuple(boxes),
    )


def crumbs(*here: str) -> tuple[Link, ...]:
    """Where a page of printing is; each of `here` is a name, "url|name" a way back."""
    links = [Link(gettext("Printing"), reverse("desk:print-runs"))]
    for one in here:
        url, bar, says = one.rpartition("|")
        links.append(Link(says, url if bar else ""))
    return tuple(links)


def ways() -> list[Link]:
    """What is arranged for printing."""
    return [
        Link(gettext("Stock and templates"), reverse("desk:stock-templates"), "ruler"),
        Link(gettext("Printers"), reverse("desk:printers"), "printer"),
    ]


def ended(card: RunCard) -> bool:
    """Whether nothing more is printed in this run."""
    return card.state in {RunState.DONE, RunState.ENDED}
