"""What others wrote stands unchanged, with its licence, and is named in NOTICE."""

import hashlib
import re

from tests.architecture.source import PACKAGE, ROOT, listed, short

SUFFIXES = {".js", ".css", ".otf", ".ttf", ".woff2", ".wasm"}
LINE = re.compile(r"^`(?P<path>[^`]+)` sha256 `(?P<digest>[0-9a-f]{64})`", re.M)


def vendored() -> dict[str, str]:
    """Path to digest of every foreign file the product ships."""
    return {
        short(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(PACKAGE.rglob("*"))
        if path.suffix in SUFFIXES and {"vendor", "fonts"} & set(path.parts)
    }


def test_notice_names_every_vendored_file_and_its_digest() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    named = {line["path"]: line["digest"] for line in LINE.finditer(notice)}
    assert named == vendored(), listed(
        [f"`{path}` sha256 `{digest}`" for path, digest in vendored().items()]
    )


def test_a_licence_lies_beside_each_vendored_file() -> None:
    bare = [
        path
        for path in vendored()
        if not [
            *(ROOT / path).parent.glob("*LICENSE*"),
            *(ROOT / path).parent.glob("OFL*"),
        ]
    ]
    assert not bare, listed(bare)
