"""What citizens of the demo hall asked the robot, so that its list is not empty."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from yichuang.accounts.policies import STRANGER, Actor
from yichuang.guidance import services
from yichuang.guidance.queries import ask

QUESTIONS = (
    ("身份证掉哒，何什补", 6, True),
    ("开个粉店要办哪些证", 4, True),
    ("护照到期了怎么换", 3, None),
    ("水上乐园的救生员要考么子证", 3, None),
    ("楼顶可以装太阳能吗", 2, None),
    ("自考毕业证丢了要多久", 2, False),
)
"""The words, how often, and whether it helped, if they said."""


def tell(hall_id: int, _staff: Mapping[str, Actor], *, at: datetime) -> None:
    """Each is asked and noted as the portal does."""
    today = timezone.localdate(at)
    for words, times, helped in QUESTIONS:
        answer = ask(words, None, "zh-hans", on=today)
        for _ in range(times):
            key = services.note(answer, hall_id=hall_id, by=STRANGER, at=at)
        if helped is not None:
            services.helped(key, yes=helped, hall_id=hall_id, by=STRANGER, at=at)
