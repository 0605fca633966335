"""A hall's plan as it is written in a YAML file."""

from dataclasses import MISSING, fields
from datetime import time
from typing import Any, TypeVar

import yaml

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.rules import (
    DepartmentPlan,
    DivisionPlan,
    HallPlan,
    HoursPlan,
    PostPlan,
    SectionPlan,
    WindowPlan,
)

T = TypeVar("T")


def read_plan(text: str) -> HallPlan:
    """The plan in a file.

    Raises:
        Refusal: "hall.unreadable" when it is not YAML or lacks what a plan needs.
    """
    try:
        return _plan(_mapping(yaml.safe_load(text), "file"))
    except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as problem:
        raise Refusal(
            "hall.unreadable",
            N_("The file is not the plan of a hall (%(problem)s)."),
            field="file",
            remedy=N_("docs/guide/administrator.md shows a plan that can be copied."),
            problem=" ".join(str(problem).split()),
        ) from problem


def _made(kind: type[T], name: str, row: dict[str, Any]) -> T:
    """A part of the plan; ValueError names what is missing and what nobody knows."""
    known = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]
    needed = {
        field.name
        for field in known.values()
        if field.default is MISSING and field.default_factory is MISSING
    }
    faults = [f"{name} has no {word}" for word in sorted(set(row) - set(known))]
    faults += [f"{name} lacks {word}" for word in sorted(needed - set(row))]
    if faults:
        raise ValueError(", ".join(faults))
    return kind(**row)


def _mapping(value: object, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError(f"{name} is no list of names and values")
    return value


def _plan(data: dict[str, Any]) -> HallPlan:
    hall = _mapping(data.get("hall"), "hall")
    parts = {
        "divisions": tuple(map(_division, data.get("divisions") or [])),
        "departments": tuple(map(_department, data.get("departments") or [])),
        "windows": tuple(
            _made(WindowPlan, "window", row) for row in data.get("windows") or []
        ),
        "hours": tuple(map(_hours, data.get("hours") or [])),
    }
    codes: dict[str, Any] = {
        name: str(hall[name]) for name in ("code", "division") if name in hall
    }
    return _made(HallPlan, "hall", {**hall, **codes, **parts})


def _division(row: dict[str, Any]) -> DivisionPlan:
    codes: dict[str, Any] = {
        name: str(row[name]) for name in ("code", "parent") if name in row
    }
    return _made(DivisionPlan, "division", {**row, **codes})


def _department(row: dict[str, Any]) -> DepartmentPlan:
    posts = tuple(_made(PostPlan, "post", post) for post in row.get("posts") or [])
    sections = tuple(
        _made(SectionPlan, "section", section) for section in row.get("sections") or []
    )
    return _made(
        DepartmentPlan, "department", {**row, "posts": posts, "sections": sections}
    )


def _hours(row: dict[str, Any]) -> HoursPlan:
    return HoursPlan(
        weekdays=tuple(row["weekdays"]),
        opens=time.fromisoformat(row["opens"]),
        closes=time.fromisoformat(row["closes"]),
        season_from=row.get("season_from", "01-01"),
        season_to=row.get("season_to", "12-31"),
    )
