"""上门办: ordered for who cannot come, gone to by two, received and signed at the door."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from django.db import connection

from tests.factories.cases import NOW, Counter
from tests.factories.online import SIGNATURE
from yichuang.cases.models import HomeVisit
from yichuang.cases.services import visits
from yichuang.cases.services.visits import Order
from yichuang.journal.models import Entry
from yichuang.kernel.refusals import Refusal, Refusals

Together = Callable[[Any], list[Any]]


def ordered(counter: Counter, **over: Any) -> HomeVisit:
    given: dict[str, Any] = {
        "person_name": "周大顺",
        "phone": "13900000009",
        "address": "青禾县白石村 3 组",
        "reason": "elderly",
        "item_key": counter.item_key,
        "day": date(2026, 3, 11),
    }
    return visits.order(Order(**(given | over)), hall_id=1, by=counter.guide, at=NOW)


def test_two_go_receive_and_have_it_signed(counter: Counter) -> None:
    row = ordered(counter)
    by = counter.clerk
    with pytest.raises(Refusal) as refused:
        visits.set_out(row, companion=by.name, by=by, at=NOW)
    assert (refused.value.code, refused.value.field) == ("visit.two", "companion")
    visits.set_out(row, companion="谭小雨", by=by, at=NOW)
    case = counter.received()
    visits.received(row, case, by=by, at=NOW)
    assert case.visits == 0  # 零跑动: the person made no way
    visits.finish(row, result="照片已采集", signature=SIGNATURE, by=by, at=NOW)
    row.refresh_from_db()
    assert (row.state, row.visitor, row.companion) == ("done", "陈雨", "谭小雨")
    codes = set(
        Entry.objects.filter(about=f"visit:{row.pk}").values_list("code", flat=True)
    )
    assert codes == {"visit.ordered", "visit.set-out", "visit.done"}


def test_everything_wrong_with_an_order_is_told_at_once(counter: Counter) -> None:
    with pytest.raises(Refusals) as refused:
        ordered(
            counter,
            person_name="",
            phone="12",
            address=" ",
            reason="lazy",
            day=date(2026, 3, 9),
        )
    fields = {one.field for one in refused.value.items}
    assert fields == {"person_name", "phone", "address", "reason", "day"}
    assert not HomeVisit.objects.exists()


def test_a_visit_receives_one_case_and_only_under_way(counter: Counter) -> None:
    row, by = ordered(counter), counter.clerk
    case = counter.received()
    with pytest.raises(Refusal) as refused:
        visits.received(row, case, by=by, at=NOW)
    assert refused.value.code == "visit.not-under-way"
    visits.set_out(row, companion="谭小雨", by=by, at=NOW)
    visits.received(row, case, by=by, at=NOW)
    with pytest.raises(Refusal):
        visits.received(row, counter.received(), by=by, at=NOW)


def test_it_ends_signed_and_with_a_result(counter: Counter) -> None:
    row, by = ordered(counter), counter.clerk
    visits.set_out(row, companion="谭小雨", by=by, at=NOW)
    for over, field in (
        ({"result": "", "signature": SIGNATURE}, "result"),
        ({"result": "办完", "signature": ""}, "signature"),
    ):
        with pytest.raises(Refusal) as refused:
            visits.finish(row, by=by, at=NOW, **over)
        assert refused.value.field == field


def test_a_visit_is_called_off_with_the_reason(counter: Counter) -> None:
    row = ordered(counter)
    visits.call_off(row, reason="本人已到厅办理", by=counter.hall_manager, at=NOW)
    row.refresh_from_db()
    assert (row.state, row.result) == ("cancelled", "本人已到厅办理")
    with pytest.raises(Refusal):
        visits.set_out(row, companion="谭小雨", by=counter.clerk, at=NOW)


def test_two_pairs_do_not_set_out_for_one_visit(
    together: Together, busy_counter: Counter
) -> None:
    counter = busy_counter
    row, by = ordered(counter), counter.clerk
    copies = [HomeVisit.objects.get(pk=row.pk) for _ in range(3)]
    outcomes = together(
        [
            partial(visits.set_out, copy, companion=f"同事{n}", by=by, at=NOW)
            for n, copy in enumerate(copies)
        ]
    )
    lost = [one.error for one in outcomes if one.error is not None]
    assert len(lost) == 2
    assert {error.code for error in lost} <= {"visit.moved-on", "move.not-allowed"}


def test_address_and_phone_are_kept_encrypted(counter: Counter) -> None:
    row = ordered(counter)
    with connection.cursor() as cursor:
        cursor.execute("SELECT address, phone FROM cases_homevisit")
        kept = " ".join(cursor.fetchone())
    assert "白石村" in row.address
    assert "白石村" not in kept
    assert "13900000009" not in kept
