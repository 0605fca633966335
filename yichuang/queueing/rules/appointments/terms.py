"""The published terms of appointments: how far ahead, until when, and what not coming costs.

Defaults are the practice of halls that publish theirs (domain.md §5): from tomorrow on, the
next five working days and two weeks of weekends, cancelled until two hours before.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.kernel.workdays import WorkCalendar

MOST = {
    "hold_minutes": (1, 60),
    "lead_days": (0, 14),
    "workdays_ahead": (1, 60),
    "weekend_days_ahead": (1, 90),
    "cancel_hours": (0, 72),
    "late_minutes": (0, 240),
    "no_shows": (1, 20),
    "no_show_days": (1, 365),
    "blocked_days": (1, 365),
    "most_ahead": (1, 20),
    "share": (0, 100),
}
"""Field to least and most."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a hall promises and asks for. Whole numbers; `share` is per cent."""

    version: int = 1
    hold_minutes: int = 5
    """So long a chosen seat waits for its confirmation."""
    lead_days: int = 1
    """Booked at least so many days before; 0 allows today."""
    workdays_ahead: int = 5
    weekend_days_ahead: int = 14
    cancel_hours: int = 2
    late_minutes: int = 60
    """Checked in later than this after its time, an appointment counts as not kept."""
    no_shows: int = 3
    no_show_days: int = 30
    """So many not kept within so many days …"""
    blocked_days: int = 30
    """… and nobody books for so many days after the last of them."""
    most_ahead: int = 3
    """Appointments one person may have before them."""
    share: int = 40
    """Of what the windows can do, so much is offered to appointments by itself."""

    def __post_init__(self) -> None:
        for field, (least, most) in MOST.items():
            if not least <= getattr(self, field) <= most:
                raise Refusal(
                    "appointment.terms-range",
                    N_("Enter a whole number from %(least)s to %(most)s."),
                    field=field,
                    least=least,
                    most=most,
                )

    def as_dict(self) -> dict[str, int]:
        """The terms as they are kept."""
        return asdict(self)


def open_days(
    today: date, terms: Terms, calendar: WorkCalendar
) -> tuple[frozenset[date], date]:
    """The working days that can be booked today, and the last day of special hours.

    Raises:
        Refusal: "calendar.unknown-year" beyond the published calendars: no day is
            offered on a guess.
    """
    days, at, left = set(), today + timedelta(days=terms.lead_days), 0
    if terms.lead_days == 0 and calendar.is_workday(today):
        days.add(today)
    while left < terms.workdays_ahead:
        at = at if at > today else today + timedelta(days=1)
        if calendar.is_workday(at):
            days.add(at)
            left += 1
        at += timedelta(days=1)
    return frozenset(days), today + timedelta(days=terms.weekend_days_ahead)


def blocked_until(missed: Iterable[date], terms: Terms, today: date) -> date | None:
    """The last day on which somebody with these appointments not kept cannot book.

    >>> days = [date(2026, 3, day) for day in (2, 4, 6)]
    >>> blocked_until(days, Terms(), date(2026, 3, 10))
    datetime.date(2026, 4, 5)
    """
    days = sorted(missed)
    until = None
    for last in range(terms.no_shows - 1, len(days)):
        first = days[last - terms.no_shows + 1]
        if days[last] - first < timedelta(days=terms.no_show_days):
            until = days[last] + timedelta(days=terms.blocked_days)
    return until if until and until >= today else None
