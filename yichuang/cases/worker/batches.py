"""Runs over many cases, a few at a time so that other duties go on; seasons close when
their last day is over; schools' folders become applications."""

from datetime import datetime

from yichuang.cases.services import folders
from yichuang.cases.services.batches import running, seasons


def run_on(at: datetime) -> int:
    """Do the next cases of the runs that wait; returns how many."""
    return running.work(at=at)


def close_seasons(at: datetime) -> int:
    """Close the seasons whose last day is over; returns how many."""
    return seasons.close_over(at=at)


def make_applications(at: datetime) -> int:
    """Make the next application of a school's folder; 0 when nobody waits."""
    return folders.make_step(at=at)
