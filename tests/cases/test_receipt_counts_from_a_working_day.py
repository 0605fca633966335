"""What comes online after hours or on a day off counts as received the next working
day; at the window it counts the day it was handed over."""

from datetime import datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.cases import NOW, ZONE, Counter, day, moment
from tests.factories.online import ANSWERS
from yichuang.cases.models import Case
from yichuang.cases.rules import clock
from yichuang.cases.services import intake, wording
from yichuang.cases.services.intake import Application, Party
from yichuang.kernel.hours import OfficeHours
from yichuang.kernel.limits import Limit, due_date
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.workdays import WorkCalendar, YearPlan
from yichuang.organisation.models import Hall

HOURS = OfficeHours(
    dict.fromkeys(range(5), ((time(9), time(12)), (time(13, 30), time(17)))), zone=ZONE
)
SPRING = YearPlan(
    holidays={day(f"2026-02-{number}"): "春节" for number in range(16, 23)},
    made_up={day("2026-02-14"): "春节", day("2026-02-28"): "春节"},
)
CALENDAR = WorkCalendar({2025: YearPlan(), 2026: SPRING, 2027: YearPlan()})

# filed, counts as received on
FILED = [
    ("2026-03-10 08:00", "2026-03-10"),  # before opening
    ("2026-03-10 12:30", "2026-03-10"),  # in the noon break
    ("2026-03-10 17:00", "2026-03-10"),  # as the door closes
    ("2026-03-10 17:01", "2026-03-11"),  # after closing
    ("2026-03-13 23:59", "2026-03-16"),  # Friday night
    ("2026-03-14 10:00", "2026-03-16"),  # Saturday
    (
        "2026-02-14 10:00",
        "2026-02-14",
    ),  # a Saturday worked in exchange: no hours posted
    ("2026-02-15 10:00", "2026-02-23"),  # the Sunday before a week of holidays
    ("2026-02-20 10:00", "2026-02-23"),
]


@pytest.mark.parametrize(("filed", "counts"), FILED)
def test_online(filed: str, counts: str) -> None:
    told = clock.receipt_day(moment(filed), HOURS, CALENDAR, cutoff=True)
    assert told == day(counts)


@pytest.mark.parametrize("filed", [filed for filed, _counts in FILED])
def test_at_the_window_it_is_the_same_day(filed: str) -> None:
    told = clock.receipt_day(moment(filed), HOURS, CALENDAR, cutoff=False)
    assert told == moment(filed).date()


@given(
    st.datetimes(
        min_value=moment("2026-01-01 00:00").replace(tzinfo=None),
        max_value=moment("2026-11-30 00:00").replace(tzinfo=None),
    )
)
def test_never_before_it_was_filed_and_always_a_working_day(filed: datetime) -> None:
    at = filed.replace(tzinfo=ZONE)
    told = clock.receipt_day(at, HOURS, CALENDAR, cutoff=True)
    assert told >= at.date()
    assert CALENDAR.is_workday(told)
    assert CALENDAR.between(at.date(), told) <= 1
    # and the answer is owed within five working days of that day
    assert CALENDAR.between(told, due_date(told, clock.NOTICE_LIMIT, CALENDAR)) == 5


def filed_at(counter: Counter, text: str) -> Case:
    party = Party(applicant=counter.cast.person("citizen"))
    return intake.file(
        Application("edu-selfexam-diploma", ANSWERS, party),
        hall_id=1,
        by=counter.cast.actor("citizen"),
        at=moment(text),
    )


def test_an_application_carries_both_days(counter: Counter) -> None:
    case = filed_at(counter, "2026-03-13 18:00")
    assert case.received_on == day("2026-03-16")
    assert case.notice_due == day("2026-03-23")


def test_a_document_names_the_day_of_filing(counter: Counter) -> None:
    """Filed on Sunday morning, when it is still Saturday in Greenwich."""
    case = filed_at(counter, "2026-03-15 07:00")
    assert case.received_on == day("2026-03-16")
    assert wording.applied_on(case) == day("2026-03-15")
    assert wording.applied_on(counter.received(NOW)) == NOW.astimezone(ZONE).date()


def test_on_the_spot_is_not_said_twice() -> None:
    """我们承诺当场办结, not 当场办结办结."""
    assert wording.promise_words(Limit.parse("S")) + "办结" == "当场办结"
    assert wording.promise_words(Limit.parse("15W")) + "办结" == "15个工作日办结"


def test_a_hall_without_a_cutoff_counts_the_day_itself(counter: Counter) -> None:
    Hall.objects.update(online_cutoff=False)
    case = filed_at(counter, "2026-03-13 18:00")
    assert case.received_on == day("2026-03-13")


def test_a_year_nobody_published_is_refused_with_what_to_do(counter: Counter) -> None:
    with pytest.raises(Refusal) as refused:
        counter.received(moment("2028-03-10 10:00"))
    assert refused.value.code in {"calendar.unknown-year", "item.not-published"}
    with pytest.raises(Refusal) as late:
        counter.received(moment("2027-12-29 10:00"))
    assert late.value.code == "calendar.unknown-year"
    assert late.value.facts["year"] == 2028
    assert "yichuang calendar import 2028" in late.value.remedy_text()


def test_received_at_the_counter_now(counter: Counter) -> None:
    case = counter.received(NOW)
    assert case.received_on == day("2026-03-10")
    assert case.notice_due == day("2026-03-17")
