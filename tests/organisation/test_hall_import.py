"""A hall is set up from one file; a file with faults names every one and changes
nothing; a changed plan brings the hall to it and loses nothing."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import CommandError, call_command

from tests.factories.accounts import NOW, invented_uscc
from tests.factories.organisation import hall_plan
from yichuang.accounts.policies import Actor
from yichuang.config.demo.seed import PLAN
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.organisation.models import (
    Department,
    Division,
    Hall,
    OpeningHours,
    Post,
    Window,
)
from yichuang.organisation.queries import calendars, places
from yichuang.organisation.rules import check_plan
from yichuang.organisation.services.arranging import arrange

pytestmark = pytest.mark.django_db


def plan() -> dict[str, Any]:
    """A small plan as a file has it."""
    return {
        "divisions": [{"code": "430999", "name": "青禾县"}],
        "hall": {
            "division": "430999",
            "code": "2101",
            "name": "青禾县政务服务中心",
            "short_name": "青",
        },
        "departments": [
            {
                "key": "edu",
                "name": "青禾县教育局",
                "short_name": "教",
                "uscc": invented_uscc(900001),
                "posts": [{"key": "decision", "name": "审批岗", "kind": "decision"}],
            }
        ],
        "windows": [{"number": 5, "name": "综合窗口"}],
        "hours": [{"weekdays": [0, 1, 2, 3, 4], "opens": "09:00", "closes": "17:00"}],
    }


def load(tmp_path: Path, data: Any, *options: str) -> str:
    file = tmp_path / "hall.yaml"
    text = data if isinstance(data, str) else yaml.safe_dump(data, allow_unicode=True)
    file.write_text(text, encoding="utf-8")
    out = StringIO()
    call_command("hall", "import", str(file), *options, stdout=out)
    return out.getvalue()


def test_from_one_file(tmp_path: Path) -> None:
    said = json.loads(load(tmp_path, plan(), "--json"))
    hall = Hall.objects.get()
    assert said == {"hall": hall.pk, "name": "青禾县政务服务中心"}
    assert places.hall(hall.pk).short_name == "青"
    assert Post.objects.get().department.key == "edu"
    assert calendars.office_hours(hall.pk).closes(NOW.date()) is not None


def test_loaded_again_nothing_is_doubled_and_nothing_is_lost(tmp_path: Path) -> None:
    load(tmp_path, plan())
    changed = plan()
    changed["hall"]["name"] = "青禾县政务大厅"
    changed["windows"] = [{"number": 6, "name": "综合窗口"}]
    load(tmp_path, changed)
    assert Hall.objects.get().name == "青禾县政务大厅"
    assert set(Window.objects.values_list("number", flat=True)) == {5, 6}
    assert OpeningHours.objects.count() == 5
    assert places.hall(Hall.objects.get().pk).name == "青禾县政务大厅"


def test_the_shipped_demo_plan_has_no_fault(tmp_path: Path) -> None:
    load(tmp_path, PLAN.read_text(encoding="utf-8"))
    assert Department.objects.count() == 13


def spoil(data: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The plan with one place changed: "departments.0.uscc"."""
    *way, last = path.split(".")
    at: Any = data
    for step in way:
        at = at[int(step)] if isinstance(at, list) else at[step]
    at[int(last) if isinstance(at, list) else last] = value
    return data


FAULTS = [
    ("hall.code", "21", "code"),
    ("hall.division", "43099", "division"),
    ("hall.time_zone", "Asia/Changsha", "time_zone"),
    ("departments.0.uscc", "91430999000000001X", "departments.0.uscc"),
    ("departments.0.posts.0.kind", "boss", "departments.0.posts.0.kind"),
    ("windows.0.department", "nobody", "windows.0.department"),
    ("windows.0.state", "broken", "windows.0.state"),
    ("windows.0.number", 0, "windows.0.number"),
    ("hours.0.closes", "08:00", "hours.0.closes"),
    ("hours.0.weekdays", [7], "hours.0.weekdays"),
    ("hours.0.season_from", "13-01", "hours.0.season_from"),
    ("divisions.0.parent", "430000", "divisions.0.parent"),
]


@pytest.mark.parametrize(("path", "value", "field"), FAULTS)
def test_a_fault_is_named_with_its_place(
    tmp_path: Path, path: str, value: Any, field: str
) -> None:
    with pytest.raises(CommandError) as refused:
        load(tmp_path, spoil(plan(), path, value))
    lines = str(refused.value).splitlines()
    assert any(line.startswith(f"{field}: ") for line in lines), lines
    assert not Hall.objects.exists()
    assert not Division.objects.exists()


def test_every_fault_at_once(tmp_path: Path) -> None:
    data = plan()
    for path, value, _field in FAULTS:
        spoil(data, path, value)
    data["windows"].append({"number": 0, "name": "又一个"})
    with pytest.raises(CommandError) as refused:
        load(tmp_path, data)
    said = str(refused.value)
    for _path, _value, field in FAULTS:
        assert f"{field}: " in said
    assert "windows: " in said


@pytest.mark.parametrize("name", ["departments", "windows", "posts"])
def test_what_stands_there_twice(tmp_path: Path, name: str) -> None:
    data = plan()
    rows = data["departments"][0]["posts"] if name == "posts" else data[name]
    rows.append(dict(rows[0]))
    with pytest.raises(CommandError, match="twice"):
        load(tmp_path, data)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hall: [",
        "- a\n- list",
        "hall: {}",
        "hall: {code: '2101'}",
        "departments: []",
        "hall: {division: '430999', code: '2101', name: x, short_name: x, colour: red}",
    ],
)
def test_what_is_not_a_plan(tmp_path: Path, text: str) -> None:
    with pytest.raises(CommandError, match="not the plan of a hall"):
        load(tmp_path, text)
    assert not Hall.objects.exists()


def test_what_is_not_there_or_not_text(tmp_path: Path) -> None:
    for content in (None, b"\xff\xfe\x00PK"):
        file = tmp_path / "plan.xlsx"
        if content:
            file.write_bytes(content)
        with pytest.raises(CommandError, match="Cannot read"):
            call_command("hall", "import", str(file))


def test_only_an_administrator_arranges_a_hall(cast: Any) -> None:
    for who in ("hall_manager", "department_head", "clerk", "citizen", "stranger"):
        by: Actor = cast.actor(who)
        with pytest.raises(Refusal) as refused:
            arrange(hall_plan(), by=by, at=NOW)
        assert refused.value.code == "permission.denied"


def test_a_plan_without_fault_passes() -> None:
    check_plan(hall_plan())
    with pytest.raises(Refusals):
        check_plan(hall_plan(code=""))
