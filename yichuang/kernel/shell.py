"""Words of a command line read as values."""

from argparse import ArgumentTypeError
from datetime import date


def a_day(text: str) -> date:
    """2026-03-10 as a day; anything else is named with how to write it."""
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise ArgumentTypeError(f"{text!r} is no day: write it 2026-03-10") from wrong
