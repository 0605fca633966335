"""Who the hall is: places, people at their posts, calendars, numbers."""

from yichuang.organisation.models.absence import Absence
from yichuang.organisation.models.calendar import CalendarDay, CalendarYear, DayKind
from yichuang.organisation.models.floor import FloorMap
from yichuang.organisation.models.hall import (
    Department,
    Division,
    Hall,
    HallDay,
    OpeningHours,
    Window,
    WindowState,
)
from yichuang.organisation.models.post import (
    Authorisation,
    Cover,
    Post,
    PostHolding,
    PostKind,
)
from yichuang.organisation.models.section import Section
from yichuang.organisation.models.series import Series

__all__ = [
    "Absence",
    "Authorisation",
    "CalendarDay",
    "CalendarYear",
    "Cover",
    "DayKind",
    "Department",
    "Division",
    "FloorMap",
    "Hall",
    "HallDay",
    "OpeningHours",
    "Post",
    "PostHolding",
    "PostKind",
    "Section",
    "Series",
    "Window",
    "WindowState",
]
