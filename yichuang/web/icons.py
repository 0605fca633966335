"""The icons there are: the ids of the sprite, read once."""

import re
from functools import lru_cache
from pathlib import Path

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

FOLDER = Path(__file__).parent / "static" / "web"
SYMBOL = re.compile(r'<symbol id="([a-z0-9-]+)"')


class UnknownIcon(LookupError):
    """A template asks for an icon the sprite does not hold: see scripts/icons.py."""


@lru_cache(maxsize=2)
def names(sprite: str = "icons") -> frozenset[str]:
    """The names in `icons.svg` or `lamps.svg`."""
    return frozenset(SYMBOL.findall((FOLDER / f"{sprite}.svg").read_text("utf-8")))


def svg(name: str, *, large: bool = False, label: str = "") -> SafeString:
    """The icon as an `<svg>`: decoration beside words, or with `label` in their place."""
    if name not in names():
        raise UnknownIcon(name)
    return format_html(
        '<svg class="yc-i{}" {}><use href="{}#{}"></use></svg>',
        " yc-i-lg" if large else "",
        format_html('role="img" aria-label="{}"', label)
        if label
        else SafeString('aria-hidden="true" focusable="false"'),
        static("web/icons.svg"),
        name,
    )


def lamp_svg(kind: str) -> SafeString:
    """The shape of a lamp."""
    if kind not in names("lamps"):
        raise UnknownIcon(kind)
    return format_html(
        '<svg aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("web/lamps.svg"),
        kind,
    )
