"""Colours come from the tokens; scripts of ours ask for nothing elsewhere."""

import re

from tests.architecture.source import listed, own, short

COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl)a?\(\s*\d")
COMMENT = re.compile(r"/\*.*?\*/", re.S)
TOKENS = "tokens.css"
# Paper is white and ink is black, whatever the screen's theme.
ON_PAPER = "print.css"
EVAL = re.compile(r"\beval\(|new Function\(|\.innerHTML\s*=|document\.write\(")
ELSEWHERE = re.compile(r"https?://(?!www\.w3\.org/)")


def test_colours_stand_in_the_tokens_only() -> None:
    stray = [
        f"{short(path)}: {colour}"
        for path in own("*.css")
        if path.name not in {TOKENS, ON_PAPER}
        for colour in COLOUR.findall(
            COMMENT.sub("", path.read_text(encoding="utf-8")).replace("url(#", "")
        )
    ]
    assert not stray, listed(stray)


def test_scripts_run_under_the_strict_policy() -> None:
    stray = [
        f"{short(path)}: {found}"
        for path in own("*.js")
        for found in EVAL.findall(path.read_text(encoding="utf-8"))
    ]
    assert not stray, listed(stray)


def test_pages_need_nothing_from_another_site() -> None:
    stray = [
        f"{short(path)}: {found}"
        for pattern in ("*.css", "*.js", "*.svg")
        for path in own(pattern)
        for found in ELSEWHERE.findall(path.read_text(encoding="utf-8"))
    ]
    assert not stray, listed(stray)
