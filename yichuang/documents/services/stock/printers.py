"""Printers of a hall: kept by name, measured with a ruler, moved by tenths of millimetres."""

from datetime import datetime

from django.db import IntegrityError, transaction

from yichuang.accounts.policies import Actor, require
from yichuang.documents import events
from yichuang.documents.models import Printer
from yichuang.documents.policies import GRANTS
from yichuang.documents.rules.stock import (
    Measured,
    Offset,
    check_offset,
    offset_from,
)
from yichuang.journal.services import record
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_


def keep(
    name: str, note: str = "", *, hall_id: int, by: Actor, at: datetime
) -> Printer:
    """Put a printer on the hall's list; it is taken to be exact until it is measured.

    Raises:
        Refusal: "permission.denied"; "printer.name-taken" (field "name").
    """
    require(by, "print.arrange", GRANTS)
    try:
        with transaction.atomic():
            made = Printer.objects.create(hall_id=hall_id, name=name, note=note)
            record(
                events.PRINTER_KEPT,
                about=f"printer:{made.pk}",
                by=by,
                at=at,
                hall_id=hall_id,
                name=name,
            )
    except IntegrityError as taken:
        raise Refusal(
            "printer.name-taken",
            N_("The hall has a printer of this name."),
            field="name",
            remedy=N_("Choose a name that tells where it stands."),
        ) from taken
    return made


def calibrate(
    printer_id: int,
    measured: Measured,
    *,
    seen: int,
    hall_id: int,
    by: Actor,
    at: datetime,
) -> Offset:
    """Keep the offset that follows from the calibration sheet.

    Raises:
        Refusal | Refusals: those of `rules.stock.offset_from`; as `move`.
    """
    require(by, "print.calibrate", GRANTS)
    found = offset_from(measured)
    move(printer_id, found, seen=seen, hall_id=hall_id, by=by, at=at)
    return found


@transaction.atomic
def move(
    printer_id: int, offset: Offset, *, seen: int, hall_id: int, by: Actor, at: datetime
) -> None:
    """Keep an offset as it is given.

    Raises:
        Refusal | Refusals: "permission.denied"; "printer.offset"; "printer.not-found";
            "printer.moved-on" when somebody measured it in between.
    """
    require(by, "print.calibrate", GRANTS)
    check_offset(offset)
    mine = Printer.objects.filter(pk=printer_id, hall_id=hall_id)
    hit = mine.filter(version=seen).update(
        dx=offset.dx,
        dy=offset.dy,
        version=seen + 1,
        measured_by=by.name,
        measured_at=at,
    )
    if not hit:
        raise _moved_on() if mine.exists() else _not_found()
    record(
        events.PRINTER_MOVED,
        about=f"printer:{printer_id}",
        by=by,
        at=at,
        hall_id=hall_id,
        name=mine.get().name,
        dx=f"{offset.dx:+.1f}",
        dy=f"{offset.dy:+.1f}",
    )


def _moved_on() -> Refusal:
    return Refusal(
        "printer.moved-on",
        N_("Somebody else measured this printer in the meantime; yours is not kept."),
        remedy=N_("Print the test grid, and see whether it still has to be moved."),
    )


def _not_found() -> Refusal:
    return Refusal("printer.not-found", N_("There is no such printer."))
