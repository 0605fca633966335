"""The State Council's holiday plans as the chinesecalendar package (MIT) ships them."""

from collections import defaultdict
from datetime import date

import chinese_calendar

from yichuang.kernel.workdays import YearPlan

NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利70周年",
}
SOURCE = "国务院办公厅关于部分节假日安排的通知（chinesecalendar 1.11.0）"


def known_years() -> dict[int, YearPlan]:
    """Every published year of the package: weekdays off and weekend days worked."""
    off: dict[int, dict[date, str]] = defaultdict(dict)
    worked: dict[int, dict[date, str]] = defaultdict(dict)
    for day, name in chinese_calendar.holidays.items():
        if day.weekday() < 5:
            off[day.year][day] = NAMES.get(name, name)
    for day, name in chinese_calendar.workdays.items():
        worked[day.year][day] = NAMES.get(name, name)
    return {
        year: YearPlan(holidays=off[year], made_up=worked[year], source=SOURCE)
        for year in sorted(set(off) | set(worked))
    }
