"""A hall with its calendar for tests: places, departments, windows, hours."""

from datetime import date, time
from typing import Any

from tests.factories.accounts import NOW, invented_uscc
from yichuang.accounts.policies import SYSTEM
from yichuang.kernel.workdays import YearPlan
from yichuang.organisation.models import Department, Division, Hall
from yichuang.organisation.rules import (
    DepartmentPlan,
    DivisionPlan,
    HallPlan,
    HoursPlan,
    PostPlan,
    WindowPlan,
)
from yichuang.organisation.services.arranging import arrange
from yichuang.organisation.services.calendar import publish_year

SPRING = {date(2026, 2, day): "春节" for day in range(16, 23)}
MADE_UP = {date(2026, 2, 14): "春节", date(2026, 2, 28): "春节"}


def hall_plan(**over: Any) -> HallPlan:
    """The plan of a county hall: education and civil affairs, three windows."""
    given: dict[str, Any] = {
        "code": "2101",
        "division": "430999",
        "name": "青禾县政务服务大厅",
        "name_en": "Qinghe Service Hall",
        "short_name": "青",
        "address": "青禾县文庙路 18 号",
        "address_en": "18 Wenmiao Road, Qinghe",
        "phone": "0799-1234567",
        "divisions": (DivisionPlan("430999", "青禾县", "Qinghe County"),),
        "departments": (
            DepartmentPlan(
                key="education",
                name="青禾县教育局",
                name_en="Qinghe Education Bureau",
                short_name="教",
                uscc=invented_uscc(900001),
                phone="0799-1234568",
                review_body="青禾县人民政府",
                court="青禾县人民法院",
                posts=(
                    PostPlan("review", "初审岗", "review", "Review"),
                    PostPlan("decide", "审批岗", "decision", "Decision"),
                ),
            ),
            DepartmentPlan(
                key="civil",
                name="青禾县民政局",
                name_en="Qinghe Civil Affairs Bureau",
                short_name="民",
                uscc=invented_uscc(900002),
            ),
        ),
        "windows": (
            WindowPlan(5, "综合窗口", "Comprehensive window"),
            WindowPlan(6, "综合窗口", "Comprehensive window"),
            WindowPlan(7, "教育窗口", "Education window", department="education"),
        ),
        "hours": (
            HoursPlan((0, 1, 2, 3, 4), time(9), time(12)),
            HoursPlan((0, 1, 2, 3, 4), time(13, 30), time(17)),
        ),
    }
    return HallPlan(**(given | over))


def make_hall(**over: Any) -> Hall:
    """A hall as it opens its doors, with the calendars of 2025 to 2027.

    It is hall 1 with departments 1 and 2, where the cast works, whatever ran before.
    """
    plan = hall_plan(**over)
    _number(plan)
    hall = arrange(plan, by=SYSTEM, at=NOW)
    make_calendar()
    return hall


def _number(plan: HallPlan) -> None:
    place = Division.objects.create(code=plan.division, name="")
    hall = Hall.objects.create(pk=1, division=place, code=plan.code)
    for number, row in enumerate(plan.departments, 1):
        Department.objects.create(pk=number, hall=hall, key=row.key)


def make_calendar(*years: int) -> None:
    """Publish the state's plan of these years: Spring Festival 2026 as it was."""
    for year in years or (2025, 2026, 2027):
        plan = (
            YearPlan(holidays=SPRING, made_up=MADE_UP) if year == 2026 else YearPlan()
        )
        publish_year(year, plan, by=SYSTEM, at=NOW)


def department(key: str = "education") -> Department:
    """The department of that key."""
    return Department.objects.get(key=key)
