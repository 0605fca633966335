"""Importing a file: every bad row is named, and nothing is half written."""

import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.catalogue.conftest import PUBLISHED, sheet_named, sheets, shipped
from tests.factories.accounts import NOW
from yichuang.accounts.policies import STRANGER, SYSTEM
from yichuang.catalogue import queries
from yichuang.catalogue.forms import (
    read_file,
    template,
    write_csv,
    write_xlsx,
    write_yaml,
)
from yichuang.catalogue.models import Item, ItemVersion
from yichuang.catalogue.presenters import report_row
from yichuang.catalogue.rules.documents import read_bundle, read_item
from yichuang.catalogue.services import ImportReport, import_items
from yichuang.journal.models import Entry
from yichuang.kernel.refusals import Refusal

HEAD = "part,item,key,name,department_key,kind_code,level_code,project_kind,promise,need,originals,text\n"
GOOD = "item,,park-permit,公园许可,edu,20,4,promised,5W,,,\n"
BAD = (
    HEAD
    + GOOD
    + "paper,park-permit,form,申请表,,,,,,1,1,\n"
    + "paper,park-permit,photo,照片,,,,,,9,two,\n"
    + "item,,Bad_Key,坏事项,edu,99,4,promised,15日,,,\n"
    + "item,,no-office,无部门,nowhere,20,4,promised,5W,,,\n"
)


def take(name: str, content: bytes | str, **options: object) -> ImportReport:
    raw = content.encode() if isinstance(content, str) else content
    return import_items(read_file(name, raw), by=SYSTEM, at=NOW, file=name, **options)  # type: ignore[arg-type]


@pytest.mark.django_db
class TestBadRows:
    def test_every_bad_cell_is_named_with_row_field_and_remedy(
        self, hall: None
    ) -> None:
        report = take("items.csv", BAD)
        rows = report_row(report)["problems"]
        named = {(row["row"], row["column"], row["field"]) for row in rows}
        assert named == {
            (4, "need", "papers.1.need"),
            (4, "originals", "papers.1.originals"),
            (5, "key", "key"),
            (5, "kind_code", "kind_code"),
            (5, "promise", "promise"),
            (6, "department_key", "department_key"),
        }
        assert all(row["problem"] and row["remedy"] for row in rows)
        assert {row["file"] for row in rows} == {"items.csv"}

    def test_nothing_is_written_while_a_row_is_bad(self, hall: None) -> None:
        before = Entry.objects.count()
        take("items.csv", BAD)
        assert Item.objects.count() == 0
        assert Entry.objects.count() == before

    def test_told_to_skip_it_takes_the_good_ones(self, hall: None) -> None:
        good = HEAD + GOOD + "item,,Bad_Key,坏,edu,20,4,promised,5W,,,\n"
        report = take("items.csv", good, skip_bad=True)
        assert report.created == ("park-permit",)
        assert report.skipped == ("Bad_Key",)
        assert list(Item.objects.values_list("key", flat=True)) == ["park-permit"]

    def test_what_cannot_be_published_is_a_bad_row_too(self, hall: None) -> None:
        report = take("items.csv", HEAD + GOOD, publish_from=PUBLISHED)
        assert {p.refusal.code for p in report.problems} == {
            "publish.no-ground",
            "publish.no-steps",
        }
        assert Item.objects.count() == 0

    def test_a_condition_that_is_none_is_named(self, hall: None) -> None:
        head = "part,item,key,name,department_key,kind_code,level_code,project_kind,promise,when\n"
        row = "paper,park-permit,form,申请表,,,,,,who is agent\n"
        report = take("items.csv", head + GOOD.replace(",,,\n", ",\n") + row)
        (problem,) = report.problems
        assert problem.refusal.code == "import.condition"
        assert problem.refusal.field == "papers.0.when"
        assert '{"q": "who"' in problem.refusal.remedy_text()

    def test_a_text_too_long_for_its_column_is_named(self, hall: None) -> None:
        long = HEAD + GOOD.replace("公园许可", "长" * 201)
        (problem,) = take("items.csv", long).problems
        assert (problem.refusal.code, problem.place.column) == (
            "import.too-long",
            "name",
        )

    def test_yaml_tells_the_line(self, hall: None) -> None:
        text = "key: park-permit\nname: 公园\ndepartment_key: edu\nkind_code: '20'\nlevel_code: '4'\nproject_kind: promised\npromise: 15日\nnmae_en: Park\n"
        report = take("item.yaml", text)
        told = {(p.place.row, p.refusal.field, p.refusal.code) for p in report.problems}
        assert told == {
            (7, "promise", "limit.ambiguous"),
            (8, "nmae_en", "import.unknown-field"),
        }
        remedy = next(p for p in report.problems if p.place.row == 8).refusal
        assert "name_en" in remedy.remedy_text()

    def test_only_item_managers_import(self, hall: None) -> None:
        with pytest.raises(Refusal, match="not allowed"):
            import_items(shipped(), by=STRANGER, at=NOW)


@pytest.mark.django_db
class TestChanges:
    def test_a_changed_fact_makes_a_new_version(self, catalogue: ImportReport) -> None:
        file = Path("yichuang/catalogue/data/items/food-operation.yaml")
        text = file.read_text(encoding="utf-8").replace(
            'promise: "6W"', 'promise: "5W"'
        )
        text = text.replace('limit: "5W"', 'limit: "4W"')
        report = take("food.yaml", text, publish_from=date(2026, 4, 1))
        assert report.changed == report.published == ("food-operation",)
        versions = ItemVersion.objects.filter(item__key="food-operation")
        assert [
            (v.number, v.state, v.valid_from, v.valid_to)
            for v in versions.order_by("number")
        ] == [
            (1, "published", PUBLISHED, date(2026, 3, 31)),
            (2, "published", date(2026, 4, 1), None),
        ]
        old = queries.current_guide("food-operation", date(2026, 3, 31))
        new = queries.current_guide("food-operation", date(2026, 4, 1))
        assert (str(old.promise), str(new.promise)) == ("6W", "5W")

    def test_a_draft_is_written_over_not_piled_up(self, hall: None) -> None:
        take("items.csv", HEAD + GOOD)
        take("items.csv", HEAD + GOOD.replace("5W", "4W"))
        (version,) = ItemVersion.objects.all()
        assert (version.number, version.promise_n) == (1, 4)


def test_what_is_exported_can_be_imported_unchanged() -> None:
    everything = [replace_facts(sheet) for sheet in sheets().values()]
    for name, content in (
        ("all.yaml", write_yaml(everything).encode()),
        ("all.csv", write_csv(everything).encode()),
        ("all.xlsx", write_xlsx(everything)),
    ):
        for document in read_file(name, content):
            read = read_item if document.kind == "item" else read_bundle
            sheet, problems = read(document)
            assert problems == ()
            assert sheet == replace_facts(sheet_named(str(document.values["key"])))


def replace_facts(sheet: object) -> object:
    """Notes on sources stay in YAML only."""
    from dataclasses import replace

    return replace(sheet, facts=())  # type: ignore[type-var]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "yaml"])
def test_the_template_itself_is_good(ending: str) -> None:
    example = sheet_named("edu-selfexam-diploma")
    (document,) = read_file(f"t.{ending}", template(ending, example))
    sheet, problems = read_item(document)
    assert problems == ()
    assert sheet is not None
    assert sheet.papers == example.papers


class TestHostileFiles:
    def refused(self, name: str, content: bytes) -> str:
        with pytest.raises(Refusal) as refusal:
            read_file(name, content)
        assert refusal.value.field == "file"
        assert refusal.value.remedy_text()
        return refusal.value.code

    def test_another_ending(self) -> None:
        assert self.refused("items.exe", b"MZ") == "file.format"

    def test_more_than_ten_megabytes(self) -> None:
        assert self.refused("a.yaml", b" " * (10 * 2**20 + 1)) == "file.too-large"

    def test_a_program_named_xlsx(self) -> None:
        assert self.refused("a.xlsx", b"MZ\x90") == "file.not-what-it-says"
        assert self.refused("a.yaml", b"PK\x03\x04") == "file.not-what-it-says"

    def test_an_alias_bomb(self) -> None:
        bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
            f"{b}: &{b} [*{a},*{a},*{a},*{a},*{a},*{a},*{a},*{a},*{a}]\n"
            for a, b in zip("abcdefgh", "bcdefghi", strict=True)
        )
        assert self.refused("a.yaml", bomb.encode()) == "file.bomb"

    def test_nesting_without_end(self) -> None:
        assert self.refused("a.yaml", b"[" * 5000) == "file.bomb"

    def test_a_tag_that_would_run(self) -> None:
        text = b"key: !!python/object/apply:os.system ['true']\n"
        (document,) = read_file("a.yaml", text)
        assert document.values["key"] == ["true"]

    def test_a_zip_bomb_named_xlsx(self) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", b"0" * (101 * 2**20))
        assert len(out.getvalue()) < 200_000
        assert self.refused("a.xlsx", out.getvalue()) == "file.bomb"

    def test_a_broken_workbook(self) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("xl/workbook.xml", b"<no")
        assert self.refused("a.xlsx", out.getvalue()) == "file.unreadable"

    def test_an_empty_file(self) -> None:
        assert self.refused("a.csv", b"") == "file.empty"
        assert self.refused("a.yaml", b"") == "file.empty"

    def test_a_formula_stays_text(self) -> None:
        book = openpyxl.Workbook()
        book.active.append(["part", "key", "name"])
        book.active.append(["item", "park-permit", '=HYPERLINK("http://x","公园")'])
        out = io.BytesIO()
        book.save(out)
        (document,) = read_file("a.xlsx", out.getvalue())
        assert str(document.values["name"]).startswith("=HYPERLINK")

    def test_what_we_export_is_not_run_by_a_spreadsheet(self) -> None:
        from dataclasses import replace

        sheet = replace(sheet_named("edu-query"), name="=1+1")
        line = next(x for x in write_csv([sheet]).splitlines() if x.startswith("item,"))
        assert "'=1+1" in line

    def test_chinese_of_an_old_spreadsheet_is_read(self) -> None:
        (document,) = read_file("a.csv", (HEAD + GOOD).encode("gb18030"))
        assert document.values["name"] == "公园许可"
