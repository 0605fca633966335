"""A question as it arrives: bounded, made comparable, numbers of persons taken out."""

import re
from hashlib import blake2s

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_, normalise

MOST = 500
"""Characters; nobody asks a question that is longer, a pasted letter is."""

# identity numbers, telephones, case numbers and cards: a question needs none of them
_NUMBERS = re.compile(r"(?<![0-9])[0-9][0-9 -]{5,}[0-9](?:[xX](?![a-zA-Z]))?(?![0-9])")


def checked(text: str) -> str:
    """The question without control characters; Refusal "ask.empty", "ask.too-long"."""
    if len(text) > 20 * MOST:  # not worth reading to the end
        raise _too_long(len(text))
    plain = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if not any(c.isalnum() for c in plain):
        raise Refusal(
            "ask.empty",
            N_("There is no question."),
            field="question",
            remedy=N_("Write in your own words what you want to get done."),
        )
    if len(plain) > MOST:
        raise _too_long(len(plain))
    return plain


def _too_long(length: int) -> Refusal:
    return Refusal(
        "ask.too-long",
        N_("The question has %(length)s characters; the most is %(most)s."),
        field="question",
        remedy=N_("Ask in one or two sentences."),
        length=length,
        most=MOST,
    )


def without_numbers(question: str) -> str:
    """The question fit to be kept: every long number is taken out (PIPL art. 6).

    >>> without_numbers("我的身份证430702199001011234丢了")
    '我的身份证***丢了'
    """
    return _NUMBERS.sub("***", question)


def fit_to_keep(question: str, most: int = 200) -> str:
    """The question as it is kept: long numbers out, no longer than needed."""
    return without_numbers(question)[:most]


def same_words(question: str) -> str:
    """A key that is the same for the same words, however they are spaced or written."""
    words = "".join(c for c in normalise(without_numbers(question)) if c.isalnum())
    return blake2s(words.encode(), digest_size=12).hexdigest()
