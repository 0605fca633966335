"""Which of a guide's own questions and answers fits what was asked."""

from functools import lru_cache

from yichuang.catalogue.rules import Guide, said
from yichuang.guidance.rules.lines import Line
from yichuang.kernel.text import bigrams, coverage, normalise

LEAST = 0.42
"""The share of the guide's question that the citizen's words must hold, or the reverse."""


def fitting_faq(guide: Guide, question: str, language: str) -> tuple[Line, ...]:
    """The answer of the guide to a question of its own that was asked; () for none."""
    asked = _without_name(guide, normalise(question))
    if len(bigrams(asked)) < 2:
        return ()
    scored = [
        (_alike(guide, asked, faq.question, faq.question_en), number)
        for number, faq in enumerate(guide.faqs)
    ]
    score, number = max(scored, default=(0.0, 0))
    if score < LEAST:
        return ()
    faq, place = guide.faqs[number], f"faqs.{number}"
    return (
        Line("faq", f"{place}.question", said(faq, "question", language)),
        Line("faq", f"{place}.answer", said(faq, "answer", language)),
    )


_plain = lru_cache(maxsize=20_000)(normalise)
"""Names and questions of guides are compared again and again."""


def _alike(guide: Guide, asked: str, zh: str, en: str) -> float:
    texts = [_without_name(guide, _plain(text)) for text in (zh, en) if text]
    return max(coverage(text, asked) for text in texts)


def _without_name(guide: Guide, text: str) -> str:
    """What is asked about the matter, without the words that name it."""
    for name in sorted((guide.name, *guide.aliases), key=len, reverse=True):
        text = text.replace(_plain(name), " ")
    return text
