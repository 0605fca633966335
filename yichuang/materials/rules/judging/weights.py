"""What a classifier has learnt: a table over features, and how sure it must be to decide."""

import base64
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from yichuang.materials.rules.classes import PageClass

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

CLASSES: tuple[PageClass, ...] = tuple(PageClass)
FORM = 1
"""The form of the data below; another number is another program's and not read."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A version of the classifier.

    `table` is features × classes in half floats, compressed, in base64; `heat` divides
    the scores before they become shares (calibration); `least` is the share a class
    needs and `margin` its lead over the next. `samples` pages taught it.
    """

    version: int = 0
    keys: tuple[str, ...] = ()
    table: str = ""
    heat: float = 1.0
    least: float = 0.7
    margin: float = 0.3
    samples: int = 0

    def as_json(self) -> dict[str, Any]:
        """For keeping in a database or a file."""
        return {
            "form": FORM,
            "classes": [kind.value for kind in CLASSES],
            "version": self.version,
            "keys": list(self.keys),
            "table": self.table,
            "heat": round(self.heat, 4),
            "least": round(self.least, 4),
            "margin": round(self.margin, 4),
            "samples": self.samples,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Weights":
        """The reverse of `as_json`; ValueError for weights of other classes or form."""
        if data["form"] != FORM or data["classes"] != [k.value for k in CLASSES]:
            raise ValueError("These weights belong to other classes of papers.")
        return cls(
            version=int(data["version"]),
            keys=tuple(data["keys"]),
            table=str(data["table"]),
            heat=float(data["heat"]),
            least=float(data["least"]),
            margin=float(data["margin"]),
            samples=int(data["samples"]),
        )

    def learnt(self) -> "dict[str, NDArray[float32]]":
        """Feature -> what it adds to each class, in the order of `CLASSES`."""
        return _unpacked(self.keys, self.table)


LEXICON = Weights()
"""Version 0: nothing learnt, the hand-written lexicon alone."""


def packed(table: "NDArray[float32]") -> str:
    """A table in half floats as text for JSON."""
    return base64.b64encode(zlib.compress(table.astype("<f2").tobytes(), 9)).decode()


@cache
def _unpacked(keys: tuple[str, ...], table: str) -> "dict[str, NDArray[float32]]":
    if not keys:
        return {}
    import numpy as np  # noqa: PLC0415 - 0.1 s and 30 MB: only who judges papers pays

    flat = np.frombuffer(zlib.decompress(base64.b64decode(table)), dtype="<f2")
    full = flat.reshape(len(keys), len(CLASSES)).astype(np.float32)
    return dict(zip(keys, full, strict=True))


@cache
def shipped() -> Weights:
    """The weights that come with the product, taught by drawn specimens."""
    file = resources.files("yichuang.materials") / "data" / "papers.json"
    return Weights.from_json(json.loads(file.read_text("utf-8")))
