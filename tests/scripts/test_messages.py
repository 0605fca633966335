"""The check of the catalogues finds what a reader would stumble over."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from tests.architecture.source import ROOT

SOURCE = '''"""A room."""
from yichuang.kernel.text import N_
SAYS = N_("%(number)s was accepted.")
'''
PAGE = """{% load i18n %}
    <h1>{% translate "Your cases" %}</h1>
  {% blocktranslate trimmed count n=n %}one paper{% plural %}{{ n }} papers{% endblocktranslate %}
"""
CHINESE = {
    "%(number)s was accepted.": "%(number)s已受理。",
    "Your cases": "您的办件",
    "one paper": "%(n)s 份材料",
}


@pytest.fixture
def messages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, at work on a house of one room."""
    path = ROOT / "scripts" / "messages.py"
    spec = importlib.util.spec_from_file_location("messages", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    room = tmp_path / "yichuang" / "cases"
    (room / "templates" / "cases").mkdir(parents=True)
    (room / "__init__.py").write_text("", encoding="utf-8")
    (room / "events.py").write_text(SOURCE, encoding="utf-8")
    (room / "templates/cases/list.html").write_text(PAGE, encoding="utf-8")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "PACKAGE", tmp_path / "yichuang")
    return module


def translate(
    messages: ModuleType, chinese: dict[str, str], room: str = "cases"
) -> Path:
    """Fill the catalogue that `update` made."""
    messages.update(room)
    path: Path = messages.po_path(room)
    text = path.read_text(encoding="utf-8")
    for english, said in chinese.items():
        plural = english == "one paper"
        before = f'msgid "{english}"\n' + (
            'msgid_plural "%(n)s papers"\nmsgstr[0] ""' if plural else 'msgstr ""'
        )
        assert before in text
        text = text.replace(before, before[:-2] + f'"{said}"')
    path.write_text(text, encoding="utf-8")
    return path


def test_a_complete_catalogue_has_no_fault(messages: ModuleType) -> None:
    translate(messages, CHINESE)
    assert list(messages.faults("cases")) == []


def test_sentences_come_from_code_and_templates(messages: ModuleType) -> None:
    found = {message.id for message in messages.entries(messages.extract("cases"))}
    assert found == {
        "%(number)s was accepted.",
        "Your cases",
        ("one paper", "%(n)s papers"),
    }


def test_an_update_keeps_what_is_translated_and_stirs_nothing(
    messages: ModuleType,
) -> None:
    path = translate(messages, CHINESE)
    before = path.read_text(encoding="utf-8")
    messages.update("cases")
    assert path.read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"Your cases": ""}, "not translated"),
        ({"%(number)s was accepted.": "已受理。"}, "placeholders differ"),
        ({"%(number)s was accepted.": "%(nummer)s已受理。"}, "placeholders differ"),
    ],
)
def test_a_faulty_translation_is_found(
    messages: ModuleType, change: dict[str, str], fault: str
) -> None:
    translate(messages, CHINESE | change)
    (found,) = messages.faults("cases")
    assert fault in found


def test_a_fuzzy_entry_is_found(messages: ModuleType) -> None:
    path = translate(messages, CHINESE)
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('msgid "Your cases"', '#, fuzzy\nmsgid "Your cases"'),
        encoding="utf-8",
    )
    assert any("fuzzy" in fault for fault in messages.faults("cases"))


def test_missing_and_obsolete_sentences_are_found(messages: ModuleType) -> None:
    translate(messages, CHINESE)
    events = messages.PACKAGE / "cases" / "events.py"
    events.write_text(SOURCE.replace("accepted", "received"), encoding="utf-8")
    missing, obsolete = messages.faults("cases")
    assert "missing: '%(number)s was received.'" in missing
    assert "obsolete: '%(number)s was accepted.'" in obsolete


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [("办件", "not English"), ("Case %s", "no name"), ("Case {}", "no name")],
)
def test_a_sentence_nobody_could_translate_is_found(
    messages: ModuleType, sentence: str, fault: str
) -> None:
    events = messages.PACKAGE / "cases" / "events.py"
    events.write_text(SOURCE + f'ALSO = N_("{sentence}")\n', encoding="utf-8")
    messages.update("cases")
    assert any(fault in found for found in messages.faults("cases"))


def test_two_rooms_may_not_say_one_sentence_differently(messages: ModuleType) -> None:
    other = messages.PACKAGE / "desk"
    other.mkdir()
    (other / "__init__.py").write_text("", encoding="utf-8")
    (other / "views.py").write_text('_("Your cases")\n', encoding="utf-8")
    translate(messages, CHINESE)
    translate(messages, {"Your cases": "在办"}, room="desk")
    (quarrel,) = messages.quarrels()
    assert "Your cases" in quarrel


def test_compiling_writes_what_gettext_reads(
    messages: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    import gettext

    path = translate(messages, CHINESE)
    messages.compile_all()
    compiled = path.with_suffix(".mo")
    with compiled.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    assert catalogue.gettext("Your cases") == "您的办件"
    assert catalogue.ngettext("one paper", "%(n)s papers", 3) == "%(n)s 份材料"
    written = compiled.stat().st_mtime_ns
    messages.compile_all()
    assert compiled.stat().st_mtime_ns == written
