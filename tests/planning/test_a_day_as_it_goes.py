"""Today beside what was expected: half-hours that were, that are, that will be."""

from datetime import timedelta

import pytest

from tests.factories.queueing import call, make_seat, make_ticket, serve
from tests.planning.when import NOW, SUNDAY, TODAY, TOMORROW
from yichuang.accounts.policies import SYSTEM
from yichuang.kernel.refusals import Refusal
from yichuang.organisation.models import Hall
from yichuang.planning.queries import going
from yichuang.queueing.services import seats


def test_what_came_stands_beside_what_was_expected(hall: Hall) -> None:
    make_ticket("A")
    make_ticket("B", minute=1)
    seat = make_seat(5)
    called = call(seat, minute=12)
    assert called is not None
    serve(called, begins=12, ends=14)
    at = NOW + timedelta(minutes=45)
    seats.close_window(seat.pk, by=SYSTEM, at=NOW + timedelta(minutes=15))
    today = going.day(hall.pk, TODAY, at=at)
    rows = {row.slot: row for row in today.half_hours}
    assert today.came == 2
    assert (rows[20].came, rows[20].p90, rows[20].open) == (2, 12.0, 0.5)
    assert rows[20].clock == "10:00"
    assert rows[21].came == 0
    assert rows[22].came is None  # 11:00 is still to come
    assert rows[20].planned is None  # no plan was adopted
    assert sum(row.expected.mean for row in today.half_hours) == pytest.approx(
        today.expected.mean
    )


def test_a_day_to_come_has_only_expectations(hall: Hall) -> None:
    tomorrow = going.day(hall.pk, TOMORROW, at=NOW)
    assert all(row.came is None for row in tomorrow.half_hours)
    assert tomorrow.expected.low < tomorrow.expected.mean < tomorrow.expected.high


def test_a_closed_day_is_said(hall: Hall) -> None:
    with pytest.raises(Refusal) as refused:
        going.day(hall.pk, SUNDAY, at=NOW)
    assert refused.value.code == "plan.closed-day"
