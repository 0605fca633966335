"""Words by their sound, as Hunan says them: n is l, zh is z, ing is in."""

import re

from yichuang.catalogue.rules.searching import Readings

# Changde keeps apart neither retroflex and plain sibilants nor the two nasals at the end
# of a syllable, and n and l are one sound: people type as they speak.
_FOLDED = (
    (re.compile(r"^([zcs])h"), r"\1"),
    (re.compile(r"^n(?=[aeiou])"), "l"),
    (re.compile(r"^hu(?=[aeio])"), "f"),
    (re.compile(r"(?<=[ie])ng$"), "n"),
)


def folded(sound: str) -> str:
    """A toneless syllable with the sounds folded that are one in the dialect.

    >>> folded("zheng"), folded("min"), folded("ming"), folded("nong")
    ('zen', 'min', 'min', 'long')
    """
    for pattern, into in _FOLDED:
        sound = pattern.sub(into, sound)
    return sound


def syllables(text: str, readings: Readings) -> list[str]:
    """The folded sound of each character; the character itself where it has none."""
    return [folded((readings(c) or (c,))[0]) for c in text]


def sounded(text: str, readings: Readings) -> str:
    """The folded sounds, separated by spaces."""
    return " ".join(syllables(text, readings))


_EVERYWHERE = frozenset("个开办上一了的子家小大店")
"""Characters too common for one of them to show that a word was meant."""
_NO_SLIP = frozenset("有没在是我你他她要能去到来和把给也都很不")
"""Characters of the sentence around a word: who writes one of them means it."""


LONG = 4
"""Of four characters one may be such a one: 一是一议."""


def alike(said: str, heard: str) -> bool:
    """Whether two words of one sound may be a slip: the telling character is the same.

    >>> alike("民宿", "名宿"), alike("公章", "工长"), alike("个体", "个剃")
    (True, False, False)
    """
    same = {one for one, other in zip(said, heard, strict=False) if one == other}
    wrong = len(said) - sum(a == b for a, b in zip(said, heard, strict=False))
    meant = _NO_SLIP & set(heard) - set(said)
    if meant and (wrong > 1 or len(said) < LONG):
        return False
    return bool(same - _EVERYWHERE) and wrong <= max(1, len(said) // 2)
