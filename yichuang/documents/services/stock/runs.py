"""Runs: certificates are put in the order of the shelf, each claims its sheet at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError

from yichuang.accounts.policies import Actor, require
from yichuang.documents import events
from yichuang.documents.models import Document, PrintRecord, PrintRun
from yichuang.documents.policies import GRANTS
from yichuang.documents.queries import stock as queries
from yichuang.documents.queries.stock import TemplateCard
from yichuang.documents.rules.stock import (
    SheetState,
    require_reason,
    require_some,
)
from yichuang.documents.services.stock.choosing import Chosen, choose
from yichuang.journal.services import record
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.web.gathering import gather
from yichuang.web.together import whole


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be printed: numbers of certificates in the order of the shelf. With a
    `reason`, also those that stand on a sheet already; that sheet is then void."""

    template_id: int
    printer_id: int
    numbers: tuple[str, ...]
    name: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Begun:
    """The run, and what was left out of it by number."""

    run: PrintRun
    left_out: Mapping[str, Refusal]


def begin(wish: Wish, *, hall_id: int, by: Actor, at: datetime) -> Begun:
    """Put certificates in a run; nothing is printed yet. The type is set once to see
    that all words fit, outside of the transaction.

    Raises:
        Refusal: "permission.denied"; "stock.not-found", "stock.out-of-use",
            "printer.not-found"; "print.no-document", "print.too-many"; where nothing is
            left to print, what stood in the way of the first; "print.taken" when
            somebody else put one of them in a run at this moment.
    """
    require(by, "print.run", GRANTS)
    template = queries.template(hall_id, wish.template_id)
    if not template.in_use:
        raise Refusal(
            "stock.out-of-use",
            N_("The template “%(name)s” is out of use."),
            field="template",
            remedy=N_("Choose another, or ask who arranges the templates."),
            name=template.name,
        )
    queries.printer(hall_id, wish.printer_id)
    require_some(wish.numbers)
    reason = require_reason(wish.reason) if wish.reason.strip() else ""
    chosen = choose(wish.numbers, template, again=bool(reason))
    if not chosen.documents:
        raise next(iter(chosen.left_out.values()))
    try:
        run = whole(lambda: _write(wish, template, chosen, reason, by=by, at=at))
    except IntegrityError as twice:
        raise taken() from twice
    return Begun(run, chosen.left_out)


def _write(
    wish: Wish,
    template: TemplateCard,
    chosen: Chosen,
    reason: str,
    *,
    by: Actor,
    at: datetime,
) -> PrintRun:
    run = PrintRun.objects.create(
        hall_id=template.hall_id,
        layout_id=template.layout_id,
        printer_id=wish.printer_id,
        name=wish.name[:120],
        total=len(chosen.documents),
        asked_by=by.ref,
        asked_by_name=by.name,
        asked_at=at,
    )
    void_before(chosen, reason, by=by, at=at)
    _claim(run, chosen, by=by)
    record(
        events.RUN_BEGUN,
        about=f"print-run:{run.pk}",
        by=by,
        at=at,
        hall_id=run.hall_id,
        name=run.name,
        count=run.total,
    )
    return run


def _claim(run: PrintRun, chosen: Chosen, *, by: Actor) -> None:
    """Every certificate has its sheet from now on; a second one finds the place taken."""
    earlier = last_sheets([document.pk for document in chosen.documents])
    PrintRecord.objects.bulk_create(
        [
            PrintRecord(
                document=document,
                run=run,
                position=position,
                template_id=run.layout.template_id,
                by=by.ref,
                by_name=by.name,
                **next_copy(earlier.get(document.pk)),
            )
            for position, document in enumerate(chosen.documents, start=1)
        ],
        batch_size=500,
    )


def last_sheets(documents: Sequence[int]) -> dict[int, PrintRecord]:
    """The last sheet each of these documents was ever printed on, by document."""
    rows = PrintRecord.objects.filter(document__in=documents).order_by("copy")
    return {row.document_id: row for row in rows}


def next_copy(last: PrintRecord | None) -> dict[str, Any]:
    """Which printing comes next, and why: for what the sheet before is void."""
    if last is None:
        return {"copy": 1, "reason": ""}
    return {"copy": last.copy + 1, "reason": last.void_reason}


def void_before(chosen: Chosen, reason: str, *, by: Actor, at: datetime) -> None:
    """The sheets that stood are void from now on: one certificate, one sheet.

    Raises:
        Refusal: "print.taken" when one of them changed since it was looked at.
    """
    kept = [
        (document, chosen.before[document.pk])
        for document in chosen.documents
        if document.pk in chosen.before
    ]
    if not kept:
        return
    hit = PrintRecord.objects.filter(
        pk__in=[sheet.pk for _document, sheet in kept], state=SheetState.PRINTED
    ).update(state=SheetState.VOID, void_reason=reason, settled_at=at)
    if hit != len(kept):
        raise taken()
    record_void([(document, sheet, reason) for document, sheet in kept], by=by, at=at)


def record_void(
    sheets: list[tuple[Document, PrintRecord, str]], *, by: Actor, at: datetime
) -> None:
    """Put on record that these sheets are void, each at its certificate."""
    with gather() as kept:
        for document, sheet, reason in sheets:
            record(
                events.SHEET_VOID,
                about=document.about,
                by=by,
                at=at,
                hall_id=document.hall_id,
                number=document.number,
                sheet=sheet.stock_number or "—",
                copy=sheet.copy,
                reason=reason,
            )
        kept.write()


def end(run_id: int, *, seen: int, hall_id: int, by: Actor, at: datetime) -> int:
    """End a run before all is printed; what waits can go into another run. Returns how
    many were not printed.

    Raises:
        Refusal: "permission.denied"; "print-run.not-found"; "print-run.moved-on";
            "sheets.in-printer" while nobody said how the last sheets came out.
    """
    require(by, "print.run", GRANTS)
    card = queries.run(hall_id, run_id)
    if card.sent:
        raise Refusal(
            "sheets.in-printer",
            N_("%(sent)s sheets are in the printer."),
            remedy=N_("Say first how they came out."),
            sent=card.sent,
        )

    def write() -> int:
        step(run_id, seen, ended_at=at)
        # They never left this house's machine; nothing is lost by forgetting them.
        left, _rows = PrintRecord.objects.filter(
            run_id=run_id, state=SheetState.WAITING
        ).delete()
        record(
            events.RUN_ENDED,
            about=f"print-run:{run_id}",
            by=by,
            at=at,
            hall_id=hall_id,
            left=left,
        )
        return left

    return whole(write)


def step(run_id: int, seen: int, **change: object) -> None:
    """One step of a run, by whoever saw its last one.

    Raises:
        Refusal: "print-run.moved-on".
    """
    rows = PrintRun.objects.filter(pk=run_id, version=seen, ended_at=None)
    if not rows.update(version=seen + 1, **change):
        raise Refusal(
            "print-run.moved-on",
            N_("Somebody else went on with this run in the meantime."),
            remedy=N_("Look at the run as it is now; nothing was printed twice."),
        )


def taken() -> Refusal:
    """Somebody else has claimed the place between looking and writing."""
    return Refusal(
        "print.taken",
        N_("Somebody else is printing one of these certificates at this moment."),
        remedy=N_("Look at the runs; press again for what is left."),
    )
