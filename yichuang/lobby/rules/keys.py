"""The keys a kiosk draws on its own screen, and how much is typed with them."""

from dataclasses import dataclass

from yichuang.kernel.text import N_, Msgid


@dataclass(frozen=True, slots=True)
class Board:
    """Keys of one kind of entry, in the order they are drawn, `across` to a row; `most`
    of them make the whole. `hidden` entries are covered until somebody looks."""

    name: str
    says: Msgid
    where: Msgid
    keys: str
    across: int
    most: int
    hidden: bool = False


# The signs bookings are given out in: none is mistaken for another (rules.scans).
CODE = Board(
    "code",
    N_("Type your booking code"),
    N_("Ten letters and digits: on the paper, or in the message about your booking"),
    "23456789ABCDEFGHJKLMNPQRSTUVWXYZ",
    across=8,
    most=10,
)
IDENTITY = Board(
    "identity",
    N_("Type your identity number"),
    N_("18 digits as on the card; the last may be an X"),
    "1234567890X",
    across=3,
    most=18,
    hidden=True,
)
BOARDS = {board.name: board for board in (CODE, IDENTITY)}
