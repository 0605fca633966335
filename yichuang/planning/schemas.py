"""Shapes of forecasts and plans in the API."""

from datetime import date
from typing import Annotated

from ninja import Schema
from pydantic import Field

from yichuang.planning.rules.staffing import GOAL
from yichuang.web.api import Body


class ExpectedOut(Schema):
    """A count to come: its mean and the range of eight days in ten."""

    mean: float
    low: int
    high: int


class ForecastOut(Schema):
    """What a day should bring; `default`: stated, because nothing was learned yet."""

    day: date
    default: bool
    total: ExpectedOut
    kinds: dict[str, ExpectedOut]
    half_hours: dict[str, ExpectedOut]


class PlanIn(Body):
    """A plan is wanted: nine in ten wait at most `goal` minutes, with at most so many
    windows (left out: all of them)."""

    day: date
    goal: float = GOAL
    most_windows: Annotated[int, Field(le=1000)] | None = None


class DutyOut(Schema):
    """A window and the half-hours it is open in; 18 is 9:00 to 9:30."""

    window: int
    slots: list[int]


class LackOut(Schema):
    """Windows missing in a half-hour; `line` is "" for all kinds together."""

    slot: int
    line: str
    windows: float


class RefusalOut(Schema):
    """Why a plan is not possible."""

    code: str
    says: str
    remedy: str


class PlanOut(Schema):
    """A plan and how far it is. `gap` is how far the window-hours may be from the proven
    least (0.02: two per cent), `capacity` seats to book by kind and half-hour."""

    id: int
    day: date
    number: int
    state: str
    done: int
    of: int
    goal: float
    most_windows: int | None
    good: bool | None
    hours: float | None
    gap: float | None
    p90: float | None
    duties: list[DutyOut]
    capacity: dict[str, list[int]]
    lacks: list[LackOut]
    late: dict[str, float]
    refusal: RefusalOut | None
