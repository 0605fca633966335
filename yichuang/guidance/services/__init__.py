"""Writes of guidance: what was asked, whether it helped, how it was settled."""

from yichuang.guidance.services.noting import forget, helped, note
from yichuang.guidance.services.rephrasing import in_sentences
from yichuang.guidance.services.settling import as_alias, as_faq, dismiss

__all__ = ["as_alias", "as_faq", "dismiss", "forget", "helped", "in_sentences", "note"]
