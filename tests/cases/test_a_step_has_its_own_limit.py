"""A step over its limit is late even while the case is not (electronic supervision); its
hours count in office time, winter and summer (汝城 food: 受理 1 小时, 审批 3 小时)."""

from datetime import datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.cases import ZONE, Counter, make_licence, moment
from tests.kernel.calendars import state_calendar
from yichuang.cases.models import Case
from yichuang.cases.queries.worklist import row_of
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.rules.stages import due_at, stage, step_of
from yichuang.cases.services import handling, lamps, notices
from yichuang.catalogue.rules.guide import StepRule
from yichuang.kernel.hours import OfficeHours, Season
from yichuang.kernel.lamps import Lamp
from yichuang.kernel.limits import Limit, Stop, Unit
from yichuang.organisation.models import Post

STEPS = (
    StepRule(key="file", code="addressee", name="网上申报", group="apply"),
    StepRule(
        key="accept",
        code="acceptance",
        name="受理",
        group="apply",
        limit=Limit.parse("1H"),
    ),
    StepRule(
        key="examine",
        code="investigate",
        name="审查",
        group="decide",
        limit=Limit.parse("1W"),
    ),
    StepRule(
        key="experts",
        code="special",
        name="专家评审",
        group="decide",
        stops_clock=True,
    ),
    StepRule(
        key="decide",
        code="decide",
        name="审批",
        group="decide",
        limit=Limit.parse("3H"),
    ),
    StepRule(key="print", code="accreditation", name="制证", group="hand-over"),
    StepRule(
        key="issue",
        code="delivery",
        name="发证",
        group="hand-over",
        limit=Limit.parse("1H"),
    ),
)
SUMMER = {day: ((time(8), time(12)), (time(14, 30), time(18))) for day in range(5)}
WINTER = {day: ((time(8), time(12)), (time(13, 30), time(17, 30))) for day in range(5)}
HOURS = OfficeHours(SUMMER, (Season((10, 1), (4, 30), WINTER),), ZONE)
CALENDAR = state_calendar()


@pytest.mark.parametrize(
    ("state", "at_decision", "key"),
    [
        (CaseState.SUBMITTED, False, "accept"),
        (CaseState.RECEIVED, False, "accept"),
        (CaseState.ACCEPTED, False, "examine"),
        (CaseState.ACCEPTED, True, "decide"),
        (CaseState.SUSPENDED, True, "decide"),
        (CaseState.APPROVED, False, "issue"),
        (CaseState.REFUSED, False, "issue"),
    ],
)
def test_where_a_case_stands_says_which_step_it_is_in(
    state: CaseState, at_decision: bool, key: str
) -> None:
    step = step_of(STEPS, state, at_decision=at_decision)
    assert step is not None
    assert step.key == key


@pytest.mark.parametrize("state", [CaseState.DRAFT, CaseState.CLOSED])
def test_nothing_is_asked_of_a_draft_or_a_closed_case(state: CaseState) -> None:
    assert step_of(STEPS, state) is None


@pytest.mark.parametrize(
    ("since", "limit", "due"),
    [
        # Over the noon break, in winter and in summer hours.
        ("2026-03-10 11:30", "1H", "2026-03-10 14:00"),
        ("2026-06-10 11:30", "1H", "2026-06-10 15:00"),
        # Over the night and the weekend.
        ("2026-03-13 16:30", "3H", "2026-03-16 10:00"),
        # The last hour of winter ends on 30 April; 1 May is a holiday until the 5th.
        ("2026-04-30 17:00", "1H", "2026-05-06 08:30"),
        # Filed in the evening, it begins in the morning.
        ("2026-03-10 21:00", "1H", "2026-03-11 09:00"),
        ("2026-03-10 10:00", "1W", "2026-03-11 17:30"),
        ("2026-03-10 10:00", "S", "2026-03-10 17:30"),
    ],
)
def test_hours_count_in_office_time(since: str, limit: str, due: str) -> None:
    told = due_at(Limit.parse(limit), moment(since), CALENDAR, HOURS)
    assert told == moment(due)


@given(
    st.datetimes(datetime(2026, 1, 5), datetime(2026, 10, 30)),  # noqa: DTZ001
    st.integers(1, 40),
)
def test_a_step_in_hours_ends_within_office_hours(since: datetime, n: int) -> None:
    begun = since.replace(tzinfo=ZONE)
    told = due_at(Limit(n, Unit.HOURS), begun, CALENDAR, HOURS).astimezone(ZONE)
    assert told > begun
    assert CALENDAR.is_workday(told.date())
    assert any(opens < told.time() <= closes for opens, closes in HOURS.on(told.date()))


def test_a_stop_of_the_clock_stops_the_step_too() -> None:
    stop = Stop(moment("2026-03-11").date(), moment("2026-03-12").date(), "hearing")
    told = stage(STEPS[2], moment("2026-03-10 10:00"), CALENDAR, HOURS, (stop,))
    assert told.due_at == moment("2026-03-13 17:30")


@pytest.fixture
def licence(counter: Counter) -> Counter:
    make_licence(steps=STEPS)
    return counter.licence


def again(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def test_the_steps_follow_the_moves_of_a_case(licence: Counter) -> None:
    case = licence.received(moment("2026-03-10 10:00"))
    assert (case.step, case.step_due_at) == ("accept", moment("2026-03-10 11:00"))
    licence.check(case, moment("2026-03-10 10:30"))
    notices.accept(case, by=licence.clerk, at=moment("2026-03-10 10:30"))
    assert case.step == "examine"
    assert case.step_at == moment("2026-03-10 10:30")
    assert again(case).step_due_at == case.step_due_at
    post = Post.objects.get(department_id=case.department_id, key="decide")
    handling.route(case, post.pk, by=licence.clerk, at=moment("2026-03-11 09:00"))
    assert (again(case).step, again(case).step_due_at) == (
        "decide",
        moment("2026-03-11 12:00"),
    )
    licence.approve(case, moment("2026-03-11 10:00"))
    assert (case.step, case.step_due_at) == ("issue", moment("2026-03-11 11:00"))
    licence.issue(case, moment("2026-03-11 10:30"))
    assert (again(case).step, again(case).step_due_at) == ("", None)


def test_a_late_step_lights_its_lamp_while_the_case_is_in_time(
    licence: Counter,
) -> None:
    case = licence.received(moment("2026-03-10 10:00"))
    in_time, late = moment("2026-03-10 11:00"), moment("2026-03-10 11:01")
    assert row_of(case, in_time.date(), in_time).lamp is Lamp.OK
    assert row_of(case, late.date(), late).lamp is Lamp.STEP
    lamps.sweep(at=late)
    assert again(case).lamp == Lamp.STEP


def test_while_the_applicant_mends_papers_no_step_of_ours_is_late(
    licence: Counter,
) -> None:
    case = licence.received(moment("2026-03-10 10:00"))
    notices.notify(case, by=licence.clerk, at=moment("2026-03-10 10:30"))
    assert again(case).step_due_at is None
    licence.check(case, moment("2026-03-16 10:00"))
    notices.supplement(case, by=licence.clerk, at=moment("2026-03-16 10:00"))
    assert again(case).step_due_at == moment("2026-03-16 11:00")


def test_what_stood_still_is_given_back_to_the_step(licence: Counter) -> None:
    case = licence.accepted(moment("2026-03-10 10:00"))
    before = case.step_due_at
    by = licence.approver
    handling.suspend(case, "expert", 2, by=by, at=moment("2026-03-10 11:00"))
    handling.resume(case, by=by, at=moment("2026-03-12 10:00"))
    assert before is not None
    assert again(case).step_due_at == before.replace(day=13)
