"""`yichuang clock due`: a deadline explained day by day, from the shell and from CSV."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.factories.organisation import make_hall
from tests.kernel.vectors import WORKDAYS

pytestmark = pytest.mark.django_db


def due(*options: str) -> str:
    out = StringIO()
    call_command("clock", "due", *options, stdout=out)
    return out.getvalue()


def as_json(*options: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(due(*options, "--json"))
    return told


@pytest.mark.parametrize(("start", "n", "end", "why"), WORKDAYS)
def test_published_vectors(start: Any, n: int, end: Any, why: str) -> None:
    """Before a hall is set up the library's years count."""
    told = as_json("--start", start.isoformat(), "--limit", f"{n}W")
    assert told["due"] == end.isoformat(), why
    assert told["counted"] == n


def test_the_days_of_document_001() -> None:
    """2020-05-06 to 2022-12-01: 940 days with both ends, 645 working days after the
    first."""
    told = as_json("--start", "2020-05-06", "--limit", "645W")
    assert told["due"] == "2022-12-01"
    assert len(told["days"]) == 940
    assert told["counted"] == 645


def test_every_day_on_a_line() -> None:
    lines = due("--start", "2026-02-13", "--limit", "3W").splitlines()
    assert lines[0] == "2026-02-13   -  start-day"
    assert lines[1] == "2026-02-14   1  make-up 春节"
    assert lines[-1] == "due 2026-02-25"


def test_stops_do_not_count() -> None:
    told = as_json(
        *("--start", "2026-03-10", "--limit", "3W"),
        *("--stop", "2026-03-11..2026-03-12=听证", "--stop", "2026-03-16=鉴定"),
    )
    assert told["due"] == "2026-03-18"
    stopped = {day["day"]: day["note"] for day in told["days"] if day["note"]}
    assert stopped == {
        "2026-03-11": "听证",
        "2026-03-12": "听证",
        "2026-03-16": "鉴定",
    }


def test_natural_days_and_on_the_spot() -> None:
    assert as_json("--start", "2026-03-10", "--limit", "60N")["due"] == "2026-05-09"
    assert as_json("--start", "2026-03-10", "--limit", "S")["due"] == "2026-03-10"


def test_hours_run_from_a_moment_in_the_hall_s_hours() -> None:
    make_hall()
    told = as_json("--start", "2026-03-10T11:30", "--limit", "2H")
    assert told["due_at"] == "2026-03-10T15:00:00+08:00"
    assert as_json("--start", "2026-03-10", "--limit", "2H")["due_at"] == (
        "2026-03-10T11:00:00+08:00"
    )


def test_with_a_hall_its_calendar_counts() -> None:
    make_hall()
    with pytest.raises(CommandError, match="2029"):
        due("--start", "2029-03-01", "--limit", "5W")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--start", "2026-03-10"), "--limit"),
        (("--limit", "5W"), "--start"),
        (("--start", "soon", "--limit", "5W"), "not a day"),
        (("--start", "2026-02-30", "--limit", "5W"), "not a day"),
        (("--start", "2026-03-10", "--limit", "5X"), "5X"),
        (("--start", "2026-03-10", "--limit", "5W", "--stop", "2026-03-11"), "ground"),
        (
            (
                *("--start", "2026-03-10", "--limit", "5W"),
                *("--stop", "2026-03-13..2026-03-11=听证"),
            ),
            "before it starts",
        ),
        (("--start", "2999-03-10", "--limit", "5W"), "calendar import 2999"),
        (("--start", "2026-03-10", "--limit", "5W", "--hall", "99"), "no such hall"),
        (("--file", "/nowhere.csv"), "Cannot read"),
    ],
)
def test_what_cannot_be_counted_says_why(options: tuple[str, ...], says: str) -> None:
    with pytest.raises(CommandError, match=says):
        due(*options)


def test_a_file_in_and_out(tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    file.write_text(
        "\ufeffcase,start,limit,stops\n"
        "甲,2026-03-10,5W,\n"
        "乙,2026-03-10,3W,2026-03-11..2026-03-12=听证;2026-03-16=鉴定\n",
        encoding="utf-8",
    )
    rows = list(csv.DictReader(StringIO(due("--file", str(file)))))
    assert [(row["case"], row["due"]) for row in rows] == [
        ("甲", "2026-03-17"),
        ("乙", "2026-03-18"),
    ]
    told = json.loads(due("--file", str(file), "--json"))
    assert told[0]["due"] == "2026-03-17"


def test_every_bad_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    file.write_text(
        "start,limit\n2026-03-10,5W\nsoon,5W\n2026-03-10,5X\n2026-03-10\n",
        encoding="utf-8",
    )
    with pytest.raises(CommandError) as refused:
        due("--file", str(file))
    lines = str(refused.value).splitlines()
    assert [line.partition(":")[0] for line in lines] == ["line 3", "line 4", "line 5"]


def test_a_file_without_the_columns(tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    file.write_text("from,limit\n2026-03-10,5W\n", encoding="utf-8")
    with pytest.raises(CommandError, match="no column start"):
        due("--file", str(file))


def test_a_stop_beginning_with_the_limit_counts_both_of_its_days() -> None:
    """听证 on the 24th and 25th: the three days are the 14th, 26th and 27th."""
    told = as_json(
        *("--start", "2026-02-13", "--limit", "3W"),
        *("--stop", "2026-02-24..2026-02-25=听证"),
    )
    assert told["due"] == "2026-02-27"


BAD_LINES = {
    "2999-03-10,5W,": ("start", "calendar import 2999"),
    "2026-03-10,2600W,": ("limit", "ten years"),
    "2026-03-10,15日,": ("limit", "15W"),
    "2026-03-10,5W,2026-03-11": ("stops", "legal ground"),
    "2026-03-10,5W,2026-03-11=补正": ("stops", "legal ground"),
    "2026-03-10,5W,2026-03-09=听证": ("stops", "on or after"),
    "2026-03-10,5W,2026-03-13..2026-03-11=听证": ("stops", "before it starts"),
    "2026-03-10,9W,2026-03-11..2026-03-13=听证;2026-03-12=鉴定": ("stops", "overlap"),
}


def test_every_fault_names_line_column_and_remedy(tmp_path: Path) -> None:
    """One good line between seven bad ones: all seven are told, nothing is printed."""
    file = tmp_path / "in.csv"
    lines = ["start,limit,stops", "2026-03-10,5W,", *BAD_LINES]
    file.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(CommandError) as refused:
        due("--file", str(file))
    told = str(refused.value).splitlines()
    assert len(told) == len(BAD_LINES)
    for number, (line, (_, (field, says))) in enumerate(
        zip(told, BAD_LINES.items(), strict=True), start=3
    ):
        assert line.startswith(f"line {number}")
        assert line.split(": ")[1] == field
        assert says in line


def test_a_due_column_that_was_there_is_counted_anew(tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    file.write_text("start,limit,due\n2026-03-10,5W,never\n", encoding="utf-8")
    assert due("--file", str(file)) == "start,limit,due\n2026-03-10,5W,2026-03-17\n"


def test_a_cell_too_many_is_a_fault(tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    file.write_text("start,limit\n2026-03-10,5W,surplus\n", encoding="utf-8")
    with pytest.raises(CommandError, match="line 2: the line has more cells"):
        due("--file", str(file))


def test_a_hall_that_is_not_there_is_said() -> None:
    make_hall()
    with pytest.raises(CommandError, match="no such hall"):
        due("--start", "2026-02-13", "--limit", "3W", "--hall", "999")
