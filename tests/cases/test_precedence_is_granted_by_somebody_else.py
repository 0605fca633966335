"""绿色通道 (R135, R137, R138): a reason of the list, evidence, somebody else's word; then
the case goes before the others, with a target of its own that also runs on a holiday."""

from collections.abc import Callable
from datetime import time, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.cases import NOW, Counter, moment
from tests.factories.modes import SHOP, make_shop
from tests.factories.online import SIGNATURE
from yichuang.cases.models import Case, GreenChannel
from yichuang.cases.queries import modes as mode_queries
from yichuang.cases.queries import worklist
from yichuang.cases.queries.finding import find
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.rules.modes import target_due
from yichuang.cases.services import at_once, green, intake, issuing, notices
from yichuang.cases.services.intake import Application, Party
from yichuang.documents.rules import DeliveryWay
from yichuang.journal.models import Entry
from yichuang.kernel.hours import OfficeHours
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.workdays import WorkCalendar, YearPlan
from yichuang.organisation.queries import calendars

Together = Callable[[Any], list[Any]]
OPEN = ((time(9), time(12)), (time(13, 30), time(17)))
HOURS = OfficeHours(dict.fromkeys(range(5), OPEN))
CALENDAR = WorkCalendar({2026: YearPlan()})


def asked(counter: Counter, case: Case, **over: Any) -> GreenChannel:
    given: dict[str, Any] = {
        "reason": "disabled",
        "evidence": "残疾证已核验",
        "minutes": 30,
        "by": counter.guide,
        "at": NOW,
    }
    given |= over
    return green.ask(case, given.pop("reason"), **given)


def refused_with(code: str, act: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as refused:
        act()
    assert refused.value.code == code
    return refused.value


def test_it_needs_a_reason_of_the_list_and_evidence(counter: Counter) -> None:
    case = counter.received()
    for over, code, field in (
        ({"reason": "friend"}, "green.no-reason", "reason"),
        ({"evidence": "  "}, "green.no-evidence", "evidence"),
        ({"minutes": 0}, "green.target", "minutes"),
        ({"minutes": 9000}, "green.target", "minutes"),
    ):
        refusal = refused_with(code, partial(asked, counter, case, **over))
        assert refusal.field == field
        assert refusal.remedy


def test_nobody_grants_what_they_asked_for_themselves(counter: Counter) -> None:
    case = counter.received()
    asked(counter, case, by=counter.chief_approver)
    refused_with(
        "authority.own-request",
        partial(green.decide, case, grant=True, by=counter.chief_approver, at=NOW),
    )
    green.decide(case, grant=True, by=counter.hall_manager, at=NOW)
    assert counter.again(case).green


def test_a_clerk_or_a_guide_cannot_grant(counter: Counter) -> None:
    case = counter.received()
    asked(counter, case)
    for who in ("clerk", "guide", "approver"):
        by = counter.cast.actor(who)
        act = partial(green.decide, case, grant=True, by=by, at=NOW)
        refused_with("permission.denied", act)


def test_no_is_said_with_a_reason_and_it_may_be_asked_again(counter: Counter) -> None:
    case = counter.received()
    asked(counter, case)
    by = counter.hall_manager
    refusal = refused_with(
        "case.reason-unsaid", partial(green.decide, case, grant=False, by=by, at=NOW)
    )
    assert refusal.field == "answer"
    green.decide(case, grant=False, answer="材料不能说明理由", by=by, at=NOW)
    assert not counter.again(case).green
    asked(counter, counter.again(case), evidence="准考证")


def test_it_is_asked_once(counter: Counter) -> None:
    case = counter.received()
    asked(counter, case)
    refused_with("green.standing", partial(asked, counter, case))


def test_it_goes_before_the_others_in_the_list(counter: Counter) -> None:
    cases = [counter.received(NOW + timedelta(minutes=n)) for n in range(3)]
    asked(counter, cases[-1])
    green.decide(cases[-1], grant=True, by=counter.hall_manager, at=NOW)
    listed = worklist.hall_cases(counter.clerk)
    assert next(row.number for row in listed) == cases[-1].number


def test_the_evidence_is_not_in_the_journal(counter: Counter) -> None:
    asked(counter, counter.received(), evidence="一级肢体残疾")
    entry = Entry.objects.get(code="case.green-asked")
    assert "肢体" not in str(entry.facts)


def test_of_two_who_grant_one_does(together: Together, busy_counter: Counter) -> None:
    counter = busy_counter
    case = counter.received()
    asked(counter, case)
    manager, chief = counter.hall_manager, counter.chief_approver
    outcomes = together(
        [
            partial(green.decide, find(by, case.number), grant=True, by=by, at=NOW)
            for by in (manager, chief, manager, chief)
        ]
    )
    assert sum(1 for one in outcomes if one.error is None) == 1
    codes = {one.error.code for one in outcomes if one.error is not None}
    assert codes <= {"case.moved-on", "green.none"}
    assert Entry.objects.filter(code="case.green-granted").count() == 1


def test_the_wheelchair_shop_keeper_has_the_licence_in_thirty_minutes(
    counter: Counter,
) -> None:
    """R137: 特事特办, 30 分钟拿证 (残疾人保障法 art. 36: issued with priority)."""
    make_shop()
    counter = Counter(counter.cast, SHOP)
    counter.letter("chief_approver")
    case = counter.received(NOW)
    asked(counter, case, at=NOW + timedelta(minutes=1))
    at = NOW + timedelta(minutes=3)
    row = green.decide(case, grant=True, by=counter.hall_manager, at=at)
    assert row.target_at == at + timedelta(minutes=30)
    at_once.finish(
        case,
        checked=["form"],
        receiver=case.applicant_name,
        signature=SIGNATURE,
        by=counter.chief_approver,
        at=NOW + timedelta(minutes=24),
    )
    case = counter.again(case)
    assert case.state == CaseState.CLOSED
    assert case.closed_at is not None
    assert case.closed_at <= row.target_at
    assert case.visits == 1


def test_the_examinees_identity_card_on_a_holiday(counter: Counter) -> None:
    """R138: in the holiday, before the examination: decided early by who is on duty and
    brought to the door. The day is no working day; the target runs all the same."""
    counter.letter("chief_approver")
    holiday = moment("2026-02-18 19:00")  # Spring Festival, in the evening
    case = intake.receive(
        Application(
            item_key=counter.item_key,
            answers={"year": "after", "who": "self"},
            party=Party(applicant=counter.cast.person("citizen")),
        ),
        hall_id=1,
        by=counter.clerk,
        at=holiday,
    )
    asked(
        counter,
        case,
        reason="examinee",
        evidence="准考证，20 日考试",
        minutes=90,
        at=holiday,
    )
    row = green.decide(case, grant=True, by=counter.chief_approver, at=holiday)
    assert row.target_at == holiday + timedelta(minutes=90)
    counter.check(case, holiday)
    accepted = notices.accept(case, by=counter.clerk, at=holiday)
    assert accepted.promise_due is not None  # counted from the next working days
    assert accepted.promise_due > holiday.date()
    counter.approve(accepted, holiday + timedelta(minutes=40))
    issuing.issue(
        accepted,
        how=DeliveryWay.POST,
        receiver=case.applicant_name,
        tracking_number="EMS1234567890",
        by=counter.issuer,
        at=holiday + timedelta(minutes=60),
    )
    done = counter.again(case)
    assert done.closed_at is not None
    assert done.closed_at <= row.target_at
    assert done.visits == 1  # it was brought to the door
    figures = {
        row.key: row.count
        for row in mode_queries.figures(counter.clerk, holiday.date(), holiday.date())
    }
    assert figures["green"] == 1
    assert figures["once"] == 1


@given(minutes=st.integers(1, 2400), start=st.integers(0, 7 * 24 * 60))
def test_more_minutes_never_end_earlier(minutes: int, start: int) -> None:
    at = NOW + timedelta(minutes=start)
    due = target_due(at, minutes, HOURS, CALENDAR)
    assert due >= at + timedelta(minutes=minutes)
    assert target_due(at, minutes + 1, HOURS, CALENDAR) > due


def test_a_target_goes_on_over_noon_and_night(counter: Counter) -> None:
    hours, calendar = calendars.office_hours(1), calendars.calendar_for(1)
    noon = target_due(moment("2026-03-10 11:50"), 30, hours, calendar)
    assert noon == moment("2026-03-10 13:50")
    evening = target_due(moment("2026-03-13 16:45"), 60, hours, calendar)
    assert evening == moment("2026-03-16 09:45")  # over the weekend
