"""What a page can be found by: pairs of Chinese characters, words, and whole numbers.

>>> words_of("王芳 11010519491231002X", "季")
('王芳', '季', '#11010519491231002X')
"""

import re

from yichuang.kernel.text import bigrams, compact, normalise

MOST_WORDS = 1_500
"""A page of print has some hundreds; more is noise, and the index must stay small."""

LONGEST_WORD = 40
# Numbers of papers: six signs and more, letters among them, broken by blanks or dashes.
_NUMBER = re.compile(r"(?<![0-9a-z])[0-9a-z](?:[ \-]?[0-9a-z]){5,39}(?![0-9a-z])")
_DIGITS = re.compile(r"[0-9]")


def words_of(*texts: str, groups: bool = True) -> tuple[str, ...]:
    """The words of some texts, each once; a number of six signs or more is one word
    that begins with "#", so that no part of it can be asked for. What blanks divide is
    one number and, with `groups`, also several: two may stand beside each other."""
    found: dict[str, None] = {}
    numbers: dict[str, None] = {}
    for text in texts:
        plain = normalise(text.replace("\n", " \n"))
        for number in _NUMBER.findall(plain):
            for one in (number, *(number.split(" ") if groups else ())):
                if len(_DIGITS.findall(one)) >= 4 and len(compact(one)) >= 6:
                    numbers[f"#{compact(one)}"] = None
        rest = _NUMBER.sub(_without_numbers, plain)
        found.update(dict.fromkeys(word[:LONGEST_WORD] for word in bigrams(rest)))
    return (*found, *numbers)[:MOST_WORDS]


def _without_numbers(match: re.Match[str]) -> str:
    whole = match[0]
    return " " if len(_DIGITS.findall(whole)) >= 4 else whole


def occurs(asked: str, text: str) -> bool:
    """Whether the words asked for stand in a line, blanks and dashes apart."""
    return compact(normalise(asked)) in compact(normalise(text))
