"""A photo that cannot be read is turned back at once, saying what and where."""

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.factories.readings import page
from yichuang.materials.rules.legibility import Fault, legible
from yichuang.materials.rules.reading import Line, Spot

Grey = NDArray[np.uint8]


def paper(
    *, table: int = 60, white: int = 215, corner: tuple[int, int] = (60, 50)
) -> Grey:
    """A sheet with rows of print on a dark table, at `corner` (down, across)."""
    picture = np.full((1000, 800), table, np.uint8)
    sheet = np.full((860, 680), white, np.uint8)
    dice = np.random.default_rng(5)
    for row in range(60, 800, 36):
        print_ = dice.random((14, 560)) < 0.45
        sheet[row : row + 14, 60:620][print_] = 40
    down, across = corner
    high, wide = min(860, 1000 - down), min(680, 800 - across)
    picture[max(down, 0) : down + high, max(across, 0) : across + wide] = sheet[
        max(-down, 0) : high, max(-across, 0) : wide
    ]
    return picture


def blurred(picture: Grey, reach: int) -> Grey:
    spread = picture.astype(np.float32)
    for axis in (0, 1):
        spread = sum(np.roll(spread, n, axis) for n in range(-reach, reach + 1)) / (
            2 * reach + 1
        )
    return spread.astype(np.uint8)


def sheared(picture: Grey, degrees: float) -> Grey:
    columns = np.arange(picture.shape[1])
    shift = np.round(np.tan(np.radians(degrees)) * columns).astype(int)
    rows = (np.arange(picture.shape[0])[:, None] - shift) % picture.shape[0]
    return picture[rows, columns]


def codes(found: tuple[Fault, ...]) -> list[str]:
    return [fault.code for fault in found]


def test_a_good_photo_has_no_fault() -> None:
    assert legible(paper()) == ()


def test_a_scan_that_fills_its_picture_has_no_fault() -> None:
    assert legible(np.ascontiguousarray(paper(white=254)[60:920, 50:730])) == ()


def test_too_dark() -> None:
    assert "picture.too-dark" in codes(legible((paper() * 0.35).astype(np.uint8)))


def test_blurred() -> None:
    assert codes(legible(blurred(paper(), 9))) == ["picture.blurred"]


@pytest.mark.parametrize(
    ("corner", "place"),
    [
        ((240, 220), "lower right"),
        ((240, 50), "lower"),
        ((60, 220), "right"),
        ((-150, -140), "upper left"),
        ((60, -140), "left"),
    ],
)
def test_cut_off_says_which_corner(corner: tuple[int, int], place: str) -> None:
    found = legible(paper(corner=corner))
    assert codes(found) == ["picture.cut-off"]
    assert found[0].facts["place"] == place
    assert place.split(maxsplit=1)[0] in str(found[0].facts["where"])


@pytest.mark.parametrize(
    ("down", "across", "place"), [(180, 600, "upper right"), (820, 180, "lower left")]
)
def test_glare_says_where(down: int, across: int, place: str) -> None:
    picture = paper()
    y, x = np.mgrid[:1000, :800]
    picture[np.hypot(y - down, x - across) < 95] = 255
    found = legible(picture)
    assert codes(found) == ["picture.glare"]
    assert found[0].facts["place"] == place


def test_too_small() -> None:
    assert "picture.too-small" in codes(legible(paper()[::4, ::4]))


def test_print_too_small_to_read() -> None:
    tiny = [Line("字", 0.9, Spot(0.1, n / 50, 0.5, 0.006)) for n in range(20)]
    assert "picture.too-small" in codes(legible(paper(), tiny))


@pytest.mark.parametrize("degrees", [14, -14])
def test_askew(degrees: int) -> None:
    found = legible(sheared(paper(), degrees))
    assert "picture.tilted" in codes(found)


def test_lines_that_run_into_the_edge() -> None:
    scan = np.ascontiguousarray(paper(white=254)[60:920, 50:730])
    cut = [
        Line("到了边上的一行", 0.9, Spot(0.4, 0.05 + n / 10, 0.6, 0.03))
        for n in range(5)
    ]
    found = legible(scan, cut)
    assert found[0].facts["place"] == "right"
    assert legible(scan, page("一行", "两行").lines) == ()


def test_a_photograph_for_a_pass_may_be_small_and_fills_its_picture() -> None:
    portrait = blurred(paper(), 1)[200:613, 100:395]
    assert legible(portrait, photograph=True) == ()
    assert codes(legible(blurred(portrait, 12), photograph=True)) == ["picture.blurred"]


def test_a_plain_picture_breaks_nothing() -> None:
    for value in (0, 128, 255):
        legible(np.full((600, 500), value, np.uint8))
    legible(np.zeros((30, 30), np.uint8))
