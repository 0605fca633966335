"""A season of the demo, half-way: thirty university teachers applied, most are accepted,
two papers are missing, the review has begun."""

import random
from datetime import datetime, timedelta

from yichuang.accounts.policies import Actor
from yichuang.cases.models import Batch, Case
from yichuang.cases.queries import batches as batch_queries
from yichuang.cases.rules.batches import Action
from yichuang.cases.services.batches import (
    asking,
    members,
    reviewing,
    running,
    seasons,
)
from yichuang.catalogue import queries as catalogue_queries
from yichuang.config.demo.life import answers_for
from yichuang.config.demo.names import a_name, a_phone, an_id_number

MATTER = "edu-univ-teacher"
APPLICANTS = 30
LACKING = 2
"""Their health certificate is missing, so they are left out when all are accepted."""
AGAINST = "普通话水平测试等级没有达到二级乙等。"


def tell(hall_id: int, staff: dict[str, Actor], *, at: datetime) -> None:
    """The season, its applicants, one run over them, and the first findings."""
    today = batch_queries.today_of(hall_id, at)
    half = "春" if today.month < 7 else "秋"
    season = seasons.plan(
        seasons.Window(
            MATTER,
            f"{today.year}年{half}季高校教师资格认定",
            today - timedelta(days=12),
            today + timedelta(days=9),
        ),
        hall_id=hall_id,
        by=staff["head"],
        at=at - timedelta(days=12),
    )
    _apply(season, staff["clerk"], at=at - timedelta(hours=1))
    _accept(season, staff["clerk"], at=at - timedelta(minutes=40))
    _review(season, staff["approver"], at=at - timedelta(minutes=20))


def _apply(season: Batch, clerk: Actor, *, at: datetime) -> None:
    dice = random.Random(39)  # noqa: S311  a demo
    guide = catalogue_queries.current_guide(
        MATTER, batch_queries.today_of(season.hall_id, at)
    )
    here = tuple(rule.name for rule in guide.active_papers)
    rows = [
        members.Row(
            line=line,
            name=a_name(dice),
            id_number=an_id_number(dice),
            phone=a_phone(dice),
            papers=here[:-1] if line <= LACKING else here,
        )
        for line in range(1, APPLICANTS + 1)
    ]
    answers = answers_for(guide, dice)
    members.enter(season.pk, rows, answers=answers, skip=True, by=clerk, at=at)


def _accept(season: Batch, clerk: Actor, *, at: datetime) -> None:
    asking.start(
        asking.Wish(Action.ACCEPT, batch_id=season.pk),
        Case.objects.filter(batch=season),
        hall_id=season.hall_id,
        by=clerk,
        at=at,
    )
    while running.work(at=at):
        pass


def _review(season: Batch, approver: Actor, *, at: datetime) -> None:
    accepted = Case.objects.filter(batch=season, state="accepted").order_by("number")
    for case in accepted[:1]:
        reviewing.find(case, agrees=False, reason=AGAINST, by=approver, at=at)
    for case in accepted[1:6]:
        reviewing.find(case, agrees=True, reason="", by=approver, at=at)
