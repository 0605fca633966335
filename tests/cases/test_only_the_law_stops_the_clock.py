"""行政许可法 art. 45: only its closed list of grounds stops the clock, told in writing
with its days; what stood still is given back. Art. 42: extended once, by the head."""

import pytest

from tests.factories.cases import Counter, day, make_licence, moment
from yichuang.cases.models import Case, Stop
from yichuang.cases.queries.detail import detail
from yichuang.cases.rules.clock import GROUND_LABELS, StopGround
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.services import handling, notices
from yichuang.cases.services.wording import GROUNDS
from yichuang.documents.models import Document
from yichuang.documents.rules import DocumentKind
from yichuang.kernel.limits import Limit
from yichuang.kernel.refusals import Refusal

ACCEPTED = moment("2026-03-10 10:00")
STOPPED = moment("2026-03-12 16:00")
RESUMED = moment("2026-03-19 10:00")


@pytest.fixture
def licence(counter: Counter) -> Case:
    """Accepted on Tuesday 10 March; 15 working days promised, 20 by law."""
    make_licence()
    return counter.licence.accepted(ACCEPTED)


def test_the_list_is_the_law_s() -> None:
    assert set(StopGround) == set(GROUND_LABELS)
    assert {ground.value for ground in StopGround} == {
        "hearing",
        "tender",
        "auction",
        "inspection",
        "testing",
        "quarantine",
        "appraisal",
        "expert",
    }


@pytest.mark.parametrize("ground", ["site-check", "busy", "", "leave", "HEARING"])
def test_nothing_else_stops_it(counter: Counter, licence: Case, ground: str) -> None:
    with pytest.raises(Refusal) as refused:
        handling.suspend(licence, ground, 5, by=counter.approver, at=STOPPED)
    assert (refused.value.code, refused.value.field) == ("stop.no-ground", "ground")
    assert counter.again(licence).state == CaseState.ACCEPTED


@pytest.mark.parametrize("days", [0, -1, 251])
def test_the_needed_days_are_told(counter: Counter, licence: Case, days: int) -> None:
    with pytest.raises(Refusal) as refused:
        handling.suspend(licence, "expert", days, by=counter.approver, at=STOPPED)
    assert (refused.value.code, refused.value.field) == ("stop.days", "days")


@pytest.mark.parametrize("ground", StopGround)
def test_a_legal_ground_stops_it_in_writing(
    counter: Counter, licence: Case, ground: StopGround
) -> None:
    stop = handling.suspend(licence, ground, 5, by=counter.approver, at=STOPPED)
    assert counter.again(licence).state == CaseState.SUSPENDED
    told = Document.objects.get(about=licence.about, kind=DocumentKind.SUSPENSION)
    assert told.number == stop.document_number
    assert told.facts["days"] == "5 个工作日"
    assert told.facts["ground"] == GROUNDS[ground]


def test_what_stood_still_is_given_back(counter: Counter, licence: Case) -> None:
    handling.suspend(licence, "expert", 5, by=counter.approver, at=STOPPED)
    handling.resume(licence, by=counter.approver, at=RESUMED)
    # 13, 16, 17, 18 and 19 March did not count: five working days later each.
    assert licence.promise_due == day("2026-04-07")
    assert licence.statute_due == day("2026-04-14")
    told = detail(counter.again(licence), by=counter.clerk, today=RESUMED.date())
    assert told.promise is not None
    assert told.promise.due == licence.promise_due
    stood = [row.day for row in told.promise.days if row.reason == "stopped"]
    assert stood[0] == day("2026-03-13")
    assert stood[-1] == day("2026-03-19")


@pytest.mark.parametrize(
    ("today", "lamp"),
    [("2026-03-13", "pause"), ("2026-04-07", "pause"), ("2026-04-08", "yellow")],
)
def test_while_it_stands_the_lamp_is_paused_for_the_days_told(
    counter: Counter, licence: Case, today: str, lamp: str
) -> None:
    """A stop that takes longer than was told does not hide that the promise is over."""
    handling.suspend(licence, "expert", 5, by=counter.approver, at=STOPPED)
    told = detail(counter.again(licence), by=counter.clerk, today=day(today))
    assert told.promise_due == day("2026-04-07")
    assert told.promise is not None
    assert told.promise.due == told.promise_due
    assert told.row.lamp == lamp


def test_stopped_and_resumed_on_one_day_costs_nothing(
    counter: Counter, licence: Case
) -> None:
    before = licence.promise_due
    handling.suspend(licence, "hearing", 1, by=counter.approver, at=STOPPED)
    handling.resume(licence, by=counter.approver, at=STOPPED)
    assert licence.promise_due == before


def test_it_can_stop_twice_and_both_are_given_back(
    counter: Counter, licence: Case
) -> None:
    for stopped, resumed in (
        ("2026-03-11 10:00", "2026-03-13 10:00"),
        ("2026-03-17 10:00", "2026-03-18 10:00"),
    ):
        handling.suspend(licence, "testing", 2, by=counter.approver, at=moment(stopped))
        handling.resume(licence, by=counter.approver, at=moment(resumed))
    assert licence.promise_due == day("2026-04-03")  # 12, 13 and 18 March


def test_withdrawn_while_it_stands_the_stop_ends(
    counter: Counter, licence: Case
) -> None:
    handling.suspend(licence, "expert", 5, by=counter.approver, at=STOPPED)
    notices.withdraw(licence, reason="不办了", by=counter.clerk, at=RESUMED)
    assert Stop.objects.get(case=licence).ended == RESUMED.date()


def test_extended_once_by_the_head_with_the_reason(
    counter: Counter, licence: Case
) -> None:
    head = counter.department_head
    handling.extend(licence, 10, reason="外省档案未到", by=head, at=STOPPED)
    assert licence.statute_due == day("2026-04-21")
    assert licence.promise_due == day("2026-03-31"), "a promise is not extended"
    told = Document.objects.get(about=licence.about, kind=DocumentKind.EXTENSION)
    assert told.facts["due"] == "2026-04-21"
    with pytest.raises(Refusal) as refused:
        handling.extend(licence, 1, reason="还没到", by=head, at=STOPPED)
    assert refused.value.code == "extension.once"


def test_the_extension_is_explained_day_by_day(counter: Counter, licence: Case) -> None:
    head = counter.department_head
    handling.extend(licence, 10, reason="外省档案未到", by=head, at=STOPPED)
    told = detail(counter.again(licence), by=head, today=STOPPED.date())
    assert told.statute is not None
    assert told.statute.due == licence.statute_due
    assert told.statute.counted == 30


def test_a_stop_in_the_extension_is_given_back_too(
    counter: Counter, licence: Case
) -> None:
    handling.extend(
        licence, 10, reason="材料多", by=counter.department_head, at=STOPPED
    )
    at = moment("2026-04-08 10:00")  # after the 20 days of the law
    handling.suspend(licence, "hearing", 5, by=counter.approver, at=at)
    handling.resume(licence, by=counter.approver, at=moment("2026-04-15 10:00"))
    assert licence.statute_due == day("2026-04-28")


@pytest.mark.parametrize("days", [0, 11, -3])
def test_no_longer_than_the_law_allows(
    counter: Counter, licence: Case, days: int
) -> None:
    with pytest.raises(Refusal) as refused:
        handling.extend(
            licence, days, reason="材料多", by=counter.department_head, at=STOPPED
        )
    assert (refused.value.code, refused.value.field) == ("extension.days", "days")


def test_not_without_a_reason(counter: Counter, licence: Case) -> None:
    with pytest.raises(Refusal) as refused:
        handling.extend(licence, 5, reason=" ", by=counter.department_head, at=STOPPED)
    assert refused.value.field == "reason"


def test_not_by_anybody_else(counter: Counter, licence: Case) -> None:
    with pytest.raises(Refusal) as refused:
        handling.extend(
            licence, 5, reason="材料多", by=counter.chief_approver, at=STOPPED
        )
    assert refused.value.code == "permission.denied"


def test_where_the_law_sets_no_limit_nothing_is_extended(counter: Counter) -> None:
    case = counter.accepted(ACCEPTED)
    with pytest.raises(Refusal) as refused:
        handling.extend(
            case, 5, reason="材料多", by=counter.department_head, at=STOPPED
        )
    assert refused.value.code == "extension.none"


def test_an_item_s_own_extension_counts_in_its_own_unit(counter: Counter) -> None:
    """居民身份证法 art. 12: 60 days, 30 more in remote areas; natural days, not working."""
    make_licence(statutory=Limit.parse("60N"), extension=Limit.parse("30N"))
    case = counter.licence.accepted(ACCEPTED)
    assert case.statute_due == day("2026-05-11")  # 60 days end on Saturday 9 May
    handling.extend(case, 30, reason="边远", by=counter.department_head, at=STOPPED)
    assert case.statute_due == day("2026-06-08")


def test_the_licensing_law_s_days_do_not_extend_another_law_s_limit(
    counter: Counter,
) -> None:
    make_licence(statutory=Limit.parse("60N"))
    case = counter.licence.accepted(ACCEPTED)
    with pytest.raises(Refusal) as refused:
        handling.extend(
            case, 5, reason="材料多", by=counter.department_head, at=STOPPED
        )
    assert refused.value.code == "extension.none"
