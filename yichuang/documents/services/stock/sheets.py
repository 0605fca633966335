"""Sheets: handed to the printer a trayful at a time, then settled as they came out, so that
after a jam the run goes on at the sheet that was spoiled."""

from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction

from yichuang.accounts.policies import Actor, require
from yichuang.documents import events
from yichuang.documents.engines import overlay
from yichuang.documents.models import PrintRecord, PrintRun
from yichuang.documents.policies import GRANTS
from yichuang.documents.queries import stock as queries
from yichuang.documents.queries.stock import RunCard
from yichuang.documents.rules.stock import (
    MOST_AT_ONCE,
    Fate,
    Offset,
    SheetState,
    fates,
    require_reason,
    serials,
)
from yichuang.documents.services.stock.runs import record_void, step
from yichuang.journal.services import record
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.web.gathering import gather
from yichuang.web.together import whole


def send(
    run_id: int,
    *,
    count: int,
    first_number: str,
    seen: int,
    hall_id: int,
    by: Actor,
    at: datetime,
) -> int:
    """Give the next sheets their blank paper; they count from now on as in the printer
    (`draw` makes their PDF). Returns how many they are.

    `first_number` is the number of the first blank sheet in the tray ("" for stock
    without numbers).

    Raises:
        Refusal: "permission.denied"; "print-run.not-found", "print-run.moved-on";
            "sheets.in-printer"; "sheets.none-left"; "sheets.at-once" (field "count");
            "stock.number", "stock.number-used" (field "first_number").
    """
    require(by, "print.run", GRANTS)
    card = queries.run(hall_id, run_id)
    waiting = _next(card, count)
    numbers = serials(first_number, len(waiting)) if card.numbered else ()

    def write() -> None:
        step(run_id, seen)
        _fill(waiting, numbers, card.printer.offset, by=by, at=at)
        record(
            events.SHEETS_SENT,
            about=f"print-run:{run_id}",
            by=by,
            at=at,
            hall_id=hall_id,
            count=len(waiting),
            sheets=[numbers[0], numbers[-1]] if numbers else [],
        )

    try:
        whole(write)
    except IntegrityError as used:
        raise _number_used() from used
    return len(waiting)


def _fill(
    waiting: list[PrintRecord],
    numbers: tuple[str, ...],
    offset: Offset,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Each sheet has its blank paper, and the offset it is printed with."""
    for index, sheet in enumerate(waiting):
        sheet.state, sheet.sent_at = SheetState.SENT, at
        sheet.stock_number = numbers[index] if numbers else ""
        sheet.by, sheet.by_name = by.ref, by.name
        sheet.dx, sheet.dy = Decimal(str(offset.dx)), Decimal(str(offset.dy))
    PrintRecord.objects.bulk_update(
        waiting,
        ["state", "sent_at", "stock_number", "by", "by_name", "dx", "dy"],
        batch_size=100,
    )


def draw(run_id: int, *, hall_id: int, by: Actor) -> bytes:
    """The PDF of the sheets that are in the printer, in their order, moved by the offset
    they were sent with; the same whenever it is opened, until it is said how they came
    out. Writes nothing.

    Raises:
        Refusal: "permission.denied"; "print-run.not-found"; "sheets.none-sent";
            "documents.altered"; "print.template".
    """
    require(by, "print.run", GRANTS)
    queries.run(hall_id, run_id)
    rows = PrintRecord.objects.filter(run_id=run_id, state=SheetState.SENT)
    sent = list(rows.select_related("document").order_by("position"))
    if not sent:
        raise Refusal(
            "sheets.none-sent",
            N_("No sheet of this run is in the printer."),
            remedy=N_("Say first how many are to be printed now."),
        )
    layout = PrintRun.objects.select_related("layout").get(pk=run_id).layout
    documents = [sheet.document for sheet in sent]
    offset = Offset(float(sent[0].dx), float(sent[0].dy))
    pdf, _long = overlay.sheets_of(queries.layout_of(layout), documents, offset)
    return pdf


def _next(card: RunCard, count: int) -> list[PrintRecord]:
    if card.sent:
        raise Refusal(
            "sheets.in-printer",
            N_("%(sent)s sheets are in the printer."),
            remedy=N_("Say first how they came out."),
            sent=card.sent,
        )
    if not 1 <= count <= MOST_AT_ONCE:
        raise Refusal(
            "sheets.at-once",
            N_("Between 1 and %(most)s sheets are printed at once."),
            field="count",
            remedy=N_("Enter how many blank sheets lie in the tray."),
            most=MOST_AT_ONCE,
        )
    rows = PrintRecord.objects.filter(run_id=card.id, state=SheetState.WAITING)
    found = list(rows.select_related("document").order_by("position")[:count])
    if not found:
        raise Refusal(
            "sheets.none-left",
            N_("No sheet of this run waits to be printed."),
            remedy=N_("Begin another run for what is still to be printed."),
        )
    return found


def settle(
    run_id: int,
    *,
    good: int,
    spoiled: int = 0,
    reason: str = "",
    seen: int,
    hall_id: int,
    by: Actor,
    at: datetime,
) -> Fate:
    """Say how the sheets in the printer came out: the first `good` are on paper, the
    next `spoiled` are void for a reason and are printed anew, the rest wait again.

    Raises:
        Refusal: "permission.denied"; "print-run.not-found", "print-run.moved-on";
            "sheets.count", "sheets.reason" with the field of the form.
    """
    require(by, "print.run", GRANTS)
    card = queries.run(hall_id, run_id)
    fate = fates(card.sent, good, spoiled, reason)
    why = require_reason(reason) if spoiled else ""

    def write() -> None:
        done = not card.waiting and good == card.sent
        step(run_id, seen, **({"ended_at": at} if done else {}))
        _settled(card, fate, why, by=by, at=at)

    whole(write)
    return fate


def _settled(card: RunCard, fate: Fate, why: str, *, by: Actor, at: datetime) -> None:
    rows = PrintRecord.objects.filter(run_id=card.id, state=SheetState.SENT)
    sent = list(rows.select_related("document").order_by("position"))
    if len(sent) != card.sent:
        raise _moved_on()
    kept = fate.good + fate.spoiled
    _printed(sent[: fate.good], by=by, at=at)
    _spoil(sent[fate.good : kept], why, by=by, at=at)
    _wait_again(sent[kept:])
    record(
        events.SHEETS_SETTLED,
        about=f"print-run:{card.id}",
        by=by,
        at=at,
        hall_id=card.hall_id,
        good=fate.good,
        spoiled=fate.spoiled,
        left=len(sent) - kept,
    )


def _printed(sheets: list[PrintRecord], *, by: Actor, at: datetime) -> None:
    PrintRecord.objects.filter(pk__in=[sheet.pk for sheet in sheets]).update(
        state=SheetState.PRINTED, settled_at=at
    )
    with gather() as kept:
        for sheet in sheets:
            record(
                events.PRINTED,
                about=sheet.document.about,
                by=by,
                at=at,
                hall_id=sheet.document.hall_id,
                number=sheet.document.number,
                sheet=sheet.stock_number or "—",
                copy=sheet.copy,
                reason=sheet.reason,
            )
        kept.write()


def _spoil(sheets: list[PrintRecord], reason: str, *, by: Actor, at: datetime) -> None:
    """These sheets are void; their certificates wait at the same place of the run."""
    PrintRecord.objects.filter(pk__in=[sheet.pk for sheet in sheets]).update(
        state=SheetState.VOID, void_reason=reason, settled_at=at
    )
    PrintRecord.objects.bulk_create(
        [
            PrintRecord(
                document_id=sheet.document_id,
                copy=sheet.copy + 1,
                run_id=sheet.run_id,
                position=sheet.position,
                template_id=sheet.template_id,
                reason=reason,
                by=by.ref,
                by_name=by.name,
            )
            for sheet in sheets
        ]
    )
    record_void([(sheet.document, sheet, reason) for sheet in sheets], by=by, at=at)


def _wait_again(sheets: list[PrintRecord]) -> None:
    """These never left the tray: their blank sheets are as good as before."""
    PrintRecord.objects.filter(pk__in=[sheet.pk for sheet in sheets]).update(
        state=SheetState.WAITING, stock_number="", sent_at=None
    )


@transaction.atomic
def void(
    sheet_id: int, *, reason: str, hall_id: int, by: Actor, at: datetime
) -> PrintRecord:
    """Declare a printed sheet void (found bad later, given back, lost); its certificate
    can then be printed again.

    Raises:
        Refusal: "permission.denied"; "sheets.reason" (field "reason");
            "sheets.not-found", "sheets.not-printed".
    """
    require(by, "print.run", GRANTS)
    why = require_reason(reason)
    rows = PrintRecord.objects.filter(pk=sheet_id, document__hall_id=hall_id)
    sheet = rows.select_related("document").first()
    if sheet is None:
        raise Refusal("sheets.not-found", N_("There is no such sheet."))
    hit = rows.filter(state=SheetState.PRINTED).update(
        state=SheetState.VOID, void_reason=why, settled_at=at
    )
    if not hit:
        raise Refusal(
            "sheets.not-printed",
            N_("This sheet is void already, or was never printed."),
            remedy=N_("Look at the sheets of the certificate."),
        )
    record_void([(sheet.document, sheet, why)], by=by, at=at)
    return sheet


def _number_used() -> Refusal:
    return Refusal(
        "stock.number-used",
        N_("One of these blank sheets was used before; its number is on record."),
        field="first_number",
        remedy=N_("Compare with the first sheet in the tray, and enter its number."),
    )


def _moved_on() -> Refusal:
    return Refusal(
        "print-run.moved-on",
        N_("Somebody else went on with this run in the meantime."),
        remedy=N_("Look at the run as it is now; nothing was printed twice."),
    )
