"""Pages of a sorted stack go into the papers of a case, each once, and what is wrong with
them becomes part of the one complete notice."""

from yichuang.cases.services.filing.pages import Put, file_pages
from yichuang.cases.services.filing.people import fill_in, unknown
from yichuang.cases.services.filing.telling import draft, words

__all__ = ["Put", "draft", "file_pages", "fill_in", "unknown", "words"]
