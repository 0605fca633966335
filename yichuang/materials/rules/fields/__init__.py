"""Fields of a paper: read with their place on the page, checked, and compared."""

from yichuang.materials.rules.fields.extracting import extract
from yichuang.materials.rules.fields.found import Doubt, FieldFound

__all__ = ["Doubt", "FieldFound", "extract"]
