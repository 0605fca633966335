"""The documents keep up with the code: words, settings, commands, links, both languages."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands

from tests.architecture.floors import LEVEL
from tests.architecture.source import ROOT, listed, product_files
from tests.architecture.tables import rows_of

GUIDES = ("administrator.md", "administrator.zh-CN.md")
READ = re.compile(r"""env\.\w+\(\s*["'](YICHUANG_\w+)["']""")
NAMED = re.compile(r"\b(YICHUANG_[A-Z_]+)\b")
LINK = re.compile(r"\]\((?!https?://|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")
WORD = re.compile(r"[A-Z][a-z0-9]*|[A-Z]+(?![a-z])")
# Names of things the machine keeps for itself, no words of the hall.
MACHINERY = {"web", "journal"}


def words_of(name: str) -> str:
    """ "ItemVersion" -> "item version"."""
    return " ".join(WORD.findall(name)).lower()


def terms() -> set[str]:
    return {
        term.strip().lower()
        for cells in rows_of("glossary.md")
        for term in cells[0].split(",")
    }


def test_the_glossary_has_a_word_for_every_model() -> None:
    known = terms()
    missing = [
        model._meta.label
        for model in apps.get_models()
        if model._meta.app_label in LEVEL and words_of(model.__name__) not in known
    ]
    assert not missing, listed(missing)


def test_a_word_of_the_glossary_means_one_thing() -> None:
    english = [cells[0].lower() for cells in rows_of("glossary.md")]
    twice = sorted({word for word in english if english.count(word) > 1} - {"english"})
    assert not twice, listed(twice)


def settings_read() -> set[str]:
    return {
        name
        for path in product_files()
        for name in READ.findall(path.read_text(encoding="utf-8"))
    }


@pytest.mark.parametrize("guide", GUIDES)
def test_every_setting_is_explained(guide: str) -> None:
    text = (ROOT / "docs" / "guide" / guide).read_text(encoding="utf-8")
    named = set(NAMED.findall(text))
    missing = sorted(settings_read() - named)
    assert not missing, f"docs/guide/{guide} is silent about:{listed(missing)}"
    gone = sorted(named - settings_read() - {"YICHUANG_"})
    assert not gone, f"docs/guide/{guide} explains what nothing reads:{listed(gone)}"


@pytest.mark.parametrize("guide", GUIDES)
def test_every_command_is_explained(guide: str) -> None:
    text = (ROOT / "docs" / "guide" / guide).read_text(encoding="utf-8")
    ours = {
        command
        for command, app in get_commands().items()
        if str(app).startswith("yichuang.")
    }
    missing = sorted(name for name in ours if f"yichuang {name}" not in text)
    assert not missing, f"docs/guide/{guide} is silent about:{listed(missing)}"


def documents() -> list[Path]:
    return [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]


def test_links_lead_somewhere() -> None:
    broken = [
        f"{path.relative_to(ROOT)} -> {target}"
        for path in documents()
        for target in LINK.findall(path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]
    assert not broken, listed(broken)


def test_guides_for_people_are_in_both_languages() -> None:
    for guide in ("citizen", "clerk", "administrator"):
        english = (ROOT / f"docs/guide/{guide}.md").read_text(encoding="utf-8")
        chinese = (ROOT / f"docs/guide/{guide}.zh-CN.md").read_text(encoding="utf-8")
        headings = [
            len(re.findall(r"^#{2,3} ", text, re.M)) for text in (english, chinese)
        ]
        assert headings[0] == headings[1], f"{guide}: {headings} headings"


def test_decisions_say_what_was_rejected() -> None:
    wanted = (
        "## Context",
        "## Decision",
        "## Consequences",
        "## Rejected alternatives",
    )
    for path in sorted((ROOT / "docs/decisions").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        assert all(heading in text for heading in wanted), path.name
        assert re.match(r"# \d{4} ", text), path.name
        assert text[2:6] == path.name[:4], path.name
