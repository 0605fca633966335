"""The day the tests stand on."""

from datetime import date

from tests.factories.accounts import NOW

TODAY = NOW.date()
TOMORROW = date(2026, 3, 11)
SUNDAY = date(2026, 3, 15)

__all__ = ["NOW", "SUNDAY", "TODAY", "TOMORROW"]
