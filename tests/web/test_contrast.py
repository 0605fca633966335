"""Colours are readable: WCAG 2.2 ratios of every pair, counted from the tokens."""

import re
from functools import cache

import pytest

from yichuang.web.icons import FOLDER

TEXT, PART = 4.5, 3.0
LAMPS = ("warn", "step", "yellow", "red", "pause", "ok", "done")
# (foreground, background, least ratio); the same in light and dark
PAIRS = [
    *(
        (f"ink{n}", ground, TEXT)
        for n in ("", "-2", "-3")
        for ground in ("paper", "surface")
    ),
    ("ink-3", "sunken", TEXT),
    ("ink-3", "primary-tint", TEXT),
    ("link", "paper", TEXT),
    ("link", "surface", TEXT),
    ("on-primary", "primary", TEXT),
    ("on-primary", "primary-hover", TEXT),
    ("primary", "primary-tint", TEXT),
    ("lit-ink", "lit-tint", TEXT),
    ("on-lit", "lit", TEXT),
    ("ink", "lit-tint", TEXT),
    ("ink-2", "lit-tint", TEXT),
    ("danger", "paper", TEXT),
    ("danger", "surface", TEXT),
    ("ink", "danger-tint", TEXT),
    ("success", "paper", TEXT),
    ("paper", "ink", TEXT),
    *((f"{lamp}-fg", f"{lamp}-bg", TEXT) for lamp in LAMPS),
    *((f"{lamp}-ic", "surface", PART) for lamp in LAMPS),
    ("lit-line", "paper", PART),
    ("line-strong", "paper", PART),
    ("line-strong", "surface", PART),
    ("focus", "paper", PART),
    ("focus", "surface", PART),
    *((f"chart-{n}", "surface", PART) for n in (1, 2, 3, 4, 5, "ref")),
]


@cache
def tokens(theme: str, mode: str = "normal") -> dict[str, str]:
    """Name to hex value as the file gives it for a theme and a mode."""
    text = (FOLDER / "css" / "tokens.css").read_text("utf-8")
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S).split("@media")[0]
    values: dict[str, str] = {}
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
        names = [one.strip() for one in selector.split(",")]
        wanted = {":root", f'[data-bs-theme="{theme}"]'}
        if mode == "elder":
            wanted |= {
                '[data-yc-mode="elder"]',
                f'[data-yc-mode="elder"][data-bs-theme="{theme}"]',
            }
        if wanted & set(names):
            values.update(re.findall(r"--yc-([\w-]+):\s*(#[0-9a-f]{6})", body))
    return values


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2."""
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_ratio_is_counted_as_the_standard_says() -> None:
    assert ratio("#000000", "#ffffff") == pytest.approx(21)
    assert ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("mode", ["normal", "elder"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_every_pair_is_readable(
    theme: str, mode: str, front: str, back: str, least: float
) -> None:
    values = tokens(theme, mode)
    assert ratio(values[front], values[back]) >= least


def test_elder_mode_is_never_paler() -> None:
    for theme in ("light", "dark"):
        plain, large = tokens(theme), tokens(theme, "elder")
        for ink in ("ink-2", "ink-3"):
            assert ratio(large[ink], large["paper"]) >= ratio(
                plain[ink], plain["paper"]
            )
