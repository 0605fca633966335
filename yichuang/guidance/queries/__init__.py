"""Reads of guidance: an answer to a question, and what could not be answered."""

from yichuang.guidance.queries.asking import ask

__all__ = ["ask"]
