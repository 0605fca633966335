"""What happens to a page on its way: a scanner's skew and specks, a phone's slant."""

import io
import random
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Grid = NDArray[np.float64]
Pixels = NDArray[Any]
"""Rows, columns and colours of a picture; 32 bits a value while it is worked on."""


def worn(
    page: Image.Image, wear: str, dice: random.Random
) -> tuple[Image.Image, Grid, int]:
    """The page as it arrives.

    Gives the picture, the 3×3 map from pixels of the page to pixels of the upright
    picture, and by how many degrees the picture was then turned (anticlockwise).
    """
    noise = np.random.default_rng(dice.randrange(2**32))
    if wear == "clean":
        return _jpeg(page, 92), np.eye(3), 0
    if wear == "scan":
        return _scanned(page, dice, noise)
    return _photographed(page, dice, noise)


def _scanned(
    page: Image.Image, dice: random.Random, noise: np.random.Generator
) -> tuple[Image.Image, Grid, int]:
    pixels: Pixels = np.asarray(page, dtype=np.float32)
    if dice.random() < 0.5:
        _fold(pixels, dice)
    if dice.random() < 0.3:
        pixels = pixels.mean(axis=2, keepdims=True).repeat(3, axis=2)
    high, wide = pixels.shape[:2]
    angle = dice.uniform(-2.6, 2.6)
    turn = np.vstack(
        [cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 0.985), [0, 0, 1]]
    )
    ground = dice.choice((250.0, 238.0, 226.0))
    pixels = cv2.warpPerspective(
        pixels, turn, (wide, high), borderValue=(ground, ground, ground)
    )
    pixels = (pixels - 128) * dice.uniform(0.86, 1.08) + 128 + dice.uniform(-12, 8)
    pixels += noise.normal(0, dice.uniform(2, 7), pixels.shape)
    _specks(pixels, dice, noise)
    turned = dice.choices((0, 90, 180, 270), (6, 1, 1, 1))[0]
    picture = _image(pixels).rotate(turned, expand=True)
    return _jpeg(picture, dice.randint(58, 82)), turn, turned


def _photographed(
    page: Image.Image, dice: random.Random, noise: np.random.Generator
) -> tuple[Image.Image, Grid, int]:
    pixels = np.asarray(page, dtype=np.float32)
    if dice.random() < 0.4:
        _fold(pixels, dice)
    high, wide = pixels.shape[:2]
    edge = round(0.07 * max(high, wide))
    out_wide, out_high = wide + 2 * edge, high + 2 * edge
    sway = 0.028 * max(high, wide)
    corners = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], dtype=np.float32)
    goal = corners + edge
    goal += np.array(
        [[dice.uniform(-sway, sway) for _ in range(2)] for _ in range(4)], np.float32
    )
    slant = cv2.getPerspectiveTransform(corners, goal.astype(np.float32))
    desk = _desk(out_high, out_wide, dice, noise)
    seen = cv2.warpPerspective(
        pixels, slant, (out_wide, out_high), flags=cv2.INTER_AREA
    )
    cover = cv2.warpPerspective(
        np.ones((high, wide), np.float32), slant, (out_wide, out_high)
    )[..., None]
    soft = cv2.GaussianBlur(cover[..., 0], (0, 0), edge * 0.16)
    scene = desk * (1 - 0.45 * soft[..., None])  # the page's own shadow
    scene = scene * (1 - cover) + seen * cover
    scene *= _light(out_high, out_wide, dice)[..., None]
    _glare(scene, dice)
    scene = cv2.GaussianBlur(scene, (0, 0), dice.uniform(0.35, 0.85))
    scene += noise.normal(0, dice.uniform(2, 6), scene.shape)
    turned = dice.choices((0, 90, 180, 270), (12, 1, 1, 1))[0]
    picture = _image(scene).rotate(turned, expand=True)
    return _jpeg(picture, dice.randint(52, 76)), slant.astype(np.float64), turned


def _fold(pixels: Pixels, dice: random.Random) -> None:
    """One fold across or along, a little darker on one side."""
    high, wide = pixels.shape[:2]
    if dice.random() < 0.6:
        at = round(high * dice.uniform(0.3, 0.7))
        pixels[at - 2 : at + 1] *= 0.86
        pixels[at : at + round(high * 0.05)] *= 0.965
    else:
        at = round(wide * dice.uniform(0.35, 0.65))
        pixels[:, at - 2 : at + 1] *= 0.86
        pixels[:, at : at + round(wide * 0.05)] *= 0.965


def _specks(pixels: Pixels, dice: random.Random, noise: np.random.Generator) -> None:
    high, wide = pixels.shape[:2]
    many = dice.randint(20, 120)
    rows = noise.integers(2, high - 2, many)
    columns = noise.integers(2, wide - 2, many)
    for row, column in zip(rows, columns, strict=True):
        size = int(noise.integers(1, 3))
        pixels[row : row + size, column : column + size] = noise.integers(40, 140)


def _desk(
    high: int, wide: int, dice: random.Random, noise: np.random.Generator
) -> Pixels:
    """A table top: a colour and some grain."""
    base = dice.choice(((148, 112, 78), (92, 96, 102), (196, 188, 176), (58, 66, 62)))
    grain: Pixels = noise.normal(0, 1, (max(high // 3, 1), max(wide // 40, 1)))
    grain = cv2.resize(grain.astype(np.float32), (wide, high))
    desk: Pixels = np.array(base, np.float32) + 7 * grain[..., None]
    return desk


def _light(high: int, wide: int, dice: random.Random) -> Pixels:
    """Light that falls from one side, and the soft shadow of a hand or phone."""
    y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
    across = x / wide if dice.random() < 0.5 else 1 - x / wide
    down = y / high if dice.random() < 0.5 else 1 - y / high
    light = 0.84 + 0.14 * across + 0.08 * down
    if dice.random() < 0.6:
        cx, cy = dice.choice((0.0, float(wide))), high * dice.uniform(0.4, 1)
        reach = max(high, wide) * dice.uniform(0.3, 0.5)
        away = np.sqrt((x - cx) ** 2 + (y - cy) ** 2)
        light *= 1 - 0.3 / (1 + np.exp((away - reach) / (reach * 0.08)))
    return np.asarray(light, np.float32)


def _glare(scene: Pixels, dice: random.Random) -> None:
    if dice.random() > 0.5:
        return
    high, wide = scene.shape[:2]
    y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
    cx, cy = wide * dice.uniform(0.15, 0.85), high * dice.uniform(0.15, 0.85)
    reach = max(high, wide) * dice.uniform(0.05, 0.11)
    spot = np.exp(-(((x - cx) / reach) ** 2 + ((y - cy) / (reach * 0.7)) ** 2))
    strength = dice.uniform(0.25, 0.6)
    scene += (255 - scene) * (strength * spot)[..., None]


def _image(pixels: Pixels) -> Image.Image:
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def _jpeg(image: Image.Image, quality: int) -> Image.Image:
    kept = io.BytesIO()
    image.convert("RGB").save(kept, "JPEG", quality=quality)
    kept.seek(0)
    with Image.open(kept) as again:
        return again.copy()
