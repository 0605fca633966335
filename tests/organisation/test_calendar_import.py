"""The working days of a year come from the library, from a file, or are an error; a plan
with a fault changes nothing."""

import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.factories.accounts import NOW
from tests.factories.organisation import make_hall
from yichuang.accounts.policies import SYSTEM
from yichuang.journal.models import Entry
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.workdays import YearPlan
from yichuang.organisation.models import CalendarYear
from yichuang.organisation.queries.calendars import calendar_for
from yichuang.organisation.services.calendar import publish_year

pytestmark = pytest.mark.django_db

PLAN = """
year: 2028
source: 国办发明电〔2027〕1 号
holidays:
  2028-01-03: 元旦
  2028-01-26: 春节
workdays:
  2028-01-22: 春节
"""


def calendar(*arguments: str | Path) -> str:
    out = StringIO()
    call_command("calendar", *map(str, arguments), stdout=out)
    return out.getvalue()


def years() -> dict[int, int]:
    """Known years and the number of special days of each."""
    return {row.year: row.days.count() for row in CalendarYear.objects.all()}


def test_published_years_come_from_the_library() -> None:
    said = json.loads(calendar("import", "2025", "2026", "--json"))
    assert [(row["year"], row["provisional"]) for row in said] == [
        (2025, False),
        (2026, False),
    ]
    known = calendar_for(None)
    assert known.is_workday(date(2026, 2, 14))
    assert not known.is_workday(date(2026, 2, 17))
    assert known.day(date(2026, 10, 1)).name == "国庆节"


def test_a_year_not_yet_published_is_marked_provisional() -> None:
    said = calendar("import", "2027")
    assert "2027 (provisional)" in said
    assert calendar_for(None).is_provisional(date(2027, 1, 1), date(2027, 1, 2))


def test_a_year_nobody_published_is_an_error_with_what_to_do() -> None:
    with pytest.raises(CommandError, match="yichuang calendar import 2028 --file FILE"):
        calendar("import", "2028")
    assert not years()


def test_a_file_is_loaded_and_a_better_one_takes_its_place(tmp_path: Path) -> None:
    file = tmp_path / "2028.yaml"
    file.write_text(PLAN, encoding="utf-8")
    calendar("import", "2028", "--file", file)
    assert years() == {2028: 3}
    assert calendar_for(None).is_workday(date(2028, 1, 22))
    file.write_text(PLAN.replace("  2028-01-26: 春节\n", ""), encoding="utf-8")
    calendar("import", "2028", "--file", file)
    assert years() == {2028: 2}
    assert CalendarYear.objects.get().version == 2
    assert Entry.objects.filter(code="organisation.calendar-published").count() == 2


BAD = {
    "not-yaml": ("year: [", "not a plan"),
    "a-list": ("- 2028", "not a plan"),
    "empty": ("", "not a plan"),
    "no-source": (PLAN.replace("source", "quelle"), "source"),
    "no-holidays": ("year: 2028\nsource: x\n", "holidays"),
    "another-year": (PLAN.replace("year: 2028", "year: 2029"), "2029"),
    "a-day-of-another-year": (PLAN.replace("2028-01-26", "2027-01-26"), "2027-01-26"),
    "no-such-day": (PLAN.replace("2028-01-26", "2028-02-30"), "not a plan"),
    "no-day-at-all": (PLAN.replace("2028-01-26", "soon"), "not a plan"),
    "off-and-worked": (PLAN.replace("2028-01-22", "2028-01-26"), "2028-01-26"),
}


@pytest.mark.parametrize(("text", "says"), BAD.values(), ids=BAD)
def test_a_file_with_a_fault_changes_nothing(
    tmp_path: Path, text: str, says: str
) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=says):
        calendar("import", "2028", "--file", file)
    assert not years()


def test_a_file_that_is_not_there_or_not_text(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Cannot read"):
        calendar("import", "2028", "--file", tmp_path / "none.yaml")
    binary = tmp_path / "plan.xlsx"
    binary.write_bytes(b"PK\x03\x04\xff\xfe\x00\x80")
    with pytest.raises(CommandError):
        calendar("import", "2028", "--file", binary)


def test_of_several_years_all_are_loaded_or_none() -> None:
    with pytest.raises(CommandError):
        calendar("import", "2026", "2028")
    assert not years()


def test_a_hall_s_own_year_replaces_the_state_s_for_that_hall() -> None:
    hall = make_hall()
    own = YearPlan(holidays={date(2026, 3, 11): "县庆"}, source="县政府公告")
    publish_year(2026, own, by=SYSTEM, at=NOW, hall_id=hall.pk)
    assert not calendar_for(hall.pk).is_workday(date(2026, 3, 11))
    assert calendar_for(None).is_workday(date(2026, 3, 11))


def test_only_an_administrator_publishes(cast: Any) -> None:
    for who in ("hall_manager", "department_head", "clerk", "citizen", "stranger"):
        with pytest.raises(Refusal) as refused:
            publish_year(2028, YearPlan(), by=cast.actor(who), at=NOW)
        assert refused.value.code == "permission.denied"
    publish_year(2028, YearPlan(), by=cast.actor("administrator"), at=NOW)
