"""Time limits: when they end, which days count and why, which lamp that lights.

>>> from datetime import date
>>> from yichuang.kernel.workdays import WorkCalendar, YearPlan
>>> plan = YearPlan({date(2026, 10, 1): "National Day"})
>>> told = deadline(date(2026, 9, 30), Limit.parse("1W"), WorkCalendar({2026: plan}))
>>> [(day.day.day, day.reason.value, day.number) for day in told.days]
[(30, 'start-day', None), (1, 'holiday', None), (2, 'counted', 1)]
"""

from yichuang.kernel.lamps import Lamp, TimeLeft, lamp, time_left, working_days_left
from yichuang.kernel.limits.counting import due_date
from yichuang.kernel.limits.explaining import (
    DayExplained,
    Deadline,
    Reason,
    deadline,
)
from yichuang.kernel.limits.promises import promise_exceeds, require_after
from yichuang.kernel.limits.stops import Stop, lawful
from yichuang.kernel.limits.units import Limit, Unit

__all__ = [
    "DayExplained",
    "Deadline",
    "Lamp",
    "Limit",
    "Reason",
    "Stop",
    "TimeLeft",
    "Unit",
    "deadline",
    "due_date",
    "lamp",
    "lawful",
    "promise_exceeds",
    "require_after",
    "time_left",
    "working_days_left",
]
