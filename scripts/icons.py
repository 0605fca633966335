"""Gather outlines of @tabler/icons into the sprite of the page kit.

    python scripts/icons.py PATH/TO/package name name …

PATH is the unpacked npm package; names already in the sprite are kept. Only a developer
who needs another icon runs this: the sprite is committed.
"""

import re
import sys
from pathlib import Path

SPRITE = Path(__file__).resolve().parents[1] / "yichuang/web/static/web/icons.svg"
SYMBOL = re.compile(
    r'<symbol id="([a-z0-9-]+)" viewBox="[\d ]+">.*?</symbol>', re.DOTALL
)
HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg">\n'
    "<!-- Outlines of @tabler/icons 3.51.0, MIT: vendor/tabler-icons.LICENSE.txt -->\n"
)


def symbol(package: Path, name: str) -> str:
    """The outline `name` as a symbol, without the empty frame Tabler draws first."""
    text = (package / "icons" / "outline" / f"{name}.svg").read_text("utf-8")
    body = re.search(r"<svg[^>]*>(.*)</svg>", text, re.DOTALL)
    if body is None:
        raise SystemExit(f"{name}: not an outline")
    shapes = re.sub(r'<path stroke="none"[^>]*/>', "", body[1])
    shapes = re.sub(r"\s+", " ", shapes).replace(" />", "/>").replace("> <", "><")
    return f'<symbol id="{name}" viewBox="0 0 24 24">{shapes.strip()}</symbol>'


def main(package: str, *names: str) -> None:
    """Add the named outlines and write the sprite in alphabetical order."""
    held: dict[str, str] = {}
    if SPRITE.exists():
        held = {m[1]: m[0] for m in SYMBOL.finditer(SPRITE.read_text("utf-8"))}
    held.update({name: symbol(Path(package), name) for name in names})
    text = HEAD + "\n".join(held[name] for name in sorted(held)) + "\n</svg>\n"
    SPRITE.write_text(text, "utf-8")
    print(f"{len(held)} icons, {len(text.encode()) // 1024} KB")


if __name__ == "__main__":
    main(*sys.argv[1:])
