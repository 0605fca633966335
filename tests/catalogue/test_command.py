"""`yichuang catalogue …` as somebody types it."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from yichuang.catalogue.models import ItemVersion

pytestmark = pytest.mark.django_db
BAD = "part,key,name,promise\nitem,a-b,公园,15日\n"


def run(*words: str, **options: Any) -> str:
    out = io.StringIO()
    call_command("catalogue", *words, stdout=out, **options)
    return out.getvalue()


def test_the_shipped_catalogue_is_imported_and_listed(hall: None) -> None:
    told = json.loads(run("import", shipped=True, publish_from="2026-01-05", json=True))
    assert len(told["published"]) == 29
    assert told["problems"] == []
    assert "edu-selfexam-diploma" in run("list")
    again = json.loads(run("import", shipped=True, json=True))
    assert len(again["unchanged"]) == 29


def test_a_folder_is_taken_whole(hall: None) -> None:
    folder = "yichuang/catalogue/data"
    told = json.loads(run("import", folder, publish_from="2026-01-05", json=True))
    assert len(told["created"]) == 29


def test_bad_rows_are_printed_and_nothing_is_changed(
    hall: None, tmp_path: Path
) -> None:
    file = tmp_path / "bad.csv"
    file.write_text(BAD, encoding="utf-8")
    out = io.StringIO()
    with pytest.raises(CommandError, match="nothing was changed"):
        call_command("catalogue", "import", str(file), stdout=out)
    assert "bad.csv:2: a-b.promise:" in out.getvalue()
    assert ItemVersion.objects.count() == 0


def test_check_writes_nothing(hall: None) -> None:
    told = json.loads(run("check", shipped=True, json=True))
    assert (len(told["good"]), told["problems"]) == (29, [])
    assert ItemVersion.objects.count() == 0


@pytest.mark.parametrize("name", ["out.xlsx", "out.csv", "out.yaml"])
def test_an_export_comes_back_unchanged(hall: None, tmp_path: Path, name: str) -> None:
    run("import", shipped=True, publish_from="2026-01-05")
    file = tmp_path / name
    run("export", str(file))
    told = json.loads(run("check", str(file), json=True))
    assert (len(told["good"]), told["problems"]) == (29, [])


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("import", "/nowhere.yaml"), "There is no file"),
        (("import",), "Name a file to read"),
        (("export", "out.pdf"), "ends in .yaml"),
        (("import", "README.xyz", "--publish-from", "tomorrow"), "no file"),
    ],
)
def test_what_is_typed_wrongly_is_explained(words: tuple[str, ...], says: str) -> None:
    with pytest.raises(CommandError, match=says):
        run(*words)
