"""Five levels, the national tags of each, and what a review must be to be taken."""

from collections.abc import Iterable, Mapping
from enum import IntEnum, StrEnum

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_


class Level(IntEnum):
    """The five levels of 好差评 (国办发〔2019〕51号); the two lowest are bad reviews."""

    VERY_GOOD = 5
    GOOD = 4
    FAIR = 3
    POOR = 2
    VERY_POOR = 1

    @property
    def label(self) -> str:
        """English msgid of the level's name."""
        return LEVEL_LABELS[self]

    @property
    def is_bad(self) -> bool:
        """Whether somebody has to get in touch."""
        return self <= Level.POOR


LEVEL_LABELS: Mapping[Level, str] = {
    Level.VERY_GOOD: N_("Very satisfied"),
    Level.GOOD: N_("Satisfied"),
    Level.FAIR: N_("Mostly satisfied"),
    Level.POOR: N_("Dissatisfied"),
    Level.VERY_POOR: N_("Very dissatisfied"),
}

TAGS: Mapping[Level, Mapping[str, str]] = {
    Level.VERY_GOOD: {
        "510": N_("One window took everything and it was done in one go"),
        "511": N_("It began before every paper was there"),
        "512": N_("No certificates had to be brought"),
        "513": N_("All of it could be done online"),
        "514": N_("It could be done on the phone"),
        "515": N_("It could be done nearby"),
        "516": N_("No papers were needed at all"),
        "517": N_("Warm and quick service"),
    },
    Level.GOOD: {
        "406": N_("One form was enough"),
        "407": N_("Papers sent online, checked at the window"),
        "408": N_("One list told all the papers"),
        "409": N_("A promise stood in for papers"),
        "410": N_("It could be booked online"),
        "411": N_("Done in one visit to the hall"),
        "412": N_("A self-service machine could do it"),
        "413": N_("Good manner of service"),
    },
    Level.FAIR: {
        "307": N_("Told once what was missing"),
        "308": N_("Samples of the papers were given"),
        "309": N_("Done within the promised time"),
        "310": N_("The guide was accurate"),
        "311": N_("The papers in the guide were enough"),
        "312": N_("The result could come by post"),
        "313": N_("As many visits as promised"),
        "314": N_("Ordinary manner of service"),
    },
    Level.POOR: {
        "207": N_("No samples of the papers"),
        "208": N_("No list of the papers"),
        "209": N_("Not done within the promised time"),
        "210": N_("The same proof was asked for several times"),
        "211": N_("Promised online but not possible online"),
        "212": N_("Booked online and still had to queue for a number"),
        "213": N_("Staff did not know the business"),
        "214": N_("Curt manner of service"),
    },
    Level.VERY_POOR: {
        "108": N_("Conditions were added that are not in the guide"),
        "109": N_("Papers were asked for that are not in the guide"),
        "110": N_("Longer than the statutory limit without a reason"),
        "111": N_("The samples of the guide were wrong"),
        "112": N_("Promised to take papers online and did not"),
        "113": N_("Sent from window to window and office to office"),
        "114": N_("More visits than promised"),
        "115": N_("Bad manner and slow"),
    },
}
"""The national tag codes of the nationwide 好差评 system, with their own level each."""

MAX_TAGS = 3
LONGEST_TEXT = 500


class Stage(StrEnum):
    """When in the life of a matter somebody is asked; so far only after it is done."""

    HANDLING = "handling"


class Channel(StrEnum):
    """How a review came."""

    PORTAL = "portal"
    LINK = "link"
    QR = "qr"
    TABLET = "tablet"
    SMS = "sms"
    MACHINE = "machine"


class Kind(StrEnum):
    """Who made it. Only what a person said freely is ever counted."""

    VOLUNTARY = "voluntary"
    DEFAULT = "default"
    STAFF = "staff"


def level_of(value: int) -> Level:
    """The level of that number.

    Raises:
        Refusal: "review.no-level" at the field level.
    """
    try:
        return Level(value)
    except ValueError:
        raise Refusal(
            "review.no-level",
            N_("Choose one of the five faces."),
            field="level",
            remedy=N_("Nothing was chosen for you; press the face that fits."),
        ) from None


def check_tags(level: Level, tags: Iterable[str]) -> tuple[str, ...]:
    """The tags once each, in the national order.

    Raises:
        Refusal: "review.foreign-tag", "review.tags-many" at the field tags.
    """
    chosen = frozenset(tags)
    foreign = sorted(chosen - TAGS[level].keys())
    if foreign:
        raise Refusal(
            "review.foreign-tag",
            N_("%(tag)s is not a remark of this level."),
            field="tags",
            remedy=N_("Choose among the remarks shown under the face."),
            tag=foreign[0][:20],
        )
    if len(chosen) > MAX_TAGS:
        raise Refusal(
            "review.tags-many",
            N_("Choose at most %(most)s remarks."),
            field="tags",
            remedy=N_("Keep the ones that matter most; the rest fits into your words."),
            most=MAX_TAGS,
        )
    return tuple(code for code in TAGS[level] if code in chosen)


def check_text(text: str) -> str:
    """What the person wrote, without blank ends.

    Raises:
        Refusal: "review.text-long" at the field text.
    """
    said = text.strip()
    if len(said) > LONGEST_TEXT:
        raise Refusal(
            "review.text-long",
            N_("This is longer than %(most)s characters."),
            field="text",
            remedy=N_("Shorten it a little; the hall can be called for the rest."),
            most=LONGEST_TEXT,
        )
    return said
