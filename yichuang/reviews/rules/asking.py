"""What a page that asks sends back, read leniently; the services decide what is right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yichuang.reviews.rules.levels import Channel

FROM_PAGES = (Channel.LINK, Channel.PORTAL, Channel.QR, Channel.SMS)
MOST_READ = 20
"""Nobody ticks more; a hostile form may."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The form as it was filled: level 0 when no face was pressed."""

    level: int
    tags: tuple[str, ...]
    text: str


def read(fields: Mapping[str, Sequence[str]]) -> Filled:
    """Each face has remarks of its own, so those of a face left again do not count.

    >>> read({"level": ["4"], "tags-4": ["411"], "tags-2": ["213"]})
    Filled(level=4, tags=('411',), text='')
    """
    chosen = (fields.get("level") or [""])[-1]
    level = int(chosen) if chosen in {"1", "2", "3", "4", "5"} else 0
    return Filled(
        level=level,
        tags=tuple(fields.get(f"tags-{level}", ())[:MOST_READ]),
        text=(fields.get("text") or [""])[-1],
    )


def channel_of(name: str) -> Channel:
    """How the person came here, as the link says; a link that says nothing is a link."""
    return next((way for way in FROM_PAGES if way == name), Channel.LINK)
