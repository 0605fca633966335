"""The kiosk: what it offers next, and the ticket it gives."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext

from yichuang.kernel.text import N_, Msgid
from yichuang.lobby.presenters.screen import english, told, wait_says
from yichuang.lobby.queries.kiosk import KindCard, Matter
from yichuang.lobby.queries.screens import Range
from yichuang.lobby.rules.keys import BOARDS, Board
from yichuang.queueing.queries.board import LineRow
from yichuang.queueing.queries.mine import MyPlace
from yichuang.queueing.rules.lifecycle import TicketState
from yichuang.queueing.rules.policy import Standing
from yichuang.web import formats

IDLE = 30
WARN = 10
SHOWN_FOR = 20
A_PAGE = 5
MATTERS_A_PAGE = 8


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody at the kiosk has chosen so far; carried in the address, so that
    nothing of them stays on the device."""

    way: str = ""
    low: bool = False

    @property
    def standing(self) -> Standing:
        return WAYS[self.way].standing if self.way in WAYS else Standing.ORDINARY

    @property
    def needs(self) -> tuple[str, ...]:
        return WAYS[self.way].needs if self.way in WAYS else ()

    @property
    def says(self) -> str:
        """The chosen priority in words, "" for none."""
        return gettext(WAYS[self.way].says) if self.way in WAYS else ""

    @property
    def query(self) -> str:
        """For the next address."""
        chosen = {"way": self.way, "low": "1" if self.low else ""}
        return urlencode({name: value for name, value in chosen.items() if value})

    @property
    def query_low(self) -> str:
        """The same with the buttons where they are not now."""
        return replace(self, low=not self.low).query


@dataclass(frozen=True, slots=True)
class Way:
    """A reason for priority as people say it, and what is prepared at the window."""

    says: Msgid
    icon: str
    standing: Standing
    needs: tuple[str, ...] = ()


# 无障碍环境建设法 art. 40: low counters, writing boards; 残疾人保障法 art. 55 and
# 老年人权益保障法 art. 55: priority.
WAYS: dict[str, Way] = {
    "wheelchair": Way(
        N_("Wheelchair, hard to walk"), "wheelchair", Standing.DISABLED, ("wheelchair",)
    ),
    "writing": Way(
        N_("Hard of hearing or speaking"), "writing", Standing.DISABLED, ("writing",)
    ),
    "sight": Way(N_("Hard of seeing"), "eye-off", Standing.DISABLED, ("sight",)),
    "elderly": Way(N_("60 and older"), "user-heart", Standing.ELDERLY),
    "pregnant": Way(N_("Pregnant"), "heart", Standing.PREGNANT),
    "infant": Way(N_("With an infant"), "baby-carriage", Standing.INFANT),
    "veteran": Way(N_("Serving or veteran of the forces"), "medal", Standing.VETERAN),
}


def wish(given: QueryDict) -> Wish:
    """What the address says was chosen; anything else is nothing."""
    way = given.get("way", "")
    return Wish(way if way in WAYS else "", low=given.get("low") == "1")


@dataclass(frozen=True, slots=True)
class KindTile:
    """A kind to press: what it is for, how many wait, how long it takes."""

    code: str
    name: str
    about: str
    waiting: int
    says: str


@dataclass(frozen=True, slots=True)
class WayTile:
    """A reason for priority to press."""

    name: str
    says: str
    icon: str
    query: str


def kind_tile(
    kind: KindCard,
    matters: tuple[object, ...],
    lines: Mapping[str, LineRow],
    waits: Mapping[str, Range | None],
) -> KindTile:
    """One kind as a row of the kiosk."""
    joint = ", " if english() else "、"
    line = lines.get(kind.code)
    shut = line is None or not line.windows
    return KindTile(
        code=kind.code,
        name=told(kind),
        about=joint.join(told(row) for row in matters),
        waiting=line.waiting if line else 0,
        says=gettext("no window is open for it now")
        if shut
        else wait_says(waits.get(kind.code)),
    )


def way_tiles(chosen: Wish) -> tuple[WayTile, ...]:
    """Every reason for priority."""
    return tuple(
        WayTile(name, gettext(way.says), way.icon, replace(chosen, way=name).query)
        for name, way in WAYS.items()
    )


@dataclass(frozen=True, slots=True)
class MatterTile:
    """A matter to press; it gives a ticket of its kind."""

    name: str
    kind: str


def letters(matters: tuple[Matter, ...]) -> tuple[str, ...]:
    """The letters some matter begins with."""
    return tuple(sorted({_letter(row) for row in matters} - {""}))


def matter_tiles(matters: tuple[Matter, ...], letter: str) -> tuple[MatterTile, ...]:
    """The matters of a letter."""
    return tuple(
        MatterTile(told(row), row.kind) for row in matters if _letter(row) == letter
    )


def _letter(row: Matter) -> str:
    return row.letter_en if english() and row.letter_en else row.letter


@dataclass(frozen=True, slots=True)
class KeyBoard:
    """Keys to draw; `longest` leaves room for the spaces a reader types."""

    name: str
    other: str
    says: str
    where: str
    keys: str
    across: int
    most: int
    longest: int
    hidden: bool


def key_board(board: Board) -> KeyBoard:
    """The keys of one kind of entry; `other` names the one beside it."""
    return KeyBoard(
        name=board.name,
        other=next(name for name in BOARDS if name != board.name),
        says=gettext(board.says),
        where=gettext(board.where),
        keys=board.keys,
        across=board.across,
        most=board.most,
        longest=board.most + 2,
        hidden=board.hidden,
    )


@dataclass(frozen=True, slots=True)
class Slip:
    """The ticket on the screen and on 80 mm paper."""

    number: str
    token: str
    kind: str
    ahead: int | None
    wait: str
    taken: str
    hall: str
    standing: str
    state: str
    window: int | None
    case: str


STATES: dict[TicketState, Msgid] = {
    TicketState.COMING: N_("You are not checked in yet."),
    TicketState.WAITING: N_("You are in line."),
    TicketState.CALLED: N_("Your number is being called."),
    TicketState.SERVING: N_("You are being served."),
    TicketState.HELD: N_("Your window goes on with you when you are back."),
    TicketState.PARKED: N_("You missed your call."),
    TicketState.DONE: N_("This visit is finished."),
    TicketState.LEFT: N_("This number was given up."),
    TicketState.VOID: N_("This number is not valid any more. Please take a new one."),
}


def slip(place: MyPlace, token: str, hall: str) -> Slip:
    """A ticket as the kiosk shows and prints it; the range as it was told when taken."""
    low, high = place.told_low, place.told_high
    known = low is not None and high is not None
    told_then = Range(0, low or 0, high or 0) if known else None
    return Slip(
        number=place.number,
        token=token,
        kind=place.kind_en if english() and place.kind_en else place.kind,
        ahead=place.ahead,
        wait=wait_says(place.wait or told_then),
        taken=formats.moment(place.taken_at),
        hall=hall,
        standing=gettext(place.standing.says)
        if place.standing is not Standing.ORDINARY
        else "",
        state=gettext(STATES[place.state]),
        window=place.window,
        case=place.case_ref,
    )


def fresh_key() -> str:
    """Belongs to one page of the kiosk: pressed twice, it prints once."""
    return f"kiosk-{secrets.token_urlsafe(16)}"
