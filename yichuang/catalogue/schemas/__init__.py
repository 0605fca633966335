"""Guides as JSON: the shapes, and how a guide fills them."""

from yichuang.catalogue.schemas import exposing
from yichuang.catalogue.schemas.shapes import (
    AnswersIn,
    CheckupOut,
    GuideOut,
    HitOut,
    ItemOut,
    SituationOut,
)

__all__ = [
    "AnswersIn",
    "CheckupOut",
    "GuideOut",
    "HitOut",
    "ItemOut",
    "SituationOut",
    "exposing",
]
