"""Reads of guidance: an answer to a question, and what could not be answered."""

from yichuang.guidance.queries.asking import ask, understand
from yichuang.guidance.queries.unanswered import (
    Figures,
    OpenQuestion,
    figures,
    open_question,
    open_questions,
)

__all__ = [
    "Figures",
    "OpenQuestion",
    "ask",
    "figures",
    "open_question",
    "open_questions",
    "understand",
]
