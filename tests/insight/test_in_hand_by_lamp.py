"""The lamp of the database is the lamp of the desk's lists, case by case."""

import random
from datetime import datetime, time, timedelta

import pytest

from tests.factories.accounts import NOW
from yichuang.cases.models import Case, Channel
from yichuang.cases.queries.worklist import row_of
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.catalogue.models import ItemVersion
from yichuang.insight.queries.day import Scope
from yichuang.insight.queries.in_hand import LATE, in_hand, listed, open_cases
from yichuang.kernel.lamps import Lamp
from yichuang.organisation.models import Department, Hall
from yichuang.organisation.queries import places

TODAY = NOW.date()
EARLY = (CaseState.SUBMITTED, CaseState.RECEIVED, CaseState.CORRECTION)
DECIDED = (CaseState.APPROVED, CaseState.REFUSED)


def make_case(hall: Hall, dice: random.Random, number: int) -> Case:
    """A case as the services leave one in that state, with any days."""
    state = dice.choice(list(CaseState))
    promise = TODAY + timedelta(days=dice.randint(-12, 20))
    statute = promise + timedelta(days=dice.choice([0, 3, 10]))
    version = ItemVersion.objects.get()
    case = Case(
        number=f"4309992101202603{number:010d}",
        query_code=f"Q{number:011d}",
        state=state,
        hall=hall,
        department=dice.choice(list(Department.objects.all())),
        item_version=version,
        item_key="edu-selfexam-diploma",
        channel=Channel.WINDOW,
        begun_at=NOW - timedelta(days=40),
    )
    if state in EARLY:
        case.notice_due = promise
    elif state != CaseState.DRAFT:
        case.promise_due = promise
        case.statute_due = dice.choice([statute, None])
        case.stopped = state == CaseState.SUSPENDED
    if state in DECIDED or state == CaseState.CLOSED:
        _decide(case, hall, dice)
        case.deliver_due = TODAY + timedelta(days=dice.randint(-4, 12))
    if state != CaseState.CLOSED and dice.random() < 0.4:
        case.step_due_at = NOW + timedelta(minutes=dice.randint(-1500, 1500))
    case.save(force_insert=True)
    return case


def _decide(case: Case, hall: Hall, dice: random.Random) -> None:
    on = TODAY - timedelta(days=dice.randint(0, 9))
    clock = time(dice.choice([0, 9, 16, 23]), 30)  # near midnight, zones matter
    case.decided_at = datetime.combine(on, clock, places.hall(hall.pk).zone)
    dues = [day for day in (case.promise_due, case.statute_due) if day]
    case.on_time = on <= min(dues)


@pytest.fixture(params=range(5))
def cases(hall: Hall, request: pytest.FixtureRequest) -> list[Case]:
    dice = random.Random(request.param)  # noqa: S311
    return [make_case(hall, dice, number) for number in range(120)]


def test_every_lamp_is_the_desks(hall: Hall, cases: list[Case]) -> None:
    for at in (None, NOW, NOW + timedelta(hours=3)):
        for case in open_cases(Scope(TODAY, hall.pk, hall.pk, at)):
            assert case.lamp_now == row_of(case, TODAY, at).lamp.value, (
                f"{case.state} {case.promise_due} {case.statute_due} {case.notice_due} "
                f"{case.decided_at} {case.on_time} {case.deliver_due} {case.step_due_at}"
            )


def test_counts_are_those_of_the_lists(hall: Hall, cases: list[Case]) -> None:
    scope = Scope(TODAY, hall.pk, hall.pk)
    told = in_hand(scope)
    still = [
        case for case in cases if case.state not in {CaseState.DRAFT, CaseState.CLOSED}
    ]
    assert told.total == len(still) == listed(scope).count()
    assert told.overdue == listed(scope, LATE).count()
    for lamp in Lamp:
        assert told.by_lamp.get(lamp, 0) == listed(scope, (lamp,)).count()
    for key, count, late in told.departments():
        assert count == listed(scope, (), key).count()
        assert late == listed(scope, LATE, key).count()


def test_another_hall_has_none_of_them(hall: Hall, cases: list[Case]) -> None:
    assert in_hand(Scope(TODAY, hall.pk + 1, hall.pk)).total == 0
    assert in_hand(Scope(TODAY, None, hall.pk)).total > 0
