"""A plan is asked for, made by the worker, adopted by the manager; one holds for a day."""

import json
from datetime import timedelta
from typing import Any

import pytest

from tests.cast import Cast
from tests.factories.queueing import make_lines
from tests.planning.when import NOW, SUNDAY, TODAY, TOMORROW
from yichuang.journal.models import Entry
from yichuang.kernel.refusals import Refusal
from yichuang.organisation.models import Hall, Window, WindowState
from yichuang.planning.models import DayCount, Plan, PlanState
from yichuang.planning.queries import going, made
from yichuang.planning.queries.windows import open_slots
from yichuang.planning.services import plans
from yichuang.planning.services.trying import Change, what_if


def make_plan(cast: Cast, **over: Any) -> Plan:
    given = {"day": TOMORROW, "by": cast.actor("hall_manager"), "at": NOW} | over
    plan = plans.ask(1, given.pop("day"), **given)
    plans.work(at=NOW)
    return Plan.objects.get(pk=plan.pk)


def test_the_worker_makes_what_was_asked_for(hall: Hall, cast: Cast) -> None:
    plan = make_plan(cast)
    assert plan.state == PlanState.READY
    assert plan.good
    assert plan.p90 is not None
    assert plan.p90 <= 15
    assert plan.gap is not None
    assert plan.gap <= 0.02
    assert not plan.basis["default"]
    assert plan.done == plan.of
    open_windows = {duty["window"] for duty in plan.duties}
    assert open_windows <= {5, 6, 7, 101, 102, 103, 104}
    assert plan.hours == sum(len(duty["slots"]) for duty in plan.duties) / 2
    assert sum(plan.capacity["A"]) > 0
    json.dumps(plan.duties)


def test_asking_twice_is_one_plan(hall: Hall, cast: Cast) -> None:
    manager = cast.actor("hall_manager")
    first = plans.ask(1, TOMORROW, by=manager, at=NOW)
    assert plans.ask(1, TOMORROW, by=manager, at=NOW).pk == first.pk
    plans.work(at=NOW)
    assert plans.ask(1, TOMORROW, by=manager, at=NOW).number == 2


def test_a_plan_lost_with_its_worker_is_made_again(hall: Hall, cast: Cast) -> None:
    plan = plans.ask(1, TOMORROW, by=cast.actor("hall_manager"), at=NOW)
    Plan.objects.update(state=PlanState.RUNNING, taken_at=NOW)
    assert plans.work(at=NOW + timedelta(minutes=1)) == 0
    assert plans.work(at=NOW + timedelta(minutes=6)) == 1
    plan.refresh_from_db()
    assert plan.state == PlanState.READY


def test_a_solver_that_breaks_is_told_and_not_tried_for_ever(
    hall: Hall, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: Any, **__: Any) -> None:
        raise MemoryError

    monkeypatch.setattr("yichuang.planning.engines.search.solve", breaks)
    plan = make_plan(cast)
    assert plan.state == PlanState.FAILED
    assert plan.refusal["code"] == "plan.broken"
    assert plans.work(at=NOW + timedelta(hours=1)) == 0


def test_a_plan_that_was_refused_keeps_the_day_it_was_refused_for(
    hall: Hall, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: Any, **__: Any) -> None:
        raise Refusal("plan.closed-day", "Closed on %(day)s.", day=TOMORROW)

    monkeypatch.setattr("yichuang.planning.engines.search.solve", refuses)
    plan = make_plan(cast)
    assert plan.state == PlanState.FAILED
    why = made.why_failed(Plan.objects.get(pk=plan.pk))
    assert why is not None
    assert why.facts["day"] == TOMORROW


def test_one_plan_holds_and_the_roster_hears_of_it(hall: Hall, cast: Cast) -> None:
    manager = cast.actor("hall_manager")
    first, second = make_plan(cast), make_plan(cast, goal=25.0)
    plans.adopt(first, by=manager, at=NOW)
    plans.adopt(second, by=manager, at=NOW)
    first.refresh_from_db()
    assert first.state == PlanState.REPLACED
    heard = Entry.objects.filter(code="plan.adopted").order_by("id").last()
    assert heard is not None
    assert json.loads(heard.facts)["duties"] == second.duties
    assert going.day(1, TOMORROW, at=NOW).plan == second


def test_two_who_adopt_at_once_learn_it(hall: Hall, cast: Cast) -> None:
    plan = make_plan(cast)
    stale = Plan.objects.get(pk=plan.pk)
    plans.adopt(plan, by=cast.actor("hall_manager"), at=NOW)
    with pytest.raises(Refusal) as refused:
        plans.adopt(stale, by=cast.actor("hall_manager"), at=NOW)
    assert refused.value.code == "plan.moved-on"
    plan.refresh_from_db()
    assert plan.state == PlanState.ADOPTED


def test_a_hall_without_a_past_is_told_so_and_gets_the_stated_day(
    db: None, cast: Cast
) -> None:
    make_lines(windows=6)
    plan = make_plan(cast)
    assert plan.state == PlanState.READY
    assert plan.basis["default"]
    assert sum(map(sum, plan.basis["means"].values())) == pytest.approx(300)


def test_a_day_too_large_says_which_half_hours_lack_how_many(
    hall: Hall, cast: Cast
) -> None:
    for row in DayCount.objects.all():
        row.counts = [8 * count for count in row.counts]
        row.save()
    plan = make_plan(cast)
    assert plan.state == PlanState.READY
    assert plan.good is False
    assert plan.lacks
    assert all(lack["windows"] > 0 for lack in plan.lacks)
    assert plan.late


@pytest.mark.parametrize(
    ("over", "code", "field"),
    [
        ({"day": TODAY - timedelta(days=1)}, "plan.past-day", "day"),
        ({"day": SUNDAY}, "plan.closed-day", "day"),
        ({"day": TODAY.replace(year=2031)}, "calendar.unknown-year", "date"),
        ({"goal": 0.0}, "plan.goal", "goal"),
        ({"most_windows": 0}, "plan.windows", "most_windows"),
    ],
)
def test_what_cannot_be_planned_is_refused_by_name(
    hall: Hall, cast: Cast, over: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        make_plan(cast, **over)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert refused.value.remedy
    assert not Plan.objects.exists()


def test_windows_out_of_use_are_not_planned(hall: Hall, cast: Cast) -> None:
    Window.objects.filter(number=101).update(state=WindowState.PAUSED)
    assert 101 not in {duty["window"] for duty in make_plan(cast).duties}


def test_only_the_manager_plans(hall: Hall, cast: Cast) -> None:
    for name in ("clerk", "citizen", "clerk_elsewhere", "administrator"):
        with pytest.raises(Refusal) as refused:
            make_plan(cast, by=cast.actor(name))
        assert refused.value.code == "permission.denied"


def test_what_if_a_window_closes(hall: Hall, cast: Cast) -> None:
    plan = make_plan(cast)
    plans.adopt(plan, by=cast.actor("hall_manager"), at=NOW)
    morning = next(duty for duty in plan.duties if 20 in duty["slots"])
    change = Change(morning["window"], 18, 24, opens=False)
    effect = what_if(1, TOMORROW, change, at=NOW)
    assert effect.changed.mean > effect.planned.mean
    assert effect.changed.hours < effect.planned.hours
    back = Change(morning["window"], *_outside(morning["slots"]), opens=True)
    longer = what_if(1, TOMORROW, back, at=NOW)
    assert longer.changed.mean <= longer.planned.mean
    assert longer.changed.hours > longer.planned.hours


def _outside(slots: list[int]) -> tuple[int, int]:
    free = next(slot for slot in open_slots(1, TOMORROW) if slot not in slots)
    return free, free + 1


def test_what_if_names_what_is_not_there(hall: Hall) -> None:
    with pytest.raises(Refusal) as refused:
        what_if(1, TOMORROW, Change(99, 20, 22, opens=True), at=NOW)
    assert refused.value.code == "plan.no-window"
    assert "101" in refused.value.facts["known"]
    with pytest.raises(Refusal) as refused:
        what_if(1, TOMORROW, Change(5, 20, 22, opens=True), at=NOW)
    assert refused.value.code == "plan.no-change"  # without a plan all are open all day
