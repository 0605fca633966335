"""Taking a ticket: who may, when, how many; what it tells; what is refused in words."""

from datetime import date, timedelta

import pytest

from tests.cast import Cast
from tests.factories.accounts import NOW, invented_id
from tests.factories.queueing import call, later, make_seat, make_ticket, serve
from yichuang.accounts.policies import STRANGER, SYSTEM
from yichuang.journal.queries import timeline
from yichuang.kernel.refusals import Refusal
from yichuang.queueing.models import Channel, Ticket
from yichuang.queueing.queries.mine import my_place, why_before
from yichuang.queueing.rules.policy import Standing
from yichuang.queueing.services import lines
from yichuang.queueing.services.arranging import KindPlan, arrange_kind
from yichuang.queueing.services.taking import Ask, take_ticket
from yichuang.queueing.worker import sweep

pytestmark = pytest.mark.usefixtures("hall")
PHONE = {"channel": Channel.PHONE, "phone": "13800002222"}


def refusal(code: str, **ask) -> Refusal:
    with pytest.raises(Refusal) as no:
        make_ticket(**ask)
    assert no.value.code == code
    return no.value


def test_a_kiosk_that_posts_twice_prints_once() -> None:
    assert make_ticket(key="touch").pk == make_ticket(key="touch").pk
    assert make_ticket(key="another").number == "A002"


def test_each_kind_counts_for_itself() -> None:
    assert [make_ticket(kind).number for kind in "ABAC"] == [
        *("A001", "B001", "A002", "C001")
    ]


def test_at_a_kiosk_anybody_may_from_afar_only_who_is_known(cast: Cast) -> None:
    assert make_ticket(by=STRANGER).number == "A001"
    with pytest.raises(Refusal) as no:
        make_ticket(by=STRANGER, **PHONE)
    assert no.value.code == "permission.denied"
    assert make_ticket(by=cast.actor("citizen"), **PHONE).state == "coming"


def test_after_closing_the_next_opening_is_told() -> None:
    evening = NOW + timedelta(hours=8)
    no = refusal("queueing.closed", at=evening)
    assert no.facts["opens"] == "2026-03-11 09:00"
    assert (
        refusal("queueing.closed", at=NOW + timedelta(hours=2, minutes=30)).facts[
            "opens"
        ]
        == "2026-03-10 13:30"
    )


def test_who_would_arrive_too_late_is_told_before() -> None:
    before_noon = NOW + timedelta(hours=1, minutes=30)
    refusal("queueing.too-late", at=before_noon, travel_minutes=45, **PHONE)
    assert make_ticket(at=before_noon, travel_minutes=20, **PHONE)


def test_one_phone_holds_one_remote_ticket_and_draws_three_a_day() -> None:
    for turn in range(3):
        ticket = make_ticket(minute=turn, **PHONE)
        assert refusal("queueing.one-remote", minute=turn, **PHONE).facts == {
            "number": ticket.number
        }
        lines.give_up(ticket.pk, by=STRANGER, token=ticket.token, at=later(turn))
    refusal("queueing.phone-limit", minute=9, **PHONE)


def test_ten_thousand_from_one_phone_leave_one() -> None:
    """As many as there is time for here: the first counts, no other is written."""
    given = make_ticket(**PHONE)
    for number in range(50):
        refusal("queueing.one-remote", key=f"again-{number}", **PHONE)
    assert Ticket.objects.get().pk == given.pk


def test_one_person_one_ticket_a_kind() -> None:
    card = invented_id(3)
    make_ticket(identity=card)
    refusal("queueing.one-each", identity=card)
    assert make_ticket("B", identity=card).number == "B001"


def test_the_card_of_somebody_of_sixty_gives_priority_by_itself() -> None:
    day_before_60 = invented_id(1, date(1966, 3, 11))
    sixty_today = invented_id(2, date(1966, 3, 10))
    assert make_ticket(identity=day_before_60).standing == Standing.ORDINARY
    assert make_ticket(identity=sixty_today).standing == Standing.ELDERLY


def test_a_card_read_wrongly_is_refused_with_its_remedy() -> None:
    card = invented_id(3)
    wrong = card[:-1] + ("1" if card[-1] != "1" else "2")
    assert refusal("id.wrong-check", identity=wrong).remedy


def test_who_it_is_stays_out_of_the_ticket_and_the_journal() -> None:
    card = invented_id(3)
    ticket = make_ticket(identity=card, phone="13800002222")
    told = repr(timeline(ticket.about)) + repr(
        Ticket.objects.filter(pk=ticket.pk).values("number", "token", "visit").get()
    )
    assert card not in told
    assert "13800002222" not in told


def test_a_kind_may_have_a_limit_for_the_day() -> None:
    plan = KindPlan("A", "综合事务", daily_limit=2)
    arrange_kind(1, plan, by=SYSTEM, at=NOW)
    make_ticket(), make_ticket()
    refusal("queueing.full")


def test_unknown_and_closed_kinds_are_refused() -> None:
    refusal("queueing.no-kind", kind="Z")
    arrange_kind(1, KindPlan("C", "领证", open=False), by=SYSTEM, at=NOW)
    refusal("queueing.no-kind", kind="C")
    arrange_kind(1, KindPlan("B", "教育", remote=False), by=SYSTEM, at=NOW)
    refusal("queueing.no-kind", kind="B", **PHONE)


def test_from_afar_nobody_is_called_before_they_are_here() -> None:
    remote = make_ticket(travel_minutes=20, **PHONE)
    here = make_ticket(minute=5)
    seat = make_seat(5)
    called = call(seat, minute=10)
    assert called.pk == here.pk
    serve(called, begins=10, ends=11)
    with pytest.raises(Refusal) as no:
        lines.check_in(remote.pk, by=STRANGER, token=remote.token, at=later(15))
    assert no.value.code == "queueing.too-soon"
    lines.check_in(remote.pk, by=STRANGER, token=remote.token, seen=True, at=later(15))
    last = make_ticket(minute=15)
    assert call(seat, minute=16).pk == remote.pk
    assert Ticket.objects.get(pk=last.pk).state == "waiting"


def test_a_remote_ticket_falls_when_nobody_comes() -> None:
    remote = make_ticket(travel_minutes=20, **PHONE)
    assert sweep(at=later(50)) == 0
    assert sweep(at=later(51)) == 1
    assert Ticket.objects.get(pk=remote.pk).state == "void"
    with pytest.raises(Refusal) as no:
        lines.check_in(remote.pk, by=STRANGER, token=remote.token, at=later(60))
    assert no.value.code == "move.not-allowed"


def test_only_who_holds_the_token_or_works_here_moves_a_ticket(cast: Cast) -> None:
    ticket = make_ticket()
    for who, token in (("citizen", ""), ("stranger", "x"), ("clerk_elsewhere", "")):
        with pytest.raises(Refusal) as no:
            lines.give_up(ticket.pk, by=cast.actor(who), token=token, at=later(1))
        assert no.value.code in {"ticket.not-found", "permission.denied"}
    gone = lines.give_up(ticket.pk, by=STRANGER, token=ticket.token, at=later(1))
    assert gone.state == "left"
    assert call(make_seat(5), minute=2) is None


def test_the_ticket_tells_people_ahead_and_a_range() -> None:
    make_seat(5)
    for minute in range(4):
        make_ticket(minute=minute)
    fifth = make_ticket(minute=4)
    assert fifth.ahead_then == 4
    assert 0 < fifth.wait_low < fifth.foreseen < fifth.wait_high
    place = my_place(fifth.token, at=later(5))
    assert (place.number, place.ahead, place.state) == ("A005", 4, "waiting")
    assert place.wait.low <= place.wait.expected <= place.wait.high


def test_without_a_window_no_wait_is_promised() -> None:
    ticket = make_ticket("B")
    assert (ticket.foreseen, ticket.wait_low) == (None, None)
    assert my_place(ticket.token, at=later(1)).wait is None


def test_a_guide_sets_a_priority_the_kiosk_could_not_see(cast: Cast) -> None:
    first, second = make_ticket(), make_ticket(minute=10)
    guide = cast.actor("guide")
    lines.set_standing(second.pk, Standing.PREGNANT, by=guide, at=later(11))
    why = why_before(first.token, second.number, at=later(30))
    assert (why.first, why.facts["weight"]) == (second.number, 3)
    assert call(make_seat(5), minute=30).pk == second.pk
    with pytest.raises(Refusal) as no:
        lines.set_standing(first.pk, Standing.DISABLED, by=cast.actor("clerk"), at=NOW)
    assert no.value.code == "permission.denied"


def test_why_with_a_ticket_that_does_not_wait() -> None:
    ticket = make_ticket()
    with pytest.raises(Refusal) as no:
        why_before(ticket.token, "A099", at=later(1))
    assert (no.value.code, no.value.field) == ("queueing.not-waiting", "number")


def test_an_appointment_kept_is_called_at_its_time() -> None:
    for minute in range(3):
        make_ticket(minute=minute)
    booked = make_ticket(
        minute=4, channel=Channel.APPOINTMENT, booked_at=later(30), case_ref="预约"
    )
    seat = make_seat(5)
    assert call(seat, minute=10).number == "A001"
    serve(Ticket.objects.get(number="A001"), begins=10, ends=30)
    assert call(seat, minute=30).pk == booked.pk


def test_several_matters_of_one_visit() -> None:
    first = make_ticket("A")
    second = make_ticket("C", visit=first.visit)
    assert my_place(first.token, at=later(1)).others == (second.number,)


def test_a_number_nobody_has_is_told_kindly() -> None:
    with pytest.raises(Refusal) as no:
        my_place("nonsense", at=NOW)
    assert no.value.code == "ticket.not-found"


def test_a_ticket_needs_a_key() -> None:
    with pytest.raises(Refusal) as no:
        take_ticket(1, Ask("A"), key="", by=SYSTEM, at=NOW)
    assert no.value.field == "key"
