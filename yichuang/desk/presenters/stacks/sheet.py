"""The page in hand: its picture with boxes, what it may be, what stands on it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from yichuang.desk.presenters.stacks import walk
from yichuang.desk.presenters.stacks.places import has_picture, person_name, state_word
from yichuang.desk.presenters.stacks.walk import Group
from yichuang.desk.presenters.stacks.words import (
    class_says,
    field_says,
    percent,
    picture_url,
    sort_url,
)
from yichuang.materials.queries.board import (
    DoubtRow,
    PageCard,
    PageSheet,
    StackBoard,
)
from yichuang.materials.rules.classes import PageClass
from yichuang.materials.rules.fields import FieldFound
from yichuang.materials.rules.reading import Spot
from yichuang.web.errors import Reason, reason

MOST_CHOICES = 5
WIDE, TALL = 1000, 1414
"""An A4 page, where the size of a picture is not known."""
AROUND = 0.06
LEAST_VIEW = 0.3


@dataclass(frozen=True, slots=True)
class Box:
    """A frame on the picture, in pixels of it."""

    id: str
    x: int
    y: int
    width: int
    height: int
    mood: str
    on: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """What the page may be; `key` is the key that says so."""

    value: str
    says: str
    percent: str
    key: str


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A value found on the page; `view` is the part of the picture it stands in."""

    id: str
    name: str
    value: str
    url: str
    view: str
    doubts: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that the middle and the right of the sorting page show of one page."""

    key: str
    version: int
    number: int
    title: str
    place: str
    file: str
    url: str
    before: str
    after: str
    picture: str
    next_picture: str
    width: int
    height: int
    whole: str
    view: str
    alt: str
    boxes: tuple[Box, ...]
    state: str
    what: str
    sure: str
    sure_enough: bool
    dropped: bool
    choices: tuple[Choice, ...]
    people: tuple[tuple[str, str, bool], ...]
    fields: tuple[FieldLine, ...]
    doubts: tuple[Reason, ...]


def sheet(
    board: StackBoard, page: PageSheet, group: Group, *, looked_at: str = ""
) -> Sheet:
    """The page as it is shown; `looked_at` names the field whose spot is zoomed to."""
    card, stack = page.card, board.stack.key
    size = (page.width or WIDE, page.height or TALL)
    lines = _lines(page, stack, group, size)
    choices = _choices(page)
    before = walk.before(board, card.number, group)
    after = walk.after(board, card.number, group)
    zoomed = next((line.view for line in lines if line.id == looked_at), "")
    whole = f"0 0 {size[0]} {size[1]}"
    return Sheet(
        key=card.key,
        version=card.version,
        number=card.number,
        title=gettext("Page %(n)s") % {"n": card.number},
        place=_place(board, card, group),
        file=_file(card),
        url=sort_url(stack, card.number, group),
        before=sort_url(stack, before.number if before else card.number, group),
        after=sort_url(stack, after.number if after else card.number, group),
        picture=picture_url(card.key) if page.width else "",
        next_picture=_next_picture(after, card),
        width=size[0],
        height=size[1],
        whole=whole,
        view=zoomed or whole,
        alt=gettext("Picture of page %(n)s: %(what)s")
        % {"n": card.number, "what": class_says(card.kind)},
        boxes=tuple(_boxes(page, size, looked_at)),
        state=_state(card),
        what=class_says(card.kind),
        sure=_sure(page, choices),
        sure_enough=card.kind is not None,
        dropped=card.state == "dropped",
        choices=choices,
        people=_people(board, card),
        fields=lines,
        doubts=_doubts_of_page(page),
    )


def _next_picture(after: PageCard | None, card: PageCard) -> str:
    """What the browser fetches beforehand."""
    if after is None or after.number == card.number or not has_picture(after):
        return ""
    return picture_url(after.key)


def _place(board: StackBoard, card: PageCard, group: Group) -> str:
    walked = walk.pages_in(board, group)
    numbers = [one.number for one in walked]
    if card.number not in numbers:
        return ""
    told = {"here": numbers.index(card.number) + 1, "all": len(numbers)}
    return gettext("%(here)s of %(all)s") % told


def _file(card: PageCard) -> str:
    where = "/".join(filter(None, [card.folder, card.file]))
    twin = ""
    if card.twin is not None:
        twin = " · " + gettext("says the same as page %(n)s") % {"n": card.twin}
    told = {"file": where, "n": card.page_in_file}
    return gettext("%(file)s, sheet %(n)s") % told + twin


def _state(card: PageCard) -> str:
    return state_word(card).capitalize()


def _choices(page: PageSheet) -> tuple[Choice, ...]:
    """The proposal first, then its runners-up; none when nothing was read."""
    offered: dict[PageClass, float] = {}
    if page.card.kind is not None:
        offered[page.card.kind] = page.card.sure
    for kind, sure in page.runners:
        offered.setdefault(kind, sure)
    return tuple(
        Choice(kind.value, class_says(kind), percent(sure) if sure else "", str(n))
        for n, (kind, sure) in enumerate(list(offered.items())[:MOST_CHOICES], start=1)
    )


def _sure(page: PageSheet, choices: tuple[Choice, ...]) -> str:
    """How sure the robot is, in words; what a person said needs no percent."""
    card = page.card
    if card.state == "confirmed":
        return gettext("A person said so.")
    if card.state == "waiting":
        return gettext("The page is being read.")
    if card.kind is None:
        if not choices or not choices[0].percent:
            return gettext("The robot cannot say; choose what it is.")
        told = {"what": choices[0].says, "percent": choices[0].percent}
        return gettext("The robot is not sure; most like: %(what)s, %(percent)s") % told
    told = {"percent": percent(card.sure)}
    if card.doubtful:
        return gettext("Sure of the class (%(percent)s), not of what stands on it") % (
            told
        )
    return gettext("Sure, %(percent)s") % told


def _people(board: StackBoard, card: PageCard) -> tuple[tuple[str, str, bool], ...]:
    rows = [("", gettext("Nobody's yet"), card.applicant is None)]
    for one in board.applicants:
        tail = one.number_masked[-4:]
        says = f"{person_name(one)} · …{tail}" if tail else person_name(one)
        rows.append((str(one.id), says, card.applicant == one.id))
    return tuple(rows)


def _lines(
    page: PageSheet, stack: str, group: Group, size: tuple[int, int]
) -> tuple[FieldLine, ...]:
    here = sort_url(stack, page.card.number, group)
    return tuple(
        FieldLine(
            id=_id(place, field),
            name=field_says(field.name),
            value=field.value,
            url=f"{here}&at={_id(place, field)}",
            view=view_box(field.spot, size),
            doubts=_reasons(
                doubt for doubt in page.doubts if doubt.field == field.name
            ),
        )
        for place, field in enumerate(page.fields)
    )


def _id(place: int, field: FieldFound) -> str:
    return f"{field.name}-{place}"


def _doubts_of_page(page: PageSheet) -> tuple[Reason, ...]:
    """Why it was not decided, and doubts about what does not stand on it."""
    named = {field.name for field in page.fields}
    loose = _reasons(doubt for doubt in page.doubts if doubt.field not in named)
    return (*((reason(page.why),) if page.why else ()), *loose)


def _reasons(doubts: Iterable[DoubtRow]) -> tuple[Reason, ...]:
    return tuple(reason(doubt.refusal) for doubt in doubts)


def _boxes(page: PageSheet, size: tuple[int, int], looked_at: str) -> Iterable[Box]:
    doubted = {doubt.field for doubt in page.doubts}
    for place, field in enumerate(page.fields):
        name = _id(place, field)
        mood = "doubt" if field.name in doubted else ""
        yield box(name, field.spot, size, mood, on=name == looked_at)


def box(
    name: str, spot: Spot, size: tuple[int, int], mood: str = "", *, on: bool = False
) -> Box:
    """A frame a little larger than the spot, in pixels of the picture."""
    wide, tall = size
    return Box(
        id=name,
        x=round(spot.x * wide) - 4,
        y=round(spot.y * tall) - 3,
        width=round(spot.w * wide) + 8,
        height=round(spot.h * tall) + 6,
        mood=mood,
        on=on,
    )


def view_box(spot: Spot, size: tuple[int, int], least: float = LEAST_VIEW) -> str:
    """The part of the picture around a spot, for a viewBox; never beyond the page."""
    wide, tall = size
    across = min(1.0, max(least, spot.w + 2 * AROUND))
    down = min(1.0, max(least * 0.4, spot.h + 2 * AROUND))
    x = min(max(0.0, spot.x + spot.w / 2 - across / 2), 1.0 - across)
    y = min(max(0.0, spot.y + spot.h / 2 - down / 2), 1.0 - down)
    return (
        f"{round(x * wide)} {round(y * tall)} "
        f"{round(across * wide)} {round(down * tall)}"
    )
