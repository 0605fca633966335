"""Whether sentences say only what lines say: every number and every term is in them."""

import re
from collections.abc import Iterable
from itertools import pairwise

from yichuang.kernel.text import normalise

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*|[零〇一二两三四五六七八九十百千万]+")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_WORD = re.compile(r"[a-z]{2,}")
# what joins terms and adds none: neither may, must nor not is among them
_JOINING = re.compile(
    r"您|请|的|和|与|以及|或者|或|是|在|到|为|由|把|共|还|也|这|上|里|："
)
_JOINING_WORDS = frozenset(
    [
        "you",
        "your",
        "the",
        "an",
        "of",
        "and",
        "or",
        "in",
        "at",
        "to",
        "is",
        "are",
        "be",
        "with",
        "for",
        "it",
        "this",
        "these",
        "by",
        "on",
    ]
)
LEAST = 4


def faithful(text: str, lines: Iterable[str]) -> bool:
    """Whether a text may stand for the lines: it has no number, no pair of characters and
    no word that is not in them, and is no empty phrase.

    >>> faithful("请带居民身份证，10 个工作日。", ["居民身份证", "请带", "10 个工作日"])
    True
    >>> faithful("请带居民身份证，5 个工作日。", ["居民身份证", "请带", "10 个工作日"])
    False
    """
    said, given = normalise(text), normalise(" \n ".join(lines))
    if len(said) < LEAST or len(said) > 2 * len(given) + 20:
        return False
    if not set(_NUMBER.findall(said)) <= set(_NUMBER.findall(given)):
        return False
    if not set(_WORD.findall(said)) - _JOINING_WORDS <= set(_WORD.findall(given)):
        return False
    known = {pair for run in _HAN.findall(given) for pair in pairwise(run)}
    single = set(given)
    for run in _HAN.findall(_JOINING.sub(" ", said)):
        if len(run) == 1 and run not in single:
            return False
        if any(pair not in known for pair in pairwise(run)):
            return False
    return True
