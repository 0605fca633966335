"""A page loads nothing from elsewhere, runs nothing inline, and tells nobody."""

import re

import pytest
from django.test import Client
from pytest_django import Settings

INLINE = re.compile(r"<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:", re.I)


@pytest.fixture
def answer(db: None, settings: Settings) -> object:
    settings.YICHUANG_GALLERY = True
    return Client().get("/dev/parts/")


def test_the_policy_allows_our_own_files_only(answer: dict[str, str]) -> None:
    policy = dict(
        part.strip().split(" ", 1)
        for part in answer["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'self'"
    assert policy["script-src"] == "'self'"
    assert policy["style-src"] == "'self'"
    assert policy["object-src"] == policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Referrer-Policy", "same-origin"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cache-Control", "private, no-cache"),
    ],
)
def test_headers_of_a_closed_house(
    answer: dict[str, str], header: str, value: str
) -> None:
    assert answer[header] == value


def test_location_and_payment_are_switched_off(answer: dict[str, str]) -> None:
    assert "geolocation=()" in answer["Permissions-Policy"]
    assert "payment=()" in answer["Permissions-Policy"]


@pytest.mark.parametrize("sheet", ["citizen", "desk"])
def test_no_part_needs_inline_script_or_style(
    db: None, settings: Settings, sheet: str
) -> None:
    settings.YICHUANG_GALLERY = True
    text = Client().get(f"/dev/parts/{sheet}/").content.decode()
    assert not INLINE.findall(text)


def test_the_gallery_is_for_developers(db: None, settings: Settings) -> None:
    settings.YICHUANG_GALLERY = False
    assert Client().get("/dev/parts/").status_code == 404
    settings.YICHUANG_GALLERY = True
    assert Client().get("/dev/parts/nothing/").status_code == 404
