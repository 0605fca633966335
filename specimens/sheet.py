"""A sheet of paper being written on, which remembers where every field stands."""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""
Colour = tuple[int, int, int]

FONTS = Path(__file__).resolve().parents[1] / "yichuang" / "web" / "fonts"
FACES = {
    "sans": "YichuangSans-Regular.otf",
    "sans-bold": "YichuangSans-Bold.otf",
    "song": "YichuangSong-Regular.otf",
    "song-bold": "YichuangSong-Bold.otf",
}
INK: Colour = (34, 34, 38)
RED: Colour = (196, 36, 40)
PIECE = re.compile(r"\{(\w+)\}")
TOKEN = re.compile(r"[0-9A-Za-z.\-]+|.")
"""What is not broken at the end of a line: numbers and words in letters."""
MARK = "SPECIMEN 样本"


@dataclass(frozen=True, slots=True)
class Face:
    """A face of type: the house's own fonts, made narrower, wider or slanted."""

    name: str
    width: float = 1.0
    slant: float = 0.0


@dataclass(frozen=True, slots=True)
class Truth:
    """A field as it is printed. `value` is its normal form (dates as 2019-06-30);
    `box` is its place in fractions of the upright picture: x, y, w, h."""

    name: str
    value: str
    box: Box


@dataclass(frozen=True, slots=True)
class Fact:
    """A field to be printed: as it is shown, and its normal form."""

    shown: str
    value: str


Facts = Mapping[str, Fact]


@lru_cache(maxsize=256)
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """One of the house's fonts."""
    path = FONTS / FACES[name]
    if not path.exists():
        raise SystemExit(
            f"The specimens are written with the project's own fonts; {path} is "
            "missing. Take the folder yichuang/web/fonts from the repository again."
        )
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)


@dataclass(slots=True)
class Sheet:
    """The paper: a picture, the faces it is set in, and the truth so far."""

    width: int
    height: int
    dice: random.Random
    body: Face = field(default_factory=lambda: Face("song"))
    title: Face = field(default_factory=lambda: Face("sans-bold"))
    paper: Colour = (252, 252, 250)
    image: Image.Image = field(init=False)
    pen: ImageDraw.ImageDraw = field(init=False)
    boxes: dict[str, tuple[str, Box]] = field(default_factory=dict)
    written: list[tuple[str, Box]] = field(default_factory=list)
    """All words as they were written, for lessons that need no reader."""

    def __post_init__(self) -> None:
        self.image = Image.new("RGB", (self.width, self.height), self.paper)
        self.pen = ImageDraw.Draw(self.image)

    def write(
        self,
        x: float,
        y: float,
        words: str,
        size: int,
        *,
        face: Face | None = None,
        fill: Colour = INK,
        at: str = "left",
        spread: float = 0,
    ) -> Box:
        """Words at a place; `at` says whether x is their left, middle or right edge.
        `spread` is the extra space between characters, in parts of the size."""
        face = face or self.body
        mask = _mask(words, size, face, round(spread * size))
        left = x - {"left": 0.0, "middle": mask.width / 2, "right": mask.width}[at]
        self.image.paste(fill, (round(left), round(y)), mask)
        box = (left, y, left + mask.width, y + size * 1.1)
        self.written.append((words, box))
        return box

    def fact(
        self, x: float, y: float, name: str, fact: Fact, size: int, **how: object
    ) -> Box:
        """A field at a place, remembered."""
        box = self.write(x, y, fact.shown, size, **how)  # type: ignore[arg-type]
        self.remember(name, fact.value, box)
        return box

    def remember(self, name: str, value: str, box: Box) -> None:
        """A field stands there; further lines of it make its box larger."""
        if name in self.boxes:
            old = self.boxes[name][1]
            lows = (min(old[0], box[0]), min(old[1], box[1]))
            box = (*lows, max(old[2], box[2]), max(old[3], box[3]))
        self.boxes[name] = (value, box)

    def line(
        self, x: float, y: float, words: str, facts: Facts, size: int, **how: object
    ) -> float:
        """One line with fields in it, `姓名：{name}`; gives where it ends."""
        for name, piece in pieces(words, facts):
            if name:
                x = self.fact(x, y, name, Fact(piece, facts[name].value), size, **how)[
                    2
                ]
            elif piece:
                x = self.write(x, y, piece, size, **how)[2]  # type: ignore[arg-type]
        return x

    def flow(
        self,
        box: Box,
        words: str,
        facts: Facts,
        size: int,
        *,
        leading: float = 1.8,
        indent: float = 2,
        face: Face | None = None,
        fill: Colour = INK,
    ) -> float:
        """A paragraph broken into lines between box[0] and box[2]; gives its end."""
        face = face or self.body
        x, y = box[0] + indent * size, box[1]
        for name, piece in pieces(words, facts):
            for run, fresh in _runs(piece, x, box, size, face):
                if fresh:
                    x, y = box[0], y + size * leading
                place = self.write(x, y, run, size, face=face, fill=fill)
                if name:
                    self.remember(name, facts[name].value, place)
                x = place[2]
        return y + size * leading

    def stroke(self, points: Sequence[tuple[float, float]], width: int = 2) -> None:
        """A drawn line in ink."""
        self.pen.line([(round(x), round(y)) for x, y in points], INK, width)

    def mark(self, x: float, y: float, size: int) -> None:
        """What every specimen says, in white on a dark ground."""
        light = sum(self.paper) > 3 * 200
        fill = (206, 120, 120) if light else (255, 255, 255)
        self.write(x, y, MARK, size, face=Face("sans"), fill=fill)

    def truth(self) -> tuple[Truth, ...]:
        """The fields in pixels of the sheet."""
        return tuple(
            Truth(name, value, box) for name, (value, box) in self.boxes.items()
        )


def pieces(words: str, facts: Facts) -> list[tuple[str, str]]:
    """(field or "", text) in order.

    >>> pieces("姓名：{name}，", {"name": Fact("林", "林")})
    [('', '姓名：'), ('name', '林'), ('', '，')]
    """
    parts = PIECE.split(words)
    return [
        (part if odd else "", facts[part].shown if odd else part)
        for odd, part in ((n % 2 == 1, part) for n, part in enumerate(parts))
        if part
    ]


def breadth(words: str, size: int, face: Face) -> float:
    """How wide the words are, in pixels."""
    return font(face.name, size).getlength(words) * face.width


def _runs(
    piece: str, x: float, box: Box, size: int, face: Face
) -> list[tuple[str, bool]]:
    """The piece cut where the line is full: (text, whether it begins a line)."""
    runs: list[tuple[str, bool]] = []
    run, fresh = "", False
    for sign in TOKEN.findall(piece):
        full = (
            x + breadth(run + sign, size, face) > box[2] and sign not in "，。、；：）"
        )
        if full:
            runs.append((run, fresh))
            run, fresh, x = "", True, box[0]
        run += sign
    runs.append((run, fresh))
    return [(text, new) for text, new in runs if text or new]


@lru_cache(maxsize=4096)
def _mask(words: str, size: int, face: Face, spread: int) -> Image.Image:
    letters = font(face.name, size)
    steps = [letters.getlength(sign) + spread for sign in words]
    width = max(round(sum(steps)) - spread, 1)
    mask = Image.new("L", (width + size // 3, round(size * 1.35)), 0)
    pen, x = ImageDraw.Draw(mask), 0.0
    if spread:
        for sign, step in zip(words, steps, strict=True):
            pen.text((x, 0), sign, 255, letters)
            x += step
    else:
        pen.text((0, 0), words, 255, letters)
    if face.slant:
        across = (1, face.slant, -face.slant * size * 0.6, 0, 1, 0)
        mask = mask.transform(
            mask.size, Image.Transform.AFFINE, across, Image.Resampling.BICUBIC
        )
    mask = mask.crop((0, 0, width + (size // 6 if face.slant else 0), mask.height))
    if face.width != 1:
        mask = mask.resize((max(round(mask.width * face.width), 1), mask.height))
    return mask
