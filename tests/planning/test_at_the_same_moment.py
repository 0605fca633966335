"""Two workers reach for one plan, two managers adopt two: one of each wins."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from tests.factories.accounts import COLLEAGUE
from tests.factories.planning import make_past, make_ready_plan
from tests.factories.queueing import make_lines
from tests.planning.when import NOW, TODAY, TOMORROW
from yichuang.accounts.policies import SYSTEM
from yichuang.kernel.refusals import Refusal
from yichuang.planning.models import Plan, PlanState
from yichuang.planning.services import counting, plans

Together = Callable[[Any], list[Any]]


@pytest.fixture
def hall(transactional_db: None) -> None:
    make_lines()
    make_past(TODAY, days=12)


def test_one_plan_is_taken_by_one_worker(
    together: Together, hall: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []

    def work_out(hall_id: int, *_: Any, **__: Any) -> dict[str, Any]:
        made.append(hall_id)
        return {"hours": 1.0, "good": True}

    monkeypatch.setattr(plans, "_worked_out", work_out)
    Plan.objects.create(
        hall_id=1, day=TOMORROW, number=1, goal=15, asked_at=NOW, asked_by=COLLEAGUE
    )
    outcomes = together([partial(plans.work, at=NOW)] * 8)
    assert [one.error for one in outcomes if one.error] == []
    assert sum(one.value for one in outcomes) == 1
    assert made == [1]
    assert Plan.objects.get().state == PlanState.READY


def test_one_of_two_plans_holds(together: Together, hall: None) -> None:
    both = [make_ready_plan(TOMORROW, number=number) for number in (1, 2)]
    outcomes = together([partial(plans.adopt, one, by=SYSTEM, at=NOW) for one in both])
    assert Plan.objects.filter(state=PlanState.ADOPTED).count() == 1
    refused = [one.error for one in outcomes if one.error]
    assert all(isinstance(one, Refusal) for one in refused)
    assert {one.code for one in refused} <= {"plan.moved-on"}


def test_a_past_is_remembered_once(hall: None) -> None:
    day = counting.Remembered(1, TOMORROW, "A", (0,) * 20 + (5,) + (0,) * 27, 6.0)
    other = counting.Remembered(1, TOMORROW, "A", (9,) * 48, 6.0)
    counting.remember_days([day])
    counting.remember_days([other])
    found = counting.DayCount.objects.get(day=TOMORROW)
    assert (sum(found.counts), found.served, found.minutes) == (5, 5, 30.0)
