"""What a hall's plan must say before it can be set up; checked as a whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from yichuang.kernel.identity import check_uscc
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.kernel.text import N_

WEEKDAYS = 7
_DIVISION = re.compile(r"\d{6}")
_UNIT = re.compile(r"\d{4}")
LEAP_YEAR = 2028  # so that a season may end on 29 February

POST_KINDS = ("window", "review", "decision", "issue")
WINDOW_STATES = ("standing", "spare", "mobile", "paused")
MOST_WINDOWS = 9999


@dataclass(frozen=True, slots=True)
class DivisionPlan:
    """An administrative division by its GB/T 2260 code."""

    code: str
    name: str
    name_en: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class PostPlan:
    """A post of a department."""

    key: str
    name: str
    kind: str
    name_en: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """A section 处室 of a department; one of them `approves`."""

    key: str
    name: str
    name_en: str = ""
    approves: bool = False


@dataclass(frozen=True, slots=True)
class DepartmentPlan:
    """A department stationed in the hall; its USCC is checked."""

    key: str
    name: str
    short_name: str
    uscc: str
    name_en: str = ""
    phone: str = ""
    review_body: str = ""
    court: str = ""
    posts: tuple[PostPlan, ...] = ()
    sections: tuple[SectionPlan, ...] = ()


@dataclass(frozen=True, slots=True)
class WindowPlan:
    """A window; without a department it is a comprehensive one 综合窗口. A guide desk or
    an issuing window `receives` nobody's application."""

    number: int
    name: str
    name_en: str = ""
    department: str = ""
    state: str = "standing"
    receives: bool = True


@dataclass(frozen=True, slots=True)
class HoursPlan:
    """Open on these weekdays (0 = Monday) from `opens` to `closes`, in a season."""

    weekdays: tuple[int, ...]
    opens: time
    closes: time
    season_from: str = "01-01"
    season_to: str = "12-31"


@dataclass(frozen=True, slots=True)
class HallPlan:
    """Everything about a hall that one file sets up."""

    code: str
    division: str
    name: str
    short_name: str
    name_en: str = ""
    address: str = ""
    address_en: str = ""
    phone: str = ""
    complaint_phone: str = "12345"
    time_zone: str = "Asia/Shanghai"
    divisions: tuple[DivisionPlan, ...] = ()
    departments: tuple[DepartmentPlan, ...] = field(default=())
    windows: tuple[WindowPlan, ...] = ()
    hours: tuple[HoursPlan, ...] = ()


def check_plan(plan: HallPlan) -> None:
    """Raises Refusals naming every place of the plan that cannot stand."""
    wrong = tuple(_faults(plan))
    if wrong:
        raise Refusals(wrong)


def _faults(plan: HallPlan) -> Iterator[Refusal]:
    known = {row.code for row in plan.divisions} | {plan.division}
    for code in sorted(known):
        if not _DIVISION.fullmatch(code):
            yield _wrong(
                "division",
                N_("“%(value)s” is not a division code of six digits."),
                code,
            )
    if not _UNIT.fullmatch(plan.code):
        yield _wrong(
            "code", N_("“%(value)s” is not a hall code of four digits."), plan.code
        )
    yield from _place(plan)
    yield from _departments(plan)
    yield from _windows(plan)
    yield from _hours(plan)


def _place(plan: HallPlan) -> Iterator[Refusal]:
    codes = {row.code for row in plan.divisions}
    for number, row in enumerate(plan.divisions):
        if row.parent and row.parent not in codes:
            yield _wrong(
                f"divisions.{number}.parent",
                N_("There is no division “%(value)s” in the file."),
                row.parent,
            )
    try:
        ZoneInfo(plan.time_zone)
    except (ValueError, ZoneInfoNotFoundError):
        yield _wrong("time_zone", N_("“%(value)s” is not a time zone."), plan.time_zone)


def _departments(plan: HallPlan) -> Iterator[Refusal]:
    yield from _repeated("departments", [row.key for row in plan.departments])
    for number, department in enumerate(plan.departments):
        posts = f"departments.{number}.posts"
        yield from _repeated(posts, [post.key for post in department.posts])
        yield from _sections(department, f"departments.{number}")
        for place, post in enumerate(department.posts):
            yield from _one_of(f"{posts}.{place}.kind", post.kind, POST_KINDS)
        try:
            check_uscc(department.uscc)
        except Refusal as refusal:
            yield Refusal(
                refusal.code,
                refusal.says,
                field=f"departments.{number}.uscc",
                remedy=refusal.remedy,
                **refusal.facts,
            )


def _sections(department: DepartmentPlan, place: str) -> Iterator[Refusal]:
    keys = [row.key for row in department.sections]
    yield from _repeated(f"{place}.sections", keys)
    approving = [row.name for row in department.sections if row.approves]
    if len(approving) > 1:
        yield Refusal(
            "hall.plan",
            N_("More than one section would hold the approval function: %(names)s."),
            field=f"{place}.sections",
            remedy=N_(
                "Approving lies in one section of a department; mark only that one."
            ),
            names="、".join(approving),
        )
    for at, post in enumerate(department.posts):
        if post.section and post.section not in keys:
            yield _wrong(
                f"{place}.posts.{at}.section",
                N_("There is no section “%(value)s” in the department."),
                post.section,
            )


def _windows(plan: HallPlan) -> Iterator[Refusal]:
    keys = {row.key for row in plan.departments}
    yield from _repeated("windows", [str(row.number) for row in plan.windows])
    for number, window in enumerate(plan.windows):
        yield from _one_of(f"windows.{number}.state", window.state, WINDOW_STATES)
        if not 1 <= window.number <= MOST_WINDOWS:
            yield _wrong(
                f"windows.{number}.number",
                N_("“%(value)s” is not a window number."),
                str(window.number),
            )
        if window.department and window.department not in keys:
            yield _wrong(
                f"windows.{number}.department",
                N_("There is no department “%(value)s”."),
                window.department,
            )


def _hours(plan: HallPlan) -> Iterator[Refusal]:
    for number, row in enumerate(plan.hours):
        for name in ("season_from", "season_to"):
            if not _is_month_day(getattr(row, name)):
                yield _wrong(
                    f"hours.{number}.{name}",
                    N_("“%(value)s” is not a month and a day, like 05-01."),
                    getattr(row, name),
                )
        if row.closes <= row.opens:
            yield _wrong(
                f"hours.{number}.closes",
                N_("The hall would close at %(value)s before it opens."),
                f"{row.closes:%H:%M}",
            )
        for day in row.weekdays:
            if not 0 <= day < WEEKDAYS:
                yield _wrong(
                    f"hours.{number}.weekdays",
                    N_("“%(value)s” is not a weekday (0 is Monday, 6 is Sunday)."),
                    str(day),
                )


def _is_month_day(text: str) -> bool:
    try:
        return f"{date.fromisoformat(f'{LEAP_YEAR}-{text}'):%m-%d}" == text
    except ValueError:
        return False


def _one_of(field: str, value: str, known: tuple[str, ...]) -> Iterator[Refusal]:
    if value not in known:
        yield Refusal(
            "hall.plan",
            N_("“%(value)s” is not known here."),
            field=field,
            remedy=N_("Write one of: %(known)s."),
            value=value,
            known=", ".join(known),
        )


def _repeated(name: str, keys: list[str]) -> Iterator[Refusal]:
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield _wrong(name, N_("“%(value)s” stands there twice."), key)


def _wrong(name: str, says: str, value: str) -> Refusal:
    return Refusal(
        "hall.plan",
        says,
        field=name,
        remedy=N_("Correct the file and load it again; nothing was changed."),
        value=value,
    )
