"""One call draws a page of a kind, as clean paper, as a scan or as a phone's photo."""

import random
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image

from specimens import layouts as _layouts  # registers them
from specimens.people import Person
from specimens.registry import LAYOUTS, SPLITS, Order
from specimens.sheet import Box, Truth
from specimens.wear import Grid, worn

__all__ = ["KINDS", "SPLITS", "WEARS", "Specimen", "draw", "layouts_of"]

WEARS = ("clean", "scan", "phone")
KINDS: tuple[str, ...] = tuple(LAYOUTS)
assert _layouts.__doc__


@dataclass(frozen=True, slots=True)
class Specimen:
    """A picture and the truth about it.

    `turned` is by how many degrees, anticlockwise, the picture lies; the boxes of
    `fields` are fractions (x, y, w, h) of the picture once it stands upright.
    """

    image: Image.Image
    kind: str
    layout: str
    split: str
    wear: str
    turned: int
    fields: tuple[Truth, ...]

    def value(self, name: str) -> str:
        """A field's value, "" when the page does not have it."""
        return next((one.value for one in self.fields if one.name == name), "")


def layouts_of(kind: str, split: str) -> tuple[str, ...]:
    """Names of the layouts of a kind in a set."""
    return tuple(LAYOUTS[kind].get(split, {}))


def draw(
    kind: str,
    person: Person,
    *,
    seed: int,
    split: str = "train",
    layout: str = "",
    wear: str = "clean",
) -> Specimen:
    """A page of a kind for a person; the same arguments give the same bytes."""
    name = str(kind)
    dice = random.Random(f"{name} {seed} {split} {layout} {wear} {person.id_number}")
    ways = LAYOUTS[name][split]
    chosen = layout or dice.choice(list(ways))
    sheet = ways[chosen](Order(person, dice, split))
    image, grid, turned = worn(sheet.image, wear, dice)
    upright = image.size if turned in {0, 180} else image.size[::-1]
    fields = tuple(
        Truth(one.name, one.value, _placed(one.box, grid, upright))
        for one in sheet.truth()
    )
    return Specimen(image, name, chosen, split, wear, turned, fields)


def _placed(box: Box, grid: Grid, size: tuple[int, int]) -> Box:
    """A box of the page where it lies in the picture, in fractions."""
    left, top, right, bottom = box
    corners = np.array([[[left, top], [right, top], [right, bottom], [left, bottom]]])
    seen = cv2.perspectiveTransform(corners.astype(np.float64), grid)[0]
    low, high = seen.min(axis=0), seen.max(axis=0)
    low, high = np.clip(low, 0, size), np.clip(high, 0, size)
    return (
        round(float(low[0] / size[0]), 4),
        round(float(low[1] / size[1]), 4),
        round(float((high[0] - low[0]) / size[0]), 4),
        round(float((high[1] - low[1]) / size[1]), 4),
    )


Draw = Callable[..., Specimen]
