"""Found pages: what each is, whose, and the part of the picture where the words stand."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from yichuang.desk.presenters.stacks.sheet import TALL, WIDE, Box, box, view_box
from yichuang.desk.presenters.stacks.words import class_says, picture_url, sort_url
from yichuang.materials.queries.locating import Found
from yichuang.materials.rules.reading import Spot

HEAD = Spot(0.0, 0.0, 1.0, 0.2)
"""What is shown of a page on which the words do not stand: its head."""
CUT_OUT = 0.45


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that was found. `before`, `words`, `after` are the line it stands in."""

    url: str
    title: str
    where: str
    picture: str
    width: int
    height: int
    view: str
    alt: str
    boxes: tuple[Box, ...]
    before: str
    words: str
    after: str


def hits(found: Iterable[Found], text: str) -> list[Hit]:
    """The pages as rows."""
    return [_hit(one, text.strip()) for one in found]


def _hit(one: Found, text: str) -> Hit:
    size = (one.width or WIDE, one.height or TALL)
    told = {"n": one.number, "what": class_says(one.kind)}
    at = one.line.lower().find(text.lower())
    words = one.line[at : at + len(text)] if at >= 0 else ""
    spot = one.spot
    return Hit(
        url=sort_url(one.stack_key, one.number, "all"),
        title=one.applicant or class_says(one.kind),
        where=gettext("%(what)s · page %(n)s of “%(stack)s”")
        % {**told, "stack": one.stack_title},
        picture=picture_url(one.key) if one.width else "",
        width=size[0],
        height=size[1],
        view=view_box(spot or HEAD, size, CUT_OUT if spot else 1.0),
        alt=gettext("Part of page %(n)s: %(what)s") % told,
        boxes=(box("hit", spot, size, on=True),) if spot else (),
        before=one.line[:at] if words else one.line,
        words=words,
        after=one.line[at + len(text) :] if words else "",
    )
