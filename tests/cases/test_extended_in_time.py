"""行政许可法 art. 42: one extension, ten working days by the head of the agency, fifteen by
the head of the government for a joint matter; asked for before the limit is over. Other laws
have days of their own (food 10 + 5, identity card 60 + 30 natural days)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cases.test_receipt_counts_from_a_working_day import CALENDAR
from tests.factories.cases import Counter, day, make_licence, moment
from yichuang.cases.rules import clock
from yichuang.cases.services import handling
from yichuang.kernel.limits import Limit
from yichuang.kernel.refusals import Refusal

CAME = moment("2026-03-10 10:00")
"""By law until Tuesday 7 April."""


def test_on_the_last_day_it_can_still_be_asked_for(counter: Counter) -> None:
    make_licence()
    case = counter.licence.accepted(CAME)
    at = moment("2026-04-07 16:59")
    handling.extend(case, 10, reason="材料多", by=counter.department_head, at=at)
    assert case.statute_due == day("2026-04-21")


def test_what_is_over_is_late_and_not_extended(counter: Counter) -> None:
    make_licence()
    case = counter.licence.accepted(CAME)
    with pytest.raises(Refusal) as refused:
        handling.extend(
            case,
            10,
            reason="材料多",
            by=counter.department_head,
            at=moment("2026-04-08 00:01"),
        )
    assert refused.value.code == "extension.late"
    assert "2026-04-07" in str(refused.value)
    assert refused.value.remedy_text()


@pytest.mark.parametrize(
    ("statutory", "own", "joint", "most"),
    [
        ("20W", None, False, "10W"),
        ("10W", "5W", False, "5W"),
        ("60N", "30N", False, "30N"),
        ("3W", "3W", False, "3W"),
        ("45W", None, True, "15W"),
        ("60N", None, False, None),
    ],
)
def test_each_law_has_its_own_days(
    statutory: str, own: str | None, joint: bool, most: str | None
) -> None:
    told = clock.extension_limit(
        Limit.parse(statutory), Limit.parse(own) if own else None, joint=joint
    )
    assert told == (Limit.parse(most) if most else None)


@given(st.dates(date(2026, 1, 1), date(2026, 9, 30)))
def test_joint_matters_have_45_and_15_more(accepted: date) -> None:
    limits = clock.joint_limits(Limit.parse("30W"))
    facts = clock.ClockFacts(received_on=accepted, accepted_on=accepted)
    due = clock.statute_due(facts, limits, CALENDAR)
    assert due is not None
    assert CALENDAR.between(accepted, due) == 45
    more = clock.ClockFacts(
        received_on=accepted, accepted_on=accepted, extended=clock.JOINT_EXTENSION
    )
    due = clock.statute_due(more, limits, CALENDAR)
    assert due is not None
    assert CALENDAR.between(accepted, due) == 60


def test_a_stop_that_takes_longer_than_was_told_is_seen() -> None:
    """Art. 45: the needed time is told in writing; what it took beyond that is visible."""
    told = clock.stop_told(
        "expert", day("2026-03-13"), 5, None, today=day("2026-03-24"), calendar=CALENDAR
    )
    assert told.planned_end == day("2026-03-19")
    assert (told.actual, told.over) == (8, 3)
    kept = clock.stop_told(
        "expert",
        day("2026-03-13"),
        5,
        day("2026-03-17"),
        today=day("2026-06-01"),
        calendar=CALENDAR,
    )
    assert (kept.actual, kept.over) == (3, 0)
