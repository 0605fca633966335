"""What a page or a tablet asks: five faces, the remarks under each, and what was wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language, gettext

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.reviews.queries.invitations import InvitationCard
from yichuang.reviews.rules.levels import LONGEST_TEXT, MAX_TAGS, TAGS, Level


@dataclass(frozen=True, slots=True)
class Tag:
    """A remark that can be ticked."""

    code: str
    says: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Face:
    """A level with the remarks that belong to it."""

    level: int
    says: str
    question: str
    chosen: bool
    tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A row of the error summary."""

    url: str
    label: str
    says: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything the page of one invitation shows."""

    token: str
    item: str
    window: int | None
    channel: str
    faces: tuple[Face, ...]
    text: str
    most_tags: int
    longest: int
    wrong: tuple[Wrong, ...] = ()


QUESTIONS: Mapping[Level, str] = {
    Level.VERY_GOOD: N_("What was good?"),
    Level.GOOD: N_("What was good?"),
    Level.FAIR: N_("What was it like?"),
    Level.POOR: N_("What was not good?"),
    Level.VERY_POOR: N_("What was not good?"),
}
FIELD_NAMES: Mapping[str, str] = {
    "level": N_("The face"),
    "tags": N_("Remarks"),
    "text": N_("Your words"),
}


def item_of(card: InvitationCard) -> str:
    """The matter in the reader's language."""
    return card.item_en if (get_language() or "").startswith("en") else card.item


def asked(
    card: InvitationCard,
    channel: str,
    *,
    level: int = 0,
    tags: Iterable[str] = (),
    text: str = "",
    refused: Iterable[Refusal] = (),
) -> Asked:
    """The page with what was chosen so far; nothing is chosen for anybody."""
    chosen = frozenset(tags)
    return Asked(
        token=card.token,
        item=item_of(card),
        window=card.window,
        channel=channel,
        faces=tuple(
            Face(
                level=int(row),
                says=gettext(row.label),
                question=gettext(QUESTIONS[row]),
                chosen=row == level,
                tags=tuple(
                    Tag(code, gettext(says), code in chosen)
                    for code, says in TAGS[row].items()
                ),
            )
            for row in sorted(Level, reverse=True)
        ),
        text=text,
        most_tags=MAX_TAGS,
        longest=LONGEST_TEXT,
        wrong=tuple(_wrong(refusal, level) for refusal in refused),
    )


def _wrong(refusal: Refusal, level: int) -> Wrong:
    places = {"level": "#face-5", "tags": f"#tags-{level}", "text": "#said"}
    return Wrong(
        url=places.get(refusal.field, ""),
        label=gettext(FIELD_NAMES.get(refusal.field, FIELD_NAMES["level"])),
        says=refusal.told(gettext),
    )
