"""Fixtures of browser tests: Debian's Chromium, accessibility findings, pictures.

`screens(page, "desk-work")` looks at the page at phone and desktop width, light, dark
and in elder mode: nothing may stick out sideways, and axe may find nothing. With
YICHUANG_SCREENS=1 it also writes pictures to test-results/screens (git-ignored).
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
SCREENS = ROOT / "test-results" / "screens"
WIDTHS = {"phone": (390, 844), "desktop": (1366, 900)}
# A person's choice of look, as the server keeps it: one cookie each.
LOOKS: dict[str, dict[str, str]] = {
    "light": {"yc_theme": "light"},
    "dark": {"yc_theme": "dark"},
    "elder": {"yc_theme": "light", "yc_mode": "elder"},
}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Chromium as the machine has it; installed by scripts/machine.py if it can be.

    From here to the end of the run Playwright's loop is in this thread, also while the
    database is made and emptied, and Django would refuse to query beside it.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    sys.path.insert(0, str(ROOT / "scripts"))
    from machine import need_chromium

    return {"executable_path": need_chromium(), "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return {
        "locale": "zh-CN",
        "timezone_id": "Asia/Shanghai",
        "viewport": {"width": 1366, "height": 900},
        "reduced_motion": "reduce",
    }


def _findings(page: Page) -> list[str]:
    return [
        f"{found['id']} ({found['impact']}): {node['html'][:160]}"
        for found in Axe().run(page).response["violations"]
        for node in found["nodes"]
    ]


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """`axe(page)` fails with every accessibility finding on the page as it stands."""

    def check(page: Page) -> None:
        found = _findings(page)
        assert not found, f"{page.url}:\n" + "\n".join(found)

    return check


def _wear(page: Page, look: dict[str, str]) -> None:
    page.context.clear_cookies(name="yc_theme")
    page.context.clear_cookies(name="yc_mode")
    page.context.add_cookies(
        [
            {"name": name, "value": value, "url": page.url}
            for name, value in look.items()
        ]
    )
    again(page)


def again(page: Page) -> None:
    """Load the page once more as it is, as a person pressing F5 does.

    A click is done when the next page has begun; until Chromium has given that page its
    frame it refuses to reload it. Such a refusal is waited out, once.
    """
    page.wait_for_load_state()
    try:
        page.reload()
    except PlaywrightError as refusal:
        if "Not attached to an active page" not in refusal.message:
            raise
        page.wait_for_load_state()
        page.reload()


@pytest.fixture
def screens() -> Callable[..., None]:
    """`screens(page, name)`: the page in every width and look; see the module."""

    def look_at(page: Page, name: str, looks: tuple[str, ...] = tuple(LOOKS)) -> None:
        problems = []
        for look in looks:
            _wear(page, LOOKS[look])
            for width, (across, down) in WIDTHS.items():
                page.set_viewport_size({"width": across, "height": down})
                label = f"{name}-{width}-{look}"
                wide = page.evaluate("document.documentElement.scrollWidth")
                if wide > across:
                    problems.append(f"{label}: {wide} px wide on a {across} px screen")
                problems += [f"{label}: {finding}" for finding in _findings(page)]
                if os.environ.get("YICHUANG_SCREENS"):
                    SCREENS.mkdir(parents=True, exist_ok=True)
                    page.screenshot(path=SCREENS / f"{label}.png", full_page=True)
        assert not problems, "\n".join(problems)

    return look_at
