"""The lamps of all open cases are lit in one pass; only rows whose lamp changed are
written, and what is stored is what is computed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.cases import Counter, day, moment
from yichuang.cases.models import Case, LampChange
from yichuang.cases.queries.worklist import row_of
from yichuang.cases.services import lamps
from yichuang.kernel.lamps import Lamp

CAME = moment("2026-03-10 10:00")
"""Promised until Tuesday 31 March."""


def lamp(case: Case) -> str:
    return Case.objects.get(pk=case.pk).lamp


@pytest.mark.parametrize(
    ("when", "lit"),
    [
        ("2026-03-10 11:00", Lamp.OK),
        ("2026-03-27 09:00", Lamp.WARN),
        ("2026-03-31 23:59", Lamp.WARN),
        ("2026-04-01 00:01", Lamp.YELLOW),
    ],
)
def test_what_is_stored_is_what_is_computed(
    counter: Counter, when: str, lit: Lamp
) -> None:
    case = counter.accepted(CAME)
    at = moment(when)
    lamps.sweep(at=at)
    assert lamp(case) == lit == row_of(case, at.date(), at).lamp


def test_a_second_pass_touches_nothing(counter: Counter) -> None:
    counter.accepted(CAME)
    counter.received(CAME)
    late = moment("2026-04-01 09:00")
    assert lamps.sweep(at=late) == 2
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert lamps.sweep(at=late + timedelta(minutes=1)) == 0
    assert not [
        row["sql"] for row in seen if row["sql"].startswith(("INSERT", "UPDATE"))
    ]


def test_each_change_is_kept_with_what_was_before(counter: Counter) -> None:
    case = counter.accepted(CAME)
    for when in ("2026-03-27 09:00", "2026-04-01 09:00", "2026-04-01 09:01"):
        lamps.sweep(at=moment(when))
    kept = LampChange.objects.filter(case=case).order_by("id")
    assert [(row.was, row.lamp) for row in kept] == [("ok", "warn"), ("warn", "yellow")]
    assert [row.at for row in kept] == [
        moment("2026-03-27 09:00"),
        moment("2026-04-01 09:00"),
    ]
    assert Case.objects.get(pk=case.pk).lamp_since == moment("2026-04-01 09:00")


def test_a_sweep_is_no_move_of_the_case(counter: Counter) -> None:
    """Somebody who has the page open is not told that somebody else worked on it."""
    case = counter.accepted(CAME)
    lamps.sweep(at=moment("2026-04-01 09:00"))
    assert Case.objects.get(pk=case.pk).version == case.version


def test_a_closed_case_goes_out(counter: Counter) -> None:
    case = counter.closed(CAME)
    assert lamp(case) == Lamp.DONE
    assert lamps.sweep(at=moment("2026-12-01 09:00")) == 0


def test_what_was_decided_has_ten_days_to_be_handed_over(counter: Counter) -> None:
    """行政许可法 art. 44: the clock after the decision has its own lamp."""
    case = counter.approved(CAME)
    assert case.deliver_due == day("2026-03-24")
    for when, lit in (
        ("2026-03-11 09:00", Lamp.OK),
        ("2026-03-23 09:00", Lamp.WARN),
        ("2026-03-25 09:00", Lamp.RED),
    ):
        lamps.sweep(at=moment(when))
        assert lamp(case) == lit, when
