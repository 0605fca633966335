"""Making the demo hall: calendar, places, people, guides, life."""

from datetime import datetime, timedelta
from pathlib import Path

from django.core.management import call_command
from django.db import transaction

from yichuang.accounts.policies import SYSTEM
from yichuang.config.demo import life, people
from yichuang.organisation.schemas import read_plan
from yichuang.organisation.services.arranging import arrange

PLAN = Path(__file__).with_name("hall.yaml")
CATALOGUE = Path(__file__).resolve().parents[2] / "catalogue" / "data"


def everything(*, at: datetime) -> None:
    """A whole hall in one transaction: it is there, or nothing is."""
    with transaction.atomic():
        years = [str(year) for year in range(at.year - 1, at.year + 2)]
        call_command("calendar", "import", *years, verbosity=0, stdout=_Quiet())
        hall = arrange(read_plan(PLAN.read_text(encoding="utf-8")), by=SYSTEM, at=at)
        opened = at - timedelta(days=400)
        staff = people.settle(hall, on=opened.date(), at=at)
        call_command(
            "catalogue",
            "import",
            str(CATALOGUE),
            publish_from=opened.date().isoformat(),
            stdout=_Quiet(),
        )
        life.live(hall.pk, staff, at=at)


class _Quiet:
    """Takes what a command prints."""

    def write(self, text: str) -> int:
        return len(text)
