"""What a code in the reader is: a ticket's address, a booking or the number of a case."""

import re
from dataclasses import dataclass

TICKET = re.compile(r"(?:^|/t/)([A-Za-z0-9_-]{22})/?$")
CASE = re.compile(r"(?:^|[/=])(\d{20,31}[0-9A-Z])(?:[/?&].*)?$")
# Letters and figures that are not mistaken for each other, as bookings are given out.
BOOKING = re.compile(r"[A-HJ-NP-Z2-9]{10}")


@dataclass(frozen=True, slots=True)
class Scanned:
    """A ticket's token, a case's number or a booking's code; "" for anything else."""

    ticket: str = ""
    case: str = ""
    booking: str = ""


def read(code: str) -> Scanned:
    """What the scanner typed."""
    text = code.strip()[:300]
    if found := TICKET.search(text):
        return Scanned(ticket=found[1])
    if found := CASE.search(text):
        return Scanned(case=found[1])
    typed = text.upper().replace(" ", "")
    if BOOKING.fullmatch(typed):
        return Scanned(booking=typed)
    return Scanned()
