"""Things are lent without a deposit, never more than there are; goods and checks too."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from tests.cast import Cast
from tests.factories.accounts import NOW
from tests.factories.organisation import make_hall
from yichuang.accounts.models import Message
from yichuang.accounts.policies import SYSTEM
from yichuang.assistance import queries
from yichuang.assistance.models import Consumable, Defect, Facility, Loan, Thing
from yichuang.assistance.services.checking import check, fix
from yichuang.assistance.services.lending import (
    ThingPlan,
    arrange_thing,
    give_back,
    lend,
    lose,
    remind,
)
from yichuang.assistance.services.stock import move_stock
from yichuang.kernel.refusals import Refusal
from yichuang.organisation.models import Hall

Together = Callable[[Any], list[Any]]
TODAY = NOW.date()


def prepare() -> Hall:
    hall = make_hall()
    plan = ThingPlan("wheelchair", "轮椅", 2, "Wheelchair", "导办台", "Guide desk")
    arrange_thing(hall.pk, plan, by=SYSTEM, at=NOW)
    return hall


@pytest.fixture
def hall(db: None) -> Hall:
    """Two wheelchairs."""
    return prepare()


def take(hall: Hall, key: str = "1", **over: Any) -> Loan:
    given = {"ticket": "A001", "by": SYSTEM, "at": NOW} | over
    return lend(hall.pk, "wheelchair", key=key, **given)


def free(hall: Hall) -> tuple[int, int]:
    (row,) = queries.things(hall.pk)
    return row.free, row.count


def test_never_more_is_lent_than_there_is(hall: Hall) -> None:
    take(hall, "1")
    take(hall, "2")
    with pytest.raises(Refusal) as refused:
        take(hall, "3")
    assert refused.value.code == "lending.none-left"
    assert free(hall) == (0, 2)


def test_a_press_repeated_lends_one(hall: Hall) -> None:
    assert take(hall, "1").pk == take(hall, "1").pk
    assert free(hall) == (1, 2)


def test_ten_at_once_get_two(together: Together, transactional_db: None) -> None:
    hall = prepare()
    outcomes = together([partial(take, hall, str(n)) for n in range(10)])
    assert sum(one.error is None for one in outcomes) == 2
    assert {one.error.code for one in outcomes if one.error} == {"lending.none-left"}
    assert Thing.objects.get().out == Loan.objects.count() == 2


def test_one_returned_can_be_lent_again_once(hall: Hall) -> None:
    loan = take(hall)
    for _press in range(2):
        give_back(loan.pk, hall_id=hall.pk, by=SYSTEM, at=NOW)
    assert free(hall) == (2, 2)


def test_one_lost_is_one_less(hall: Hall) -> None:
    loan = take(hall)
    with pytest.raises(Refusal):
        lose(loan.pk, hall_id=hall.pk, note=" ", by=SYSTEM, at=NOW)
    lose(loan.pk, hall_id=hall.pk, note="没有归还", by=SYSTEM, at=NOW)
    give_back(loan.pk, hall_id=hall.pk, by=SYSTEM, at=NOW)
    assert free(hall) == (1, 1)


def test_a_count_cannot_fall_below_what_is_lent(hall: Hall) -> None:
    take(hall)
    with pytest.raises(Refusal) as refused:
        arrange_thing(hall.pk, ThingPlan("wheelchair", "轮椅", 0), by=SYSTEM, at=NOW)
    assert refused.value.code == "lending.still-out"


def test_somebody_is_named_by_ticket_or_masked_phone(hall: Hall) -> None:
    with pytest.raises(Refusal) as refused:
        take(hall, ticket="")
    assert refused.value.code == "lending.who"
    take(hall, ticket="", phone="13900000001")
    (row,) = queries.lent(hall.pk, TODAY + timedelta(days=1))
    assert (row.who, row.late) == ("139****0001", True)


def test_before_closing_one_reminder_is_written(hall: Hall) -> None:
    take(hall, ticket="", phone="13900000001")
    take(hall, "2")
    assert remind(at=NOW + timedelta(hours=1)) == 0
    closing = NOW + timedelta(hours=6, minutes=40)  # 16:40, the hall closes at 17:00
    assert remind(at=closing) == 1
    assert remind(at=closing + timedelta(minutes=5)) == 0
    assert Message.objects.count() == 1


def test_a_stranger_of_another_hall_lends_nothing(hall: Hall, cast: Cast) -> None:
    for who in ("clerk_elsewhere", "citizen", "supervisor"):
        with pytest.raises(Refusal):
            take(hall, by=cast.actor(who))
    take(hall, by=cast.actor("guide"))


def test_goods_never_fall_below_nothing(hall: Hall) -> None:
    Consumable.objects.create(hall=hall, key="mask", name="口罩", stock=5, reorder_at=3)
    assert move_stock(hall.pk, "mask", -2, by=SYSTEM, at=NOW).low
    with pytest.raises(Refusal) as refused:
        move_stock(hall.pk, "mask", -4, by=SYSTEM, at=NOW)
    assert (refused.value.code, refused.value.facts["left"]) == ("stock.short", 3)
    assert not move_stock(hall.pk, "mask", 10, by=SYSTEM, at=NOW).low


def test_a_defect_stays_open_until_it_is_mended(hall: Hall) -> None:
    ramp = Facility.objects.create(
        hall=hall,
        key="ramp",
        name="坡道",
        checklist=["扶手牢固", "地面防滑"],
        period_days=7,
        since=TODAY,
        due_on=TODAY - timedelta(days=2),
    )
    assert queries.facilities(hall.pk, TODAY)[0].late == 2
    check(ramp.pk, ["地面防滑", "别的"], hall_id=hall.pk, by=SYSTEM, at=NOW)
    (row,) = queries.facilities(hall.pk, TODAY)
    assert (row.late, row.due_on) == (0, TODAY + timedelta(days=7))
    assert [point for _id, point in row.defects] == ["地面防滑"]
    with pytest.raises(Refusal):
        check(ramp.pk, [], hall_id=hall.pk, by=SYSTEM, at=NOW)
    defect = Defect.objects.get()
    fix(defect.pk, "换了垫子", hall_id=hall.pk, by=SYSTEM, at=NOW)
    assert queries.facilities(hall.pk, TODAY)[0].defects == ()
