"""Drawn specimens of papers, with the truth about each: for tests and measurements.

Nothing here is a real paper or a real person: names, numbers and places are invented,
and every page says SPECIMEN 样本. The same seed gives the same picture.

    from specimens import draw, a_person
    page = draw("diploma", a_person(7), seed=7, split="test", wear="phone")
    page.image, page.kind, page.fields

Layouts, wordings and faces of type differ between the sets `train`, `validation` and
`test`: what is measured on `test` was never seen before.
"""

from specimens.drawing import KINDS, SPLITS, WEARS, Specimen, draw, layouts_of
from specimens.people import Person, a_person
from specimens.sheet import Truth
from specimens.stacks import Stack, stack

__all__ = [
    "KINDS",
    "SPLITS",
    "WEARS",
    "Person",
    "Specimen",
    "Stack",
    "Truth",
    "a_person",
    "draw",
    "layouts_of",
    "stack",
]
