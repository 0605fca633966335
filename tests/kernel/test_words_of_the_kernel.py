"""Every sentence of the kernel has its Chinese, with the same facts in it."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

KERNEL = Path(__file__).parents[2] / "yichuang" / "kernel"
CATALOGUE = KERNEL / "locale/zh_Hans/LC_MESSAGES/django.po"
PLACEHOLDER = re.compile(r"%\((\w+)\)\d*[ds]")
CHINESE = re.compile(r"[一-鿿]")


def marked() -> dict[str, str]:
    """Every N_("…") of the kernel with the file it stands in."""
    return {
        ast.literal_eval(call.args[0]): path.name
        for path in sorted(KERNEL.rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "N_"
    }


def translated() -> dict[str, str]:
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="zh_Hans")
    assert not any(message.fuzzy for message in catalogue if message.id)
    return {message.id: message.string for message in catalogue if message.id}


MARKED, TRANSLATED = marked(), translated()


def test_the_catalogue_holds_what_is_marked_and_nothing_else():
    assert TRANSLATED.keys() == MARKED.keys()


@pytest.mark.parametrize("sentence", MARKED)
def test_a_sentence_has_its_chinese_with_the_same_facts(sentence):
    chinese = TRANSLATED[sentence]
    assert CHINESE.search(chinese)
    assert sorted(PLACEHOLDER.findall(chinese)) == sorted(PLACEHOLDER.findall(sentence))
    assert "!" not in chinese + sentence
    assert "！" not in chinese


@pytest.mark.parametrize("sentence", MARKED)
def test_a_sentence_fills_without_a_stray_per_cent(sentence):
    facts = dict.fromkeys(PLACEHOLDER.findall(sentence), 1)
    assert "%(" not in sentence % facts
    assert "%(" not in TRANSLATED[sentence] % facts
