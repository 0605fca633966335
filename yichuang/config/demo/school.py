"""A school's folder in the demo: handed in over the portal with its mandate, still to be
taken over; five teachers in the list, a sixth only in the papers.

The pages are drawn (`python -m specimens.demo`); the worker reads them once it runs, so
that the demo itself starts without waiting for the reader.
"""

import random
from datetime import datetime, timedelta
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from yichuang.accounts.models import User
from yichuang.accounts.queries.actors import actor_of
from yichuang.cases.queries import batches as batch_queries
from yichuang.cases.services import folders
from yichuang.cases.services.batches import rosters
from yichuang.catalogue import queries as catalogue_queries
from yichuang.config.demo.life import answers_for
from yichuang.config.demo.season import MATTER
from yichuang.config.demo.specimen import photograph
from yichuang.config.demo.story import MOTHER

DATA = Path(__file__).parent / "data"
SCHOOL, USCC = "朗州职业技术大学", "12430999MB12345629"
LASTS = timedelta(days=60)


def hand_in(hall_id: int, *, at: datetime) -> None:
    """The agent hands in list and papers for the open season."""
    today = batch_queries.today_of(hall_id, at)
    season = batch_queries.season_for(hall_id, MATTER, today)
    if season is None:
        return
    guide = catalogue_queries.current_guide(MATTER, today)
    mandate = folders.Mandate(SCHOOL, USCC, photograph("委托书", SCHOOL), today + LASTS)
    rows = rosters.read("school.csv", (DATA / "school.csv").read_bytes())
    packed = SimpleUploadedFile("教师材料.zip", (DATA / "school.zip").read_bytes())
    folders.hand_in(
        season,
        mandate,
        rows,
        [packed],
        answers=answers_for(guide, random.Random(39)),  # noqa: S311  a demo
        by=actor_of(User.objects.get(person__name=MOTHER)),
        at=at,
    )
