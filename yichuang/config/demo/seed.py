"""Making the demo hall: calendar, places, people, guides, life."""

from datetime import datetime, timedelta
from pathlib import Path

import yaml
from django.core.management import call_command
from django.db import transaction

from yichuang.accounts.policies import SYSTEM, Actor
from yichuang.cases.worker import lamps
from yichuang.config.demo import (
    appointments,
    asking,
    drafts,
    joint,
    letters,
    life,
    modes,
    papers,
    people,
    planning,
    printing,
    roster,
    school,
    season,
    story,
)
from yichuang.config.demo.hours import OfficeTime
from yichuang.organisation.models import Hall
from yichuang.organisation.schemas import read_plan
from yichuang.organisation.services.arranging import arrange

PLAN = Path(__file__).with_name("hall.yaml")


def hall_name() -> str:
    """What the demo's hall is called; no other hall is treated as a demo."""
    return str(yaml.safe_load(PLAN.read_text(encoding="utf-8"))["hall"]["name"])


def everything(*, at: datetime) -> None:
    """A whole hall with life in one transaction: it is there, or nothing is."""
    with transaction.atomic():
        hall, staff = hall_with_guides(at=at)
        now = OfficeTime(hall.pk).latest(at)
        life.live(hall.pk, staff, at=now)
        story.tell(hall.pk, staff, at=now)
        modes.tell(hall.pk, staff, at=now)
        joint.ask_around(hall.pk, staff, at=now)
        season.tell(hall.pk, staff, at=now)
        letters.tell(hall.pk, staff, at=now)
        planning.tell(hall.pk, staff, at=now)
        roster.tell(hall.pk, staff, at=now)
        appointments.tell(hall.pk, staff, at=now)
        asking.tell(hall.pk, staff, at=now)
        papers.bring(hall.pk, staff, at=now)
        school.hand_in(hall.pk, at=now)
        printing.tell(hall.pk, staff, at=now)
        drafts.write(staff, at=now)
        lamps.light(at=now)  # what is late has its cards, as if the worker had run


@transaction.atomic
def hall_with_guides(*, at: datetime) -> tuple[Hall, dict[str, Actor]]:
    """Calendar, places, people and published guides; nobody has come yet."""
    years = [str(year) for year in range(at.year - 1, at.year + 2)]
    call_command("calendar", "import", *years, stdout=_Quiet())
    hall = arrange(read_plan(PLAN.read_text(encoding="utf-8")), by=SYSTEM, at=at)
    opened = (at - timedelta(days=400)).date()
    staff = people.settle(hall, on=opened, at=at)
    call_command(
        "catalogue",
        "import",
        shipped=True,
        publish_from=opened.isoformat(),
        stdout=_Quiet(),
    )
    return hall, staff


class _Quiet:
    """Takes what a command prints."""

    def write(self, text: str) -> int:
        return len(text)
