"""Templates lean on lower rooms only and keep the page's hygiene (strict CSP, csrf, alt)."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.template import engines

from tests.architecture.floors import LEVEL, may_lean_on
from tests.architecture.source import PACKAGE, listed, room_of, short, templates

REFERENCE = re.compile(
    r"""\{%\s*(?:include|extends|url|load)\s+["']?(\w+)[/:][^%]*%\}"""
)
COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|<!--.*?-->", re.S)


def text_of(path: Path) -> str:
    """The template without its comments, line numbers kept."""
    return COMMENT.sub(
        lambda found: "\n" * found[0].count("\n"), path.read_text(encoding="utf-8")
    )


def test_templates_lean_on_lower_rooms_only() -> None:
    trespass = [
        f"{short(path)}: {other}"
        for path in templates()
        for other in REFERENCE.findall(text_of(path))
        if other in LEVEL and not may_lean_on(room_of(path), other)
    ]
    assert not trespass, listed(trespass)


def test_every_template_compiles() -> None:
    """A missing tag or a broken block is found before anyone opens the page."""
    (engine,) = engines.all()
    for path in templates():
        engine.from_string(path.read_text(encoding="utf-8"))


def test_templates_stand_in_a_folder_named_after_their_room() -> None:
    stray = [
        short(path)
        for path in templates()
        if path.relative_to(PACKAGE).parts[2] not in {room_of(path), "account", "mfa"}
    ]
    assert not stray, listed(stray)


Finder = Callable[[str], Iterator[re.Match[str]]]


def pattern(expression: str) -> Finder:
    compiled = re.compile(expression, re.I | re.S)
    return compiled.finditer


TAG = r"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*"  # the inside of a tag, quoted > included


def unguarded_forms(text: str) -> Iterator[re.Match[str]]:
    for form in re.finditer(rf"<form\b({TAG})>(.*?)</form>", text, re.I | re.S):
        if "post" in form[1].lower() and "csrf_token" not in form[2]:
            yield form


def images_without_words(text: str) -> Iterator[re.Match[str]]:
    for image in re.finditer(rf"<img\b({TAG})>", text, re.I):
        if not re.search(r"\balt=", image[1]):
            yield image


HYGIENE: dict[str, Finder] = {
    "a script in the page": pattern(
        r"<script(?![^>]*\b(?:src=|type=\"application/(?:ld\+)?json\"))"
    ),
    "a style in the page": pattern(r"<style\b|<[^>]*\sstyle="),
    "an event attribute": pattern(r"<[^>]*\son[a-z]+="),
    "a javascript: address": pattern(r"=\s*[\"']\s*javascript:"),
    "a colour of its own": pattern(
        r"\b(?:fill|stroke|color|stop-color)=[\"']#[0-9a-f]{3,8}[\"']"
    ),
    "|safe or autoescape off": pattern(r"\|\s*safe(?:seq)?\b|\{%\s*autoescape\s+off"),
    "an address of another site": pattern(
        r"<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)=[\"'](?:https?:)?//"
    ),
    "a form without csrf_token": unguarded_forms,
    "an image without alt": images_without_words,
    "positive tabindex": pattern(r"\btabindex=[\"'][1-9]"),
    "a target without rel": pattern(r"<a\b(?![^>]*\brel=)[^>]*\btarget=[\"']_blank"),
}


@pytest.mark.parametrize("fault", HYGIENE)
def test_templates_are_clean(fault: str) -> None:
    found = [
        f"{short(path)}:{text.count(chr(10), 0, match.start()) + 1} {match[0][:90]!r}"
        for path in templates()
        for text in [text_of(path)]
        for match in HYGIENE[fault](text)
    ]
    assert not found, f"{fault}:{listed(found)}"


@pytest.mark.parametrize(
    ("fault", "sample"),
    [
        ("a script in the page", "<script>go()</script>"),
        ("a style in the page", '<p class="a" style="color:red">'),
        ("an event attribute", '<a href="#" onclick="go()">'),
        ("a javascript: address", '<a href="javascript:go()">'),
        ("a colour of its own", '<path fill="#a1b2c3">'),
        ("|safe or autoescape off", "{{ text|safe }}"),
        ("an address of another site", '<script src="https://example.org/a.js">'),
        ("a form without csrf_token", '<form method="post"><input></form>'),
        ("an image without alt", '<img src="a.png">'),
        ("positive tabindex", '<a tabindex="3">'),
        ("a target without rel", '<a href="/" target="_blank">'),
    ],
)
def test_the_hygiene_rules_see_what_they_should(fault: str, sample: str) -> None:
    assert list(HYGIENE[fault](sample))
