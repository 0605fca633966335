"""What the kiosk offers: kinds with their matters, matters by the first letter."""

from dataclasses import dataclass
from datetime import date

from yichuang.cases.models import Case
from yichuang.catalogue import queries as catalogue
from yichuang.catalogue.queries.searching import readings
from yichuang.catalogue.rules import Guide
from yichuang.queueing.queries.days import KindCard, kind_for_item, kinds

__all__ = ["CaseRef", "KindCard", "Matter"]
FIRST = 3


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter and the kind whose ticket it needs; `letter` sorts it on the kiosk."""

    key: str
    name: str
    name_en: str
    letter: str
    letter_en: str
    kind: str


@dataclass(frozen=True, slots=True)
class CaseRef:
    """A case somebody comes back for: its number and the kind that handles it."""

    number: str
    kind: str


def open_kinds(hall_id: int) -> tuple[KindCard, ...]:
    """The kinds tickets are given for, as they stand on the kiosk."""
    return tuple(row for row in kinds(hall_id) if row.open)


def matters_of(kind: KindCard, on: date) -> tuple[Guide, ...]:
    """The first few matters of a kind, to say what it is for."""
    every = {guide.key: guide for guide in catalogue.guides_in_force(on)}
    named = [every[key] for key in kind.items if key in every]
    return tuple(named[:FIRST])


def matters(hall_id: int, on: date) -> tuple[Matter, ...]:
    """Every matter somebody can take a ticket for, with its letters."""
    found = []
    for guide in catalogue.guides_in_force(on):
        kind = kind_for_item(hall_id, guide.key)
        if kind is not None:
            found.append(
                Matter(
                    key=guide.key,
                    name=guide.name,
                    name_en=guide.name_en,
                    letter=_letter(guide.name),
                    letter_en=_letter(guide.name_en),
                    kind=kind.code,
                )
            )
    return tuple(found)


def kind_of(hall_id: int, item_key: str) -> str:
    """The open kind whose ticket a matter needs; "" when none is given for it."""
    kind = kind_for_item(hall_id, item_key)
    return kind.code if kind and kind.open else ""


def _letter(name: str) -> str:
    first = name[:1].upper()
    if first.isascii():
        return first if first.isalpha() else ""
    sound = readings(first)
    return sound[0][:1].upper() if sound else ""


def case_ref(hall_id: int, number: str) -> CaseRef | None:
    """The case of a scanned number, if this hall has it and a line for it. Nothing of
    the case is shown: who scans it may be anybody."""
    row = (
        Case.objects.filter(hall_id=hall_id, number=number)
        .values_list("number", "item_key")
        .first()
    )
    if row is None:
        return None
    kind = kind_for_item(hall_id, row[1])
    return CaseRef(row[0], kind.code) if kind else None
