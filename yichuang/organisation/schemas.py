"""A hall's plan as it is written in a YAML file."""

from datetime import time
from typing import Any

import yaml

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.rules import (
    DepartmentPlan,
    DivisionPlan,
    HallPlan,
    HoursPlan,
    PostPlan,
    WindowPlan,
)


def read_plan(text: str) -> HallPlan:
    """The plan in a file.

    Raises:
        Refusal: "hall.unreadable" when it is not YAML or lacks what a plan needs.
    """
    try:
        data = yaml.safe_load(text)
        return _plan(data["hall"] | {"divisions": data.get("divisions", [])}, data)
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as problem:
        raise Refusal(
            "hall.unreadable",
            N_("The file is not the plan of a hall: %(problem)s"),
            field="file",
            remedy=N_("docs/guide/administrator.md shows a plan that can be copied."),
            problem=str(problem),
        ) from problem


def _plan(hall: dict[str, Any], data: dict[str, Any]) -> HallPlan:
    return HallPlan(
        **{
            **hall,
            "code": str(hall["code"]),
            "division": str(hall["division"]),
            "divisions": tuple(
                DivisionPlan(
                    **{
                        **row,
                        "code": str(row["code"]),
                        "parent": str(row.get("parent", "")),
                    }
                )
                for row in hall["divisions"]
            ),
            "departments": tuple(map(_department, data.get("departments", []))),
            "windows": tuple(WindowPlan(**row) for row in data.get("windows", [])),
            "hours": tuple(map(_hours, data.get("hours", []))),
        }
    )


def _department(row: dict[str, Any]) -> DepartmentPlan:
    posts = tuple(PostPlan(**post) for post in row.get("posts", []))
    return DepartmentPlan(**{**row, "posts": posts})


def _hours(row: dict[str, Any]) -> HoursPlan:
    return HoursPlan(
        weekdays=tuple(row["weekdays"]),
        opens=time.fromisoformat(row["opens"]),
        closes=time.fromisoformat(row["closes"]),
        season_from=row.get("season_from", "01-01"),
        season_to=row.get("season_to", "12-31"),
    )
