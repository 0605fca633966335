"""What the hall keeps: counts, goods, safety checks, and what citizens see of it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.desk.browse import text
from tests.factories.accounts import NOW
from yichuang.accounts.policies import SYSTEM
from yichuang.assistance.models import Consumable, Defect, Facility, Thing
from yichuang.assistance.services import checking, lending
from yichuang.journal.models import Entry
from yichuang.kernel.refusals import Refusal
from yichuang.organisation.models import Hall

CHAIR = {"thing-key": "k1", "thing-name": "轮椅", "thing-count": "2"}
MASKS = {"goods-key": "k2", "goods-name": "口罩", "goods-reorder_at": "5"}
RAMP = {
    "facility-key": "k3",
    "facility-name": "坡道",
    "facility-place": "正门",
    "facility-period_days": "7",
    "facility-points": "扶手牢固\n\n地面防滑\n扶手牢固",
}


@pytest.fixture
def manager(hall: Hall, cast: Cast) -> Client:
    """The manager of a hall that keeps nothing yet."""
    return cast.client("hall_manager")


def shown(reader: Client) -> str:
    return text(reader.get(reverse("desk:stock")))


def public() -> str:
    return text(Client().get(reverse("portal:lending")))


def test_a_thing_is_lent_counted_and_put_out_of_use(manager: Client) -> None:
    for _press in range(2):
        manager.post(reverse("desk:stock-thing"), CHAIR)
    assert Thing.objects.get().count == 2
    assert "轮椅" in public()
    change = reverse("desk:stock-count", args=["k1"])
    manager.post(change, {"count": "4"})
    assert Thing.objects.get().count == 4
    manager.post(change, {"count": "lots"})
    assert Thing.objects.get().count == 4
    manager.post(change, {"count": "4", "off": "1"})
    assert "已停用" in shown(manager)
    assert "轮椅" not in public()


def test_what_is_lent_cannot_be_counted_away(manager: Client) -> None:
    manager.post(reverse("desk:stock-thing"), CHAIR)
    Thing.objects.update(out=1)
    manager.post(reverse("desk:stock-count", args=["k1"]), {"off": "1"})
    assert Thing.objects.get().count == 2
    assert "已停用" not in shown(manager)


def test_a_form_filled_wrong_says_so_and_keeps_what_was_typed(manager: Client) -> None:
    answer = manager.post(reverse("desk:stock-thing"), CHAIR | {"thing-count": "0"})
    assert answer.status_code == 422
    assert 'value="轮椅"' in answer.content.decode()
    assert not Thing.objects.exists()


def test_goods_come_are_handed_out_and_run_short(manager: Client, cast: Cast) -> None:
    manager.post(reverse("desk:stock-goods"), MASKS)
    move = reverse("desk:stock-move", args=["k2"])
    manager.post(move, {"change": "10", "come": "1"})
    assert "该补货了" not in shown(manager)
    guide = cast.client("guide")
    guide.post(move, {"change": "6", "used": "1"})
    assert Consumable.objects.get().stock == 4
    assert "该补货了" in shown(guide)
    guide.post(move, {"change": "9", "used": "1"})
    guide.post(move, {"change": "9", "come": "1"})
    assert Consumable.objects.get().stock == 4
    assert "口罩" in public()


def test_a_check_finds_a_defect_that_is_mended(manager: Client, cast: Cast) -> None:
    manager.post(reverse("desk:stock-facility"), RAMP)
    ramp = Facility.objects.get()
    assert ramp.checklist == ["扶手牢固", "地面防滑"]
    guide, address = (
        cast.client("guide"),
        reverse("desk:facility-check", args=[ramp.pk]),
    )
    guide.post(address, {"failed": ["地面防滑"], "note": "下雨"})
    defect = Defect.objects.get()
    assert "有待维修" in public()
    cast.client("clerk").post(reverse("desk:defect-fix", args=[defect.pk]), {})
    assert Defect.objects.get().fixed_at is None
    guide.post(reverse("desk:defect-fix", args=[defect.pk]), {"how": "铺了垫"})
    assert "有待维修" not in public()


def test_an_overdue_check_is_said_to_be_one(manager: Client) -> None:
    manager.post(reverse("desk:stock-facility"), RAMP)
    Facility.objects.update(due_on="2026-03-07")
    assert "逾期 3 天" in shown(manager)


def test_a_thing_is_renamed_and_its_count_stays(manager: Client) -> None:
    manager.post(reverse("desk:stock-thing"), CHAIR)
    address = reverse("desk:stock-thing-edit", args=["k1"])
    assert 'value="轮椅"' in manager.get(address).content.decode()
    said = {"key": "k1", "name": "手推轮椅", "place": "导办台"}
    assert manager.post(address, said).status_code == 302
    row = Thing.objects.get()
    assert (row.key, row.name, row.place, row.count) == ("k1", "手推轮椅", "导办台", 2)
    wrong = manager.post(address, said | {"name": ""})
    assert wrong.status_code == 422
    assert Thing.objects.get().name == "手推轮椅"


def test_what_is_retired_comes_back_and_is_lent_no_more(
    manager: Client, hall: Hall
) -> None:
    manager.post(reverse("desk:stock-thing"), CHAIR)
    lend = {"by": SYSTEM, "at": NOW, "ticket": "A001"}
    loan = lending.lend(hall.pk, "k1", key="one", **lend)
    for _press in range(2):
        manager.post(reverse("desk:stock-thing-retire", args=["k1"]))
    assert "还有 1 件没有归还" in shown(manager)
    assert "轮椅" not in public()
    with pytest.raises(Refusal) as refused:
        lending.lend(hall.pk, "k1", key="two", **lend)
    assert refused.value.code == "lending.no-thing"
    lending.give_back(loan.pk, hall_id=hall.pk, by=SYSTEM, at=NOW)
    assert Thing.objects.get().out == 0
    manager.post(reverse("desk:stock-thing-retire", args=["k1"]), {"again": "1"})
    assert "轮椅" in public()
    told = Entry.objects.filter(code__in=["lending.retired", "lending.again"])
    assert told.count() == 2


def test_a_facility_is_changed_and_what_was_found_wrong_stays(manager: Client) -> None:
    manager.post(reverse("desk:stock-facility"), RAMP)
    row = Facility.objects.get()
    failed = {"failed": ["地面防滑"]}
    manager.post(reverse("desk:facility-check", args=[row.pk]), failed)
    address = reverse("desk:facility-edit", args=[row.pk])
    assert "扶手牢固\n地面防滑" in manager.get(address).content.decode()
    said = {"key": "kept", "name": "西门坡道", "place": "西门", "period_days": "30"}
    manager.post(address, said | {"points": "扶手牢固"})
    row.refresh_from_db()
    day = row.checks.get().day
    assert (row.name, row.checklist) == ("西门坡道", ["扶手牢固"])
    assert row.due_on == day + timedelta(days=30)
    assert "地面防滑" in shown(manager)
    assert manager.post(address, said | {"points": " "}).status_code == 422


def test_a_retired_facility_is_not_checked(manager: Client, hall: Hall) -> None:
    manager.post(reverse("desk:stock-facility"), RAMP)
    row = Facility.objects.get()
    manager.post(reverse("desk:facility-retire", args=[row.pk]))
    assert "坡道" not in public()
    with pytest.raises(Refusal) as refused:
        checking.check(row.pk, [], hall_id=hall.pk, by=SYSTEM, at=NOW)
    assert refused.value.code == "facility.retired"
    manager.post(reverse("desk:facility-retire", args=[row.pk]), {"again": "1"})
    assert "坡道" in public()


def test_what_another_hall_keeps_is_nobodys_business(
    manager: Client, cast: Cast
) -> None:
    manager.post(reverse("desk:stock-thing"), CHAIR)
    assert (
        cast.client("clerk").get("/desk/lending/stock/things/k1/edit/").status_code
        == 404
    )
    assert manager.get("/desk/lending/stock/things/none/edit/").status_code == 404
    assert (
        manager.post("/desk/lending/stock/facilities/9999/retire/").status_code == 404
    )
