"""The layouts, a module for each family of papers; importing registers them."""

from specimens.layouts import (
    cards,
    family,
    life,
    others,
    photos,
    premises,
    proofs,
    study,
    teachers,
    teaching,
    tested_home,
    tested_school,
    vaccination,
)

__all__ = [
    "cards",
    "family",
    "life",
    "others",
    "photos",
    "premises",
    "proofs",
    "study",
    "teachers",
    "teaching",
    "tested_home",
    "tested_school",
    "vaccination",
]
