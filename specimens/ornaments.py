"""What papers carry besides words: seals, guilloche lines, faces, codes, tables."""

import math
import random
from collections.abc import Sequence

from PIL import Image, ImageDraw

from specimens.sheet import INK, RED, Box, Colour, Face, Facts, Sheet, breadth, font

SUPER = 3
"""Seals are drawn so many times larger and then made smaller."""


def seal(
    sheet: Sheet, x: float, y: float, radius: int, ring: str, *, below: str = ""
) -> None:
    """A round red seal with a star, the body's name around it, words below."""
    big = radius * SUPER
    stamp = Image.new("L", (2 * big, 2 * big), 0)
    pen = ImageDraw.Draw(stamp)
    edge = max(big // 22, 3)
    pen.ellipse((2, 2, 2 * big - 3, 2 * big - 3), outline=255, width=edge)
    pen.polygon(_star(big, big * 0.98, big * 0.3), fill=255)
    size = round(big * min(0.27, 3.7 / max(len(ring), 1)))
    sweep = min(math.radians(285), len(ring) * size * 1.18 / (big * 0.74))
    for place, sign in enumerate(ring):
        share = place / max(len(ring) - 1, 1) - 0.5
        _around(stamp, sign, big, size, share * sweep)
    if below:
        letters = font("sans", round(big * 0.17))
        pen.text((big, big * 1.62), below, 255, letters, anchor="mm")
    stamp = stamp.rotate(sheet.dice.uniform(-14, 14), Image.Resampling.BICUBIC).resize(
        (2 * radius, 2 * radius), Image.Resampling.LANCZOS
    )
    stamp = _worn(stamp, sheet.dice)
    sheet.image.paste(RED, (round(x - radius), round(y - radius)), stamp)


def _star(cx: float, cy: float, radius: float) -> list[tuple[float, float]]:
    points = []
    for corner in range(10):
        reach = radius * (1 if corner % 2 == 0 else 0.382)
        turn = math.pi * corner / 5 - math.pi / 2
        points.append((cx + reach * math.cos(turn), cy + reach * math.sin(turn)))
    return points


def _around(stamp: Image.Image, sign: str, big: int, size: int, turn: float) -> None:
    tile = Image.new("L", (size * 2, size * 2), 0)
    ImageDraw.Draw(tile).text(
        (size, size), sign, 255, font("song-bold", size), anchor="mm"
    )
    tile = tile.rotate(-math.degrees(turn), Image.Resampling.BICUBIC)
    reach = big * 0.74
    x, y = big + reach * math.sin(turn), big - reach * math.cos(turn)
    stamp.paste(255, (round(x - size), round(y - size)), tile)


def _worn(stamp: Image.Image, dice: random.Random) -> Image.Image:
    """Ink that did not take everywhere."""
    spots = _clouds(stamp.size, dice)
    black = Image.new("L", stamp.size, 0)
    return Image.composite(stamp, black, spots)


def _clouds(size: tuple[int, int], dice: random.Random) -> Image.Image:
    small = Image.new("L", (12, 12))
    small.putdata([dice.randint(120, 235) for _ in range(144)])
    return small.resize(size, Image.Resampling.BICUBIC)


def square_seal(sheet: Sheet, x: float, y: float, side: int, words: str) -> None:
    """A person's square seal, two by two characters."""
    pen = sheet.pen
    pen.rectangle((x, y, x + side, y + side), outline=RED, width=3)
    step = side / 2
    for place, sign in enumerate(words[:4].ljust(4, "印")):
        sheet.write(
            x + side - step * (1 + place // 2) + step * 0.1,
            y + step * (place % 2) + step * 0.08,
            sign,
            round(step * 0.78),
            fill=RED,
            face=Face("song-bold"),
        )


def guilloche(sheet: Sheet, box: Box, colour: Colour, lines: int = 24) -> None:
    """Fine waves across a box, as on printed stock."""
    left, top, right, bottom = box
    shift = sheet.dice.uniform(0, 6)
    for number in range(lines):
        base = top + (bottom - top) * (number + 0.5) / lines
        rise = (bottom - top) / lines * 1.5
        points = [
            (x, base + rise * math.sin(x / 37 + shift + number * 0.35))
            for x in range(round(left), round(right), 6)
        ]
        sheet.pen.line(points, colour, 1)


def frame(sheet: Sheet, gap: int, colour: Colour, *, double: bool = True) -> None:
    """A border like a certificate's: bands with rosettes in the corners."""
    wide, high = sheet.width - gap, sheet.height - gap
    sheet.pen.rectangle((gap, gap, wide, high), outline=colour, width=5)
    if not double:
        return
    inner = gap + 26
    sheet.pen.rectangle(
        (inner, inner, sheet.width - inner, sheet.height - inner),
        outline=colour,
        width=2,
    )
    for x in range(gap + 13, wide, 26):
        for y in (gap + 13, high - 13):
            sheet.pen.ellipse((x - 9, y - 9, x + 9, y + 9), outline=colour, width=2)
    for y in range(gap + 13, high, 26):
        for x in (gap + 13, wide - 13):
            sheet.pen.ellipse((x - 9, y - 9, x + 9, y + 9), outline=colour, width=2)


def face(
    sheet: Sheet, box: Box, *, woman: bool = False, ground: Colour | None = None
) -> None:
    """A drawn head and shoulders in a rectangle: nobody's face."""
    dice = sheet.dice
    w, h = round((box[2] - box[0]) * 2), round((box[3] - box[1]) * 2)
    ground = ground or dice.choice(
        [(240, 243, 246), (86, 140, 206), (206, 52, 52), (226, 230, 233)]
    )
    tile = Image.new("RGB", (w, h), ground)
    pen = ImageDraw.Draw(tile)
    skin = dice.choice([(236, 200, 172), (228, 188, 158), (242, 210, 186)])
    hair = dice.choice([(28, 24, 24), (44, 34, 30), (70, 66, 66)])
    coat = dice.choice([(40, 52, 78), (60, 60, 64), (120, 40, 50), (235, 235, 238)])
    mid, top = w / 2, h * 0.16
    if woman:
        pen.ellipse((mid - w * 0.27, top - h * 0.05, mid + w * 0.27, h * 0.72), hair)
    pen.ellipse((mid - w * 0.44, h * 0.72, mid + w * 0.44, h * 1.35), coat)
    pen.rectangle((mid - w * 0.09, h * 0.55, mid + w * 0.09, h * 0.78), _dark(skin))
    pen.polygon(
        [(mid - w * 0.1, h * 0.74), (mid + w * 0.1, h * 0.74), (mid, h * 0.88)], skin
    )
    pen.ellipse((mid - w * 0.21, top, mid + w * 0.21, h * 0.66), skin)
    pen.pieslice(
        (mid - w * 0.23, top - h * 0.05, mid + w * 0.23, h * 0.5), 180, 360, hair
    )
    pen.ellipse((mid - w * 0.17, h * 0.245, mid + w * 0.17, h * 0.42), skin)
    _features(pen, mid, w, h, hair, skin)
    tile = tile.resize((w // 2, h // 2), Image.Resampling.LANCZOS)
    sheet.image.paste(tile, (round(box[0]), round(box[1])))


def _features(
    pen: ImageDraw.ImageDraw, mid: float, w: int, h: int, hair: Colour, skin: Colour
) -> None:
    """Brows, eyes, nose and mouth."""
    for side in (-1, 1):
        x = mid + side * w * 0.085
        pen.line(
            (x - w * 0.04, h * 0.355, x + w * 0.04, h * 0.35), hair, max(w // 60, 1)
        )
        pen.ellipse((x - w * 0.03, h * 0.385, x + w * 0.03, h * 0.41), (250, 250, 250))
        pen.ellipse((x - w * 0.013, h * 0.385, x + w * 0.013, h * 0.41), (20, 20, 20))
    pen.line(
        (mid, h * 0.42, mid - w * 0.015, h * 0.49, mid + w * 0.015, h * 0.49),
        _dark(skin),
        2,
    )
    pen.arc(
        (mid - w * 0.07, h * 0.5, mid + w * 0.07, h * 0.565),
        20,
        160,
        (176, 84, 80),
        max(w // 50, 2),
    )


def _dark(colour: Colour) -> Colour:
    return (round(colour[0] * 0.88), round(colour[1] * 0.86), round(colour[2] * 0.84))


def emblem(sheet: Sheet, x: float, y: float, radius: float, colour: Colour) -> None:
    """A round emblem of nobody: a wreath, a star and a gate."""
    pen = sheet.pen
    pen.ellipse(
        (x - radius, y - radius, x + radius, y + radius), outline=colour, width=5
    )
    for leaf in range(20):
        turn = math.tau * leaf / 20
        cx, cy = x + radius * 0.86 * math.cos(turn), y + radius * 0.86 * math.sin(turn)
        pen.ellipse(
            (
                cx - radius * 0.1,
                cy - radius * 0.1,
                cx + radius * 0.1,
                cy + radius * 0.1,
            ),
            outline=colour,
            width=2,
        )
    pen.polygon(_star(x, y - radius * 0.25, radius * 0.32), fill=colour)
    pen.rectangle(
        (x - radius * 0.45, y + radius * 0.22, x + radius * 0.45, y + radius * 0.5),
        fill=colour,
    )
    pen.polygon(
        [
            (x - radius * 0.55, y + radius * 0.22),
            (x + radius * 0.55, y + radius * 0.22),
            (x, y + radius * 0.02),
        ],
        fill=colour,
    )


def code(sheet: Sheet, x: float, y: float, side: int) -> None:
    """A square code that holds nothing."""
    cells = 25
    step = side / cells
    for row in range(cells):
        for column in range(cells):
            eye = any(
                row - top in range(7) and column - left in range(7)
                for top, left in ((0, 0), (0, 18), (18, 0))
            )
            if not eye and sheet.dice.random() < 0.48:
                sheet.pen.rectangle(_cell(x, y, step, row, column, 1), fill=INK)
    for top, left in ((0, 0), (0, 18), (18, 0)):
        sheet.pen.rectangle(
            _cell(x, y, step, top, left, 7), outline=INK, width=max(round(step), 1)
        )
        sheet.pen.rectangle(_cell(x, y, step, top + 2, left + 2, 3), fill=INK)


def _cell(x: float, y: float, step: float, row: int, column: int, many: int) -> Box:
    left, top = x + column * step, y + row * step
    return (left, top, left + many * step - 1, top + many * step - 1)


def bars(sheet: Sheet, x: float, y: float, width: int, height: int) -> None:
    """A bar code that holds nothing."""
    at = x
    while at < x + width:
        bar = sheet.dice.choice((2, 2, 3, 5))
        sheet.pen.rectangle((at, y, at + bar, y + height), fill=INK)
        at += bar + sheet.dice.choice((2, 3, 4))


def table(
    sheet: Sheet,
    box: Box,
    columns: Sequence[float],
    rows: Sequence[Sequence[str]],
    facts: Facts,
    size: int,
    *,
    high: float = 0,
    labels: bool = True,
) -> float:
    """A ruled table; cells hold words with fields in them. Gives its lower edge.

    `columns` are parts of the width; a cell "" joins the one left of it. Every second
    cell of a row is a label (centred) unless `labels` is false.
    """
    left, top, right, _ = box
    high = high or size * 2.3
    total = sum(columns)
    edges = [left]
    for part in columns:
        edges.append(edges[-1] + (right - left) * part / total)
    y = top
    for row in rows:
        lines = _row(sheet, edges, y, row, facts, size, labels=labels, high=high)
        y += max(high, lines)
        sheet.stroke([(left, y), (right, y)])
    sheet.stroke([(left, top), (right, top)])
    sheet.stroke([(left, top), (left, y)])
    sheet.stroke([(right, top), (right, y)])
    return y


def _row(
    sheet: Sheet,
    edges: Sequence[float],
    y: float,
    row: Sequence[str],
    facts: Facts,
    size: int,
    *,
    labels: bool,
    high: float,
) -> float:
    starts = [n for n, cell in enumerate(row) if n == 0 or cell]
    deepest = high
    for place, start in enumerate(starts):
        until = starts[place + 1] if place + 1 < len(starts) else len(row)
        left, right = edges[start] + size * 0.4, edges[until] - size * 0.3
        end = _in_cell(
            sheet,
            (left, y, right, y + high),
            row[start],
            facts,
            size,
            middle=labels and place % 2 == 0,
        )
        deepest = max(deepest, end - y)
    for start in starts[1:]:
        sheet.stroke([(edges[start], y), (edges[start], y + deepest)])
    return deepest


def _in_cell(
    sheet: Sheet, box: Box, words: str, facts: Facts, size: int, *, middle: bool
) -> float:
    plain = words
    for name, fact in facts.items():
        plain = plain.replace("{" + name + "}", fact.shown)
    wide = breadth(plain, size, sheet.body)
    lift = (box[3] - box[1] - size * 1.2) / 2
    if wide <= box[2] - box[0]:
        x = (box[0] + box[2] - wide) / 2 if middle else box[0]
        sheet.line(x, box[1] + lift, words, facts, size)
        return box[3]
    rows = math.ceil(wide / (box[2] - box[0]) * 1.08)
    lead = 1.3
    start = box[1] + max((box[3] - box[1] - rows * size * lead) / 2, size * 0.3)
    return (
        sheet.flow(
            (box[0], start, box[2], 0), words, facts, size, indent=0, leading=lead
        )
        + size * 0.2
    )
