"""What a code in the reader is: an address of a ticket, or the number of a case."""

import re
from dataclasses import dataclass

TICKET = re.compile(r"(?:^|/t/)([A-Za-z0-9_-]{22})/?$")
CASE = re.compile(r"(?:^|[/=])(\d{20,31}[0-9A-Z])(?:[/?&].*)?$")


@dataclass(frozen=True, slots=True)
class Scanned:
    """A ticket's token or a case's number; both "" for anything else."""

    ticket: str = ""
    case: str = ""


def read(code: str) -> Scanned:
    """What the scanner typed."""
    text = code.strip()[:300]
    if found := TICKET.search(text):
        return Scanned(ticket=found[1])
    if found := CASE.search(text):
        return Scanned(case=found[1])
    return Scanned()
