"""异地代收代办 (domain 4.7): the receiving hall checks form and identity and passes the
papers on; powers are unchanged, and the clock starts with acceptance where it is decided."""

from collections.abc import Callable
from functools import partial

import pytest

from tests.cast import HALL
from tests.factories.accounts import make_staff
from tests.factories.cases import NOW, Counter, day, moment
from tests.factories.catalogue import DIPLOMA, make_item
from tests.factories.modes import collected, make_other_hall
from tests.factories.online import make_submitted
from yichuang.accounts.policies import SYSTEM, Actor, Grant
from yichuang.accounts.queries import actor_with
from yichuang.accounts.rules import Role
from yichuang.accounts.services import staff
from yichuang.cases.models import Case, Transfer
from yichuang.cases.queries import worklist
from yichuang.cases.queries.finding import find, visible
from yichuang.cases.rules.elsewhere import Direction, TransferState, reaches
from yichuang.cases.services import elsewhere, notices
from yichuang.kernel.refusals import Refusal
from yichuang.organisation.models import Hall

IDENTITY = "身份证与本人比对一致"


@pytest.fixture
def counter(counter: Counter) -> Counter:
    """Two halls in one city; the diploma is decided in hall 1, collected in the city."""
    make_other_hall()
    make_item(key="city", reach_code="3")
    return Counter(counter.cast, "city")


def sent(counter: Counter) -> Case:
    case = collected(counter)
    elsewhere.send(case, identity=IDENTITY, by=counter.clerk_elsewhere, at=NOW)
    return case


def refused_with(code: str, act: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as refused:
        act()
    assert refused.value.code == code
    return refused.value


@pytest.mark.parametrize(
    ("reach", "there", "may"),
    [
        ("1", "110101", True),
        ("2", "430101", True),
        ("2", "440101", False),
        ("3", "430998", True),
        ("3", "430101", False),
        ("4", "430999", True),
        ("4", "430998", False),
        ("", "430999", False),
        ("9", "430999", False),
    ],
)
def test_the_guide_says_how_far_it_may_be_collected(
    reach: str, there: str, may: bool
) -> None:
    assert reaches(reach, "430999", there) is may


def test_what_may_not_be_collected_here_is_refused(counter: Counter) -> None:
    refusal = refused_with("elsewhere.not-here", partial(collected, counter, DIPLOMA))
    assert refusal.field == "item"
    assert refusal.remedy
    assert "青禾县政务服务大厅" in str(refusal)


def test_online_it_goes_straight_to_the_hall_that_decides(counter: Counter) -> None:
    """全程网办: no hall in between."""
    case = make_submitted(counter.cast)
    assert case.hall_id == HALL
    assert case.collecting_hall_id is None


def test_identity_and_papers_are_checked_before_it_goes_on(counter: Counter) -> None:
    case = collected(counter)
    by = counter.clerk_elsewhere
    refusal = refused_with(
        "elsewhere.identity", partial(elsewhere.send, case, identity="", by=by, at=NOW)
    )
    assert refusal.field == "identity"
    case.papers.filter(key="form").update(state="missing")
    refused_with(
        "papers.missing",
        partial(elsewhere.send, case, identity=IDENTITY, by=by, at=NOW),
    )


def test_a_hall_keeps_what_it_decides_itself(counter: Counter) -> None:
    case = counter.checked()
    refused_with(
        "elsewhere.not-needed",
        partial(elsewhere.send, case, identity=IDENTITY, by=counter.clerk, at=NOW),
    )


def test_both_halls_see_it_and_nobody_else(counter: Counter) -> None:
    case = sent(counter)
    assert find(counter.clerk, case.number).hall_id == HALL
    assert find(counter.clerk_elsewhere, case.number)
    assert visible(case.about, counter.clerk_elsewhere)
    refused_with("case.not-found", partial(find, third_hall(), case.number))
    assert case in worklist.hall_cases(counter.clerk)
    assert case not in worklist.hall_cases(counter.clerk_elsewhere)


def third_hall() -> Actor:
    """A clerk of a hall that has nothing to do with it."""
    hall = make_hall_three()
    user = make_staff(login="clerk.third", name="第三", hall_id=hall)
    staff.grant_role(user.pk, Grant(Role.CLERK, hall, None), by=SYSTEM, at=NOW)
    actor = actor_with(user.pk)
    assert actor is not None
    return actor


def make_hall_three() -> int:
    row = Hall.objects.create(
        pk=3,
        code="2103",
        division_id="430998",
        name="第三大厅",
        short_name="三",
        time_zone="Asia/Shanghai",
    )
    return int(row.pk)


def test_powers_stay_where_they_were(counter: Counter) -> None:
    case = sent(counter)
    refused_with(
        "permission.denied",
        partial(
            notices.accept,
            find(counter.clerk_elsewhere, case.number),
            by=counter.clerk_elsewhere,
            at=NOW,
        ),
    )


def test_the_clock_starts_with_acceptance_in_the_deciding_hall(
    counter: Counter,
) -> None:
    case = sent(counter)
    assert case.promise_due is None
    assert case.notice_due == day("2026-03-17")  # five days, from the day it came in
    at = moment("2026-03-12 09:00")
    elsewhere.take(counter.again(case), by=counter.clerk, at=at)
    accepted = notices.accept(counter.again(case), by=counter.clerk, at=at)
    assert accepted.accepted_on == day("2026-03-12")
    row = Transfer.objects.get(case=case)
    assert (row.state, row.taken_by_name) == (TransferState.TAKEN, "陈雨")


def test_originals_travel_by_receipt_and_are_confirmed_at_the_other_end(
    counter: Counter,
) -> None:
    case = sent(counter)
    here, there = counter.clerk_elsewhere, counter.clerk
    refusal = refused_with(
        "elsewhere.tracking",
        partial(
            elsewhere.dispatch, case, "登记表原件 1 份", tracking="", by=here, at=NOW
        ),
    )
    assert refusal.field == "tracking"
    leg = elsewhere.dispatch(
        case, "登记表原件 1 份", tracking="SF1000200030", by=here, at=NOW
    )
    assert leg.direction == Direction.THERE
    refused_with(
        "elsewhere.no-parcel",
        partial(elsewhere.arrived, case, leg.pk, by=here, at=NOW),
    )
    later = moment("2026-03-11 15:00")
    arrived = elsewhere.arrived(counter.again(case), leg.pk, by=there, at=later)
    assert (arrived.arrived_at, arrived.arrived_by_name) == (later, "陈雨")
    refused_with(
        "elsewhere.no-parcel",
        partial(elsewhere.arrived, counter.again(case), leg.pk, by=there, at=later),
    )


def test_the_result_comes_back_and_is_handed_over_where_the_person_came(
    counter: Counter,
) -> None:
    case = sent(counter)
    at = moment("2026-03-12 09:00")
    accepted = notices.accept(counter.again(case), by=counter.clerk, at=at)
    counter.letter("chief_approver", item="city")
    counter.approve(accepted, at)
    elsewhere.dispatch(
        counter.again(case), "毕业证明书", tracking="SF9", by=counter.clerk, at=at
    )
    assert Transfer.objects.get(case=case).state == TransferState.RETURNED
    closed = counter.issue(
        find(counter.clerk_elsewhere, case.number), at, by=counter.clerk_elsewhere
    )
    assert closed.state == "closed"
    assert closed.visits == 2  # once to hand in, once to fetch
