"""What a page that asks sends back, read leniently; the services decide what is right."""

from dataclasses import dataclass

from django.http import QueryDict

from yichuang.reviews.rules.levels import Channel

FROM_PAGES = (Channel.LINK, Channel.PORTAL, Channel.QR, Channel.SMS)


@dataclass(frozen=True, slots=True)
class SaidForm:
    """The form as it was filled: level 0 when no face was pressed."""

    level: int
    tags: tuple[str, ...]
    text: str


def read(data: QueryDict) -> SaidForm:
    """Each face has remarks of its own, so those of a face left again do not count."""
    chosen = data.get("level", "")
    level = int(chosen) if chosen.isdecimal() and len(chosen) == 1 else 0
    return SaidForm(
        level=level,
        tags=tuple(data.getlist(f"tags-{level}")[:20]),
        text=data.get("text", ""),
    )


def channel_of(name: str) -> Channel:
    """How the person came here, as the link says; a link that says nothing is a link."""
    return next((way for way in FROM_PAGES if way == name), Channel.LINK)
