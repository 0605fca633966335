"""What people of the demo say about their cases, by the links they got."""

import random
from datetime import datetime, timedelta

from yichuang.accounts.policies import Actor
from yichuang.cases.models import Case
from yichuang.reviews.rules.levels import TAGS, Channel, Kind, Level
from yichuang.reviews.services import inviting, rectifying, reviewing
from yichuang.reviews.services.reviewing import Said

LEVELS = (5,) * 26 + (4,) * 12 + (3,) * 4
WORDS = {
    5: ("一次就办好了，小姑娘讲得很清楚。", "没想到不用再跑教育局。", ""),
    4: ("挺快的。", "材料清单很清楚。", ""),
    3: ("还行，等得有点久。", ""),
    2: ("让我回去补了照片，来的时候没人说要两张。", "等了快一个小时。"),
    1: ("说好三天，结果第五天才拿到，打电话也没人接。",),
}
CHANNELS = (Channel.TABLET, Channel.TABLET, Channel.SMS, Channel.QR, Channel.PORTAL)
SILENT = 0.35


def speak(case: Case, dice: random.Random, *, now: datetime) -> None:
    """Two in three review a finished case within two hours; the others keep silent."""
    closed_at = case.closed_at or now
    invitation = inviting.invite(case, at=closed_at)
    if dice.random() < SILENT:
        return
    level = Level(dice.choice(LEVELS))
    tags = dice.sample(sorted(TAGS[level]), dice.randint(0, 2))
    said = Said(level, tuple(tags), dice.choice(WORDS[level]))
    at = min(closed_at + timedelta(minutes=dice.randint(1, 120)), now)
    reviewing.review(invitation.token, said, channel=dice.choice(CHANNELS), at=at)


def unhappy(cases: list[Case], people: dict[str, Actor], *, at: datetime) -> None:
    """Two bad reviews at least: one was answered, one waits for a call.

    A third case has only a review that its system made up, which never counts.
    """
    if len(cases) < 3:
        return
    for case, level in zip(cases, (2, 1), strict=False):
        token = inviting.invite(case, at=at).token
        said = Said(level, (sorted(TAGS[Level(level)])[2],), WORDS[level][0])
        row = reviewing.review(token, said, channel=Channel.SMS, at=at)
        if level == 2:
            _answer(row.pk, people["reviews"], at=at + timedelta(hours=2))
    reviewing.review_case(
        cases[2].number, Said(5), kind=Kind.STAFF, by=people["clerk"], at=at
    )


def _answer(review_id: int, officer: Actor, *, at: datetime) -> None:
    rectifying.contact(
        review_id,
        "已电话联系，对方说照片要求没有写在单子上。",
        seen=1,
        by=officer,
        at=at,
    )
    rectifying.close(
        review_id,
        "fixed",
        "清单上已加“照片 2 张，白底”，窗口已知会。",
        seen=2,
        by=officer,
        at=at + timedelta(hours=1),
    )
