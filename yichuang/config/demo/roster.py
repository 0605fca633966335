"""People at the windows of the demo: the order as published, what they were trained for,
the roster made of the adopted plan, and what is proposed for the lines as they stand."""

from contextlib import suppress
from datetime import datetime, timedelta

from yichuang.accounts.policies import SYSTEM, Actor
from yichuang.assistance.services.checking import FacilityPlan, check, register
from yichuang.assistance.services.lending import ThingPlan, arrange_thing, lend
from yichuang.assistance.services.stock import GoodsPlan, arrange_goods, move_stock
from yichuang.cases.rules.supervision import Policy as Supervision
from yichuang.cases.rules.terms import TermsKind
from yichuang.cases.services import terms
from yichuang.config.demo.hours import OfficeTime
from yichuang.kernel.refusals import Refusals
from yichuang.planning.queries.made import holds
from yichuang.queueing.queries.window import seat_of
from yichuang.queueing.rules.adjusting import Thresholds
from yichuang.queueing.rules.policy import Policy
from yichuang.queueing.services import (
    adjusting,
    calling,
    days,
    rosters,
    seats,
    serving,
)
from yichuang.queueing.services.taking import Ask, take_ticket

TRAINED = {
    "issuer": "C",
    "clerk": "AD",
    "clerk2": "AD",
    "chief": "ABCD",
    "approver": "ABD",
    "guide": "B",
}
CLERKS = {5: "clerk", 6: "clerk2"}
COMING = 14
THINGS = (
    ("wheelchair", "轮椅", "Wheelchair", 3),
    ("glasses", "老花镜", "Reading glasses", 6),
    ("umbrella", "便民雨伞", "Umbrella", 20),
    ("push-chair", "婴儿推车", "Push-chair", 2),
    ("writing-board", "书写交流本", "Writing board", 4),
)
GOODS = (("mask", "口罩", "Masks", 20, 60), ("pen", "签字笔", "Pens", 10, 8))
RAMP = FacilityPlan(
    "ramp", "无障碍坡道", "正门", ("扶手牢固", "地面防滑"), 30, "Wheelchair ramp"
)
COUNTER = FacilityPlan(
    "counter", "低位服务台", "大厅西侧", ("高度合适",), 7, "Low counter"
)
STRICT = Thresholds(waiting=5, wait=10, long_count=2, crowd=25)
"""A small hall that acts early."""


def prepare(hall_id: int, staff: dict[str, Actor], *, at: datetime) -> None:
    """The published order, thresholds and terms, and the training, before the day."""
    before = at - timedelta(days=30)
    since = before.astimezone(OfficeTime(hall_id).zone).date()
    manager = staff["manager"]
    days.publish_policy(hall_id, Policy(), valid_from=since, by=manager, at=before)
    adjusting.publish_thresholds(
        hall_id, STRICT, valid_from=since, by=manager, at=before
    )
    terms.publish(
        TermsKind.SUPERVISION,
        hall_id,
        Supervision(blue_days=1),
        valid_from=since + timedelta(days=60),
        note="蓝色督办改为次日答复",
        by=staff["supervisor"],
        at=before,
    )
    for login, kinds in TRAINED.items():
        user_id = staff[login].user_id
        if user_id is not None:
            rosters.train(hall_id, user_id, kinds, by=manager, at=before)


def tell(hall_id: int, staff: dict[str, Actor], *, at: datetime) -> None:
    """The roster of the day's plan, published if nothing clashes; proposals of now."""
    day = at.astimezone(OfficeTime(hall_id).zone).date()
    plan = holds(hall_id, day)
    if plan is not None:
        early = OfficeTime(hall_id).spans(day)[0][0] - timedelta(minutes=30)
        duties = {duty["window"]: duty["slots"] for duty in plan.duties}
        rosters.from_duties(
            hall_id, day, duties, source=plan.about, by=SYSTEM, at=early
        )
        with suppress(Refusals):  # it stays a draft that says what is wrong
            rosters.publish_roster(hall_id, day, by=staff["manager"], at=early)
    _lend(hall_id, staff["guide"], staff["manager"], at=at)
    _crowd(hall_id, staff, at=at)
    adjusting.adjust(at=at)


def _lend(hall_id: int, guide: Actor, manager: Actor, *, at: datetime) -> None:
    """What the hall lends at the guide's desk, and who has one now."""
    for key, name, name_en, count in THINGS:
        plan = ThingPlan(key, name, count, name_en, "导办台", "Guide desk")
        arrange_thing(hall_id, plan, by=manager, at=at - timedelta(days=30))
    lend(hall_id, "wheelchair", key="demo", ticket="A003", by=guide, at=at)
    _keep(hall_id, guide, manager, at=at)


def _keep(hall_id: int, guide: Actor, manager: Actor, *, at: datetime) -> None:
    """Goods of which one runs short, a ramp with a defect, a check that is overdue."""
    before = at - timedelta(days=9)
    for key, name, name_en, reorder_at, stock in GOODS:
        plan = GoodsPlan(key, name, reorder_at, name_en)
        arrange_goods(hall_id, plan, by=manager, at=before)
        move_stock(hall_id, key, stock, by=manager, at=before)
    ramp = register(hall_id, RAMP, by=manager, at=before)
    register(hall_id, COUNTER, by=manager, at=before)
    check(ramp.pk, ["地面防滑"], hall_id=hall_id, by=guide, at=before)


def _crowd(hall_id: int, staff: dict[str, Actor], *, at: datetime) -> None:
    """Two windows are open, and more come for general matters than they can take."""
    since = at - timedelta(minutes=18)
    seated = [
        seats.open_window(hall_id, number, by=SYSTEM, at=since, user_id=user_id)
        for number, login in CLERKS.items()
        if (user_id := staff[login].user_id) is not None and seat_of(user_id) is None
    ]
    for number in range(COMING):
        then = since + timedelta(minutes=number)
        take_ticket(hall_id, Ask("A"), key=f"crowd {number}", by=SYSTEM, at=then)
    for seat in seated:
        key = f"crowd {seat.pk}"
        called = calling.call_next(seat.pk, key=key, by=SYSTEM, at=at).ticket
        if called is not None:
            serving.start(called.pk, by=SYSTEM, at=at)
