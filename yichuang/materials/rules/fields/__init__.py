"""Fields of a paper: read with their place on the page, checked, and compared."""

from yichuang.materials.rules.fields.agreeing import OWN, Paper, agree
from yichuang.materials.rules.fields.checking import EXPECTED, LABELS, check, missing
from yichuang.materials.rules.fields.extracting import extract
from yichuang.materials.rules.fields.found import Doubt, FieldFound

__all__ = [
    "EXPECTED",
    "LABELS",
    "OWN",
    "Doubt",
    "FieldFound",
    "Paper",
    "agree",
    "check",
    "extract",
    "missing",
]
