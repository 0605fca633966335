"""The hall re-arranged during the day: proposed once, done with a click, measured."""

from datetime import timedelta

import pytest

from tests.cast import Cast
from tests.factories.accounts import NOW
from tests.factories.queueing import (
    call,
    later,
    make_seat,
    make_sitter,
    make_ticket,
)
from yichuang.accounts.models import Message
from yichuang.accounts.policies import SYSTEM
from yichuang.kernel.refusals import Refusal
from yichuang.organisation.models import Hall, Window
from yichuang.queueing.models import Proposal, Ticket, WindowSeat
from yichuang.queueing.queries.adjusting import proposals, rest_area_open
from yichuang.queueing.rules.adjusting import (
    Action,
    Helper,
    LineNow,
    Spare,
    Thresholds,
    cause,
    propose,
)
from yichuang.queueing.services.adjusting import (
    accept,
    adjust,
    decline,
    publish_thresholds,
)
from yichuang.queueing.services.lines import give_up
from yichuang.queueing.services.rosters import train

TERMS = Thresholds()
TODAY = NOW.date()


def line(code: str = "A", *waited: float, windows: int = 1) -> LineNow:
    return LineNow(code, waited, windows)


@pytest.mark.parametrize(
    ("now", "what"),
    [
        (line("A", *[1.0] * 10), None),
        (line("A", *[1.0] * 11), "waiting"),
        (line("A", *[1.0] * 11, windows=2), None),
        (line("A", 15, 15), None),
        (line("A", 15, 16), "wait"),
        (line("A", *[31.0] * 3, *[1.0] * 7), "long"),
        (line("A", 1, windows=0), "unserved"),
        (LineNow("A", (1.0,), 1, 96), "saturation"),
        (LineNow("A", (), 1, 100), None),
    ],
)
def test_a_threshold_passed_is_named(now: LineNow, what: str | None) -> None:
    found = cause(now, TERMS)
    assert (found.what if found else None) == what


def first(
    spares: list[Spare], helpers: list[Helper] | None = None
) -> tuple[Action, int | None, int | None] | None:
    drafts = list(propose([line("A", *[20.0] * 4)], spares, helpers or [], TERMS))
    return (drafts[0].action, drafts[0].window, drafts[0].person) if drafts else None


A = frozenset("A")


def test_a_spare_window_before_a_mobile_one_before_help_before_a_call() -> None:
    spare, mobile = Spare(7, "spare", A, 1), Spare(8, "mobile", A, 2)
    far = Spare(9, "spare", A, 3, on_duty=False)
    helper = Helper(6, frozenset("B"), frozenset("AB"), 0)
    assert first([far, mobile, spare], [helper]) == (Action.OPEN_SPARE, 7, 1)
    assert first([far, mobile], [helper]) == (Action.MOVE_MOBILE, 8, 2)
    assert first([far], [helper]) == (Action.LET_HELP, 6, None)
    assert first([far]) == (Action.CALL_B, 9, 3)
    assert first([Spare(7, "spare", A, None)]) is None
    assert first([Spare(7, "spare", frozenset("B"), 1)]) is None


def test_no_window_and_no_person_is_proposed_twice() -> None:
    lines = [line("A", *[20.0] * 4), line("B", *[30.0] * 4)]
    both = frozenset("AB")
    drafts = list(propose(lines, [Spare(7, "spare", both, 1)], [], TERMS))
    assert [one.line for one in drafts] == ["B"]
    drafts = list(
        propose(
            lines, [Spare(7, "spare", both, 1), Spare(8, "spare", both, 1)], [], TERMS
        )
    )
    assert [one.line for one in drafts] == ["B"]


@pytest.fixture
def busy_hall(hall: Hall, cast: Cast) -> Hall:
    """Twelve wait for A, one window serves it; window 6 is spare, somebody is free."""
    cast.actor("hall_manager")
    Window.objects.filter(number=6).update(state="spare")
    make_seat(5)
    free = make_sitter(6)
    train(hall.pk, free.pk, ("A", "B"), by=SYSTEM, at=NOW)
    for n in range(12):
        make_ticket("A", minute=n / 10)
    return hall


def test_a_proposal_is_made_once_and_says_what_it_would_change(busy_hall: Hall) -> None:
    assert adjust(at=later(2)) == 1
    assert adjust(at=later(3)) == 0
    (row,) = proposals(busy_hall.pk, TODAY)
    assert (row.action, row.line, row.window) == (Action.OPEN_SPARE, "A", 6)
    assert (row.cause["what"], row.cause["value"]) == ("waiting", 12)
    assert row.before is not None
    assert row.after is not None
    assert row.after < row.before * 0.7
    assert Message.objects.filter(about=f"proposal:{row.id}").count() == 1


def test_accepted_with_one_click_the_window_is_open(
    busy_hall: Hall, cast: Cast
) -> None:
    adjust(at=later(2))
    (row,) = proposals(busy_hall.pk, TODAY)
    by = cast.actor("hall_manager")
    for _click in range(2):
        accept(row.id, hall_id=busy_hall.pk, by=by, at=later(3))
    seat = WindowSeat.objects.get(window__number=6)
    assert (seat.mode, seat.state) == ("spare", "open")
    assert adjust(at=later(4)) == 0


def test_the_effect_is_measured_half_an_hour_later(busy_hall: Hall, cast: Cast) -> None:
    adjust(at=later(2))
    (row,) = proposals(busy_hall.pk, TODAY)
    accept(row.id, hall_id=busy_hall.pk, by=cast.actor("hall_manager"), at=later(3))
    call(WindowSeat.objects.get(window__number=6), minute=5)
    adjust(at=later(32))
    assert Proposal.objects.get(pk=row.id).effect == {}
    adjust(at=later(33))
    assert Proposal.objects.get(pk=row.id).effect["waiting"] == 11


def test_declined_with_a_reason_it_is_quiet_for_a_while(
    busy_hall: Hall, cast: Cast
) -> None:
    adjust(at=later(2))
    (row,) = proposals(busy_hall.pk, TODAY)
    by = cast.actor("hall_manager")
    with pytest.raises(Refusal) as refused:
        decline(row.id, hall_id=busy_hall.pk, reason=" ", by=by, at=later(3))
    assert refused.value.code == "queueing.reason"
    decline(row.id, hall_id=busy_hall.pk, reason="马上午休", by=by, at=later(3))
    assert adjust(at=later(17)) == 0
    assert adjust(at=later(18)) == 1


def test_a_proposal_goes_with_its_cause_or_its_time(
    busy_hall: Hall, cast: Cast
) -> None:
    adjust(at=later(2))
    (row,) = proposals(busy_hall.pk, TODAY)
    adjust(at=later(17))
    states = list(Proposal.objects.order_by("id").values_list("state", flat=True))
    assert states == ["expired", "open"]
    with pytest.raises(Refusal) as refused:
        accept(row.id, hall_id=busy_hall.pk, by=SYSTEM, at=later(18))
    assert refused.value.code == "proposal.gone"


def test_a_person_who_sits_elsewhere_by_now_changes_nothing(
    busy_hall: Hall, cast: Cast
) -> None:
    adjust(at=later(2))
    row = Proposal.objects.get()
    make_seat(7, user_id=row.user_id, at=later(2))
    with pytest.raises(Refusal) as refused:
        accept(row.pk, hall_id=busy_hall.pk, by=SYSTEM, at=later(3))
    assert refused.value.code == "queueing.taken"
    row.refresh_from_db()
    assert row.state == "open"


def test_a_full_hall_opens_the_rest_area_until_it_is_half_empty(hall: Hall) -> None:
    publish_thresholds(
        hall.pk,
        Thresholds(crowd=3, waiting=99, wait=99),
        valid_from=TODAY,
        by=SYSTEM,
        at=NOW,
    )
    seats = [make_seat(5), make_seat(6)]
    for n in range(5):
        make_ticket("A", minute=n / 10)
    adjust(at=later(1))
    row = Proposal.objects.get()
    assert (row.action, row.line) == ("rest-area", "")
    accept(row.pk, hall_id=hall.pk, by=SYSTEM, at=later(1))
    assert rest_area_open(hall.pk, later(2))
    adjust(at=later(2))
    assert Proposal.objects.count() == 1
    for seat in seats:
        call(seat, minute=3)
    adjust(at=later(3))
    assert rest_area_open(hall.pk, later(3))
    for one in Ticket.objects.filter(state="waiting")[:2]:
        give_up(one.pk, by=SYSTEM, at=later(4))
    adjust(at=later(4))
    assert not rest_area_open(hall.pk, later(4))


def test_only_the_manager_decides(busy_hall: Hall, cast: Cast) -> None:
    adjust(at=later(2))
    row = Proposal.objects.get()
    with pytest.raises(Refusal) as refused:
        accept(row.pk, hall_id=busy_hall.pk, by=cast.actor("clerk"), at=later(3))
    assert refused.value.code == "permission.denied"
    with pytest.raises(Refusal) as refused:
        accept(row.pk, hall_id=busy_hall.pk + 1, by=SYSTEM, at=later(3))
    assert refused.value.code == "proposal.not-found"


def test_yesterdays_lines_propose_nothing(busy_hall: Hall) -> None:
    assert adjust(at=later(2) + timedelta(days=1)) == 0
