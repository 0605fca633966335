"""Electronic supervision: near its limit a case warns who holds it, then the head; a late
step, a broken promise and a broken statute become orders that must be answered, and go up
a level when they are not. 行政许可法 art. 42, 44, 74; 优化营商环境条例 art. 37."""

import json
from datetime import timedelta

import pytest

from tests.factories.cases import Counter, day, make_licence, moment
from yichuang.accounts.models import Message
from yichuang.cases.models import Case, SupervisionOrder
from yichuang.cases.queries import supervision as orders
from yichuang.cases.rules.supervision import Level, OrderKind, OrderState
from yichuang.cases.services import lamps as sweeping
from yichuang.cases.services import supervision
from yichuang.cases.services.supervision import Breach
from yichuang.cases.worker import lamps
from yichuang.documents.models import Document
from yichuang.documents.rules import DocumentKind
from yichuang.journal.models import Entry
from yichuang.kernel.refusals import Refusal

CAME = moment("2026-03-10 10:00")
NEAR = moment("2026-03-27 09:00")  # two of fifteen days left
LATE = moment("2026-04-01 09:00")
BROKEN = moment("2026-04-08 09:00")


@pytest.fixture
def licence(counter: Counter) -> Case:
    """Promised until 31 March, by law until 7 April; everybody is at work."""
    make_licence()
    for who in ("supervisor", "department_head", "hall_manager"):
        counter.cast.user(who)
    return counter.licence.accepted(CAME)


def order_of(case: Case, kind: OrderKind) -> SupervisionOrder:
    return SupervisionOrder.objects.get(case=case, kind=kind)


def texts(about: str) -> list[str]:
    return [row.text for row in Message.objects.filter(about=about).order_by("id")]


def codes(about: str) -> list[str]:
    return list(
        Entry.objects.filter(about=about).order_by("id").values_list("code", flat=True)
    )


def test_who_holds_it_is_warned_once(counter: Counter, licence: Case) -> None:
    lamps.light(at=NEAR)
    lamps.light(at=NEAR + timedelta(minutes=1))
    (text,) = texts(licence.about)
    assert licence.number in text
    assert "2026年3月31日" in text
    warned = Entry.objects.get(about=licence.about, code="case.warned")
    assert json.loads(warned.facts)["who"] == "陈雨"
    assert not SupervisionOrder.objects.exists()


def test_the_post_s_holder_is_warned_where_it_lies_at_a_post(
    counter: Counter, licence: Case
) -> None:
    holding = counter.holds("chief_approver")
    Case.objects.filter(pk=licence.pk).update(post_id=holding.post_id)
    licence.refresh_from_db()
    assert orders.holder_of(licence, NEAR.date()) == holding.user_id


def test_the_head_hears_of_a_warning_that_stands_for_half_a_day(
    counter: Counter, licence: Case
) -> None:
    lamps.light(at=NEAR)
    assert lamps.remind_heads(at=NEAR + timedelta(hours=2)) == 0
    assert lamps.remind_heads(at=moment("2026-03-27 14:31")) == 1
    assert lamps.remind_heads(at=moment("2026-03-27 16:00")) == 0
    warned, head = texts(licence.about)
    assert "陈雨" in head
    assert "陈雨" not in warned


def test_the_head_is_left_alone_when_it_was_done_in_time(
    counter: Counter, licence: Case
) -> None:
    lamps.light(at=NEAR)
    counter.letter("chief_approver", item=licence.item_key)
    counter.approve(licence, NEAR + timedelta(hours=1))
    lamps.light(at=NEAR + timedelta(hours=1, minutes=1))
    assert lamps.remind_heads(at=NEAR + timedelta(days=3)) == 0
    assert len([row for row in texts(licence.about) if "陈雨" in row]) == 0


def test_past_the_promise_a_yellow_card(counter: Counter, licence: Case) -> None:
    lamps.light(at=LATE)
    lamps.light(at=LATE + timedelta(minutes=1))
    order = order_of(licence, OrderKind.LATE)
    assert (order.level, order.state) == (Level.BLUE, OrderState.OPEN)
    assert order.responsible is not None
    assert order.responsible.display_name == "陈雨"
    assert order.due == day("2026-04-03")
    assert order.what == "承诺15个工作日，应于2026年3月31日前办结，至今没有办结。"
    paper = Document.objects.get(number=order.document_number)
    assert paper.kind == DocumentKind.YELLOW_CARD
    assert paper.facts["promise_due"] == "2026-03-31"
    assert paper.about == order.about, "the citizen's list of documents has it not"
    assert "case.supervised" in codes(licence.about)
    (asked,) = texts(order.about)
    assert order.document_number in asked


def test_past_the_statute_a_red_card_to_the_head(
    counter: Counter, licence: Case
) -> None:
    lamps.light(at=LATE)
    lamps.light(at=BROKEN)
    order = order_of(licence, OrderKind.OVERDUE)
    assert order.level == Level.ORANGE
    assert Document.objects.get(number=order.document_number).kind == "red_card"
    assert SupervisionOrder.objects.filter(case=licence).count() == 2


def test_once_a_case_and_kind_however_often_the_lamp_comes_and_goes(
    counter: Counter, licence: Case
) -> None:
    lamps.light(at=LATE)
    Case.objects.filter(pk=licence.pk).update(lamp="ok", lamp_since=LATE)
    lamps.light(at=LATE + timedelta(minutes=5))
    assert SupervisionOrder.objects.filter(case=licence).count() == 1


def test_what_was_closed_meanwhile_is_not_chased(
    counter: Counter, licence: Case
) -> None:
    sweeping.sweep(at=LATE)
    Case.objects.filter(pk=licence.pk).update(state="closed", lamp="done")
    lamps.light(at=LATE + timedelta(minutes=1))
    assert not SupervisionOrder.objects.exists()


def test_unanswered_it_goes_to_the_head_and_then_to_the_hall_manager(
    counter: Counter, licence: Case
) -> None:
    """蓝 → 橙 → 红: each level on a paper of its own, with days of its own."""
    lamps.light(at=LATE)
    first = order_of(licence, OrderKind.LATE).document_number
    assert lamps.escalate(at=moment("2026-04-03 17:00")) == 0
    assert lamps.escalate(at=moment("2026-04-07 09:00")) == 1
    order = order_of(licence, OrderKind.LATE)
    assert order.level == Level.ORANGE
    assert order.due == day("2026-04-09")
    assert order.document_number != first
    assert lamps.escalate(at=moment("2026-04-10 09:00")) == 1
    order.refresh_from_db()
    assert order.level == Level.RED
    assert lamps.escalate(at=moment("2026-05-20 09:00")) == 0, "red is the last level"
    assert codes(order.about).count("order.escalated") == 2


def test_answered_and_found_sufficient_it_is_closed(
    counter: Counter, licence: Case
) -> None:
    lamps.light(at=LATE)
    order = order_of(licence, OrderKind.LATE)
    at = moment("2026-04-02 10:00")
    supervision.answer(order, "外省档案未到，今天补齐", by=counter.clerk, at=at)
    assert order.state == OrderState.ANSWERED
    supervision.review(
        order, sufficient=True, reason="属实", by=counter.supervisor, at=at
    )
    assert order.state == OrderState.CLOSED
    given = order.answers.get()
    assert (given.sufficient, given.late) == (True, False)
    assert lamps.escalate(at=moment("2026-06-01 10:00")) == 0


def test_not_sufficient_asks_again_with_new_days(
    counter: Counter, licence: Case
) -> None:
    lamps.light(at=LATE)
    order = order_of(licence, OrderKind.LATE)
    at = moment("2026-04-02 10:00")
    supervision.answer(order, "忙", by=counter.clerk, at=at)
    with pytest.raises(Refusal) as refused:
        supervision.review(
            order, sufficient=False, reason=" ", by=counter.supervisor, at=at
        )
    assert refused.value.field == "reason"
    supervision.review(
        order, sufficient=False, reason="没有说原因", by=counter.supervisor, at=at
    )
    assert (order.state, order.due) == (OrderState.OPEN, day("2026-04-06"))
    supervision.answer(order, "系统故障，已修复", by=counter.clerk, at=at)
    assert order.answers.count() == 2


def test_only_the_level_that_was_asked_answers(counter: Counter, licence: Case) -> None:
    lamps.light(at=LATE)
    order = order_of(licence, OrderKind.LATE)
    for who in ("chief_approver", "department_head", "hall_manager"):
        with pytest.raises(Refusal) as refused:
            supervision.answer(order, "我来说", by=getattr(counter, who), at=LATE)
        assert refused.value.code == "supervision.not-asked"
    with pytest.raises(Refusal) as refused:
        supervision.answer(order, "  ", by=counter.clerk, at=LATE)
    assert refused.value.field == "text"


def test_strangers_find_no_order(counter: Counter, licence: Case) -> None:
    lamps.light(at=LATE)
    order = order_of(licence, OrderKind.LATE)
    for who in ("chief_approver", "clerk_elsewhere", "citizen", "administrator"):
        with pytest.raises(Refusal) as refused:
            orders.find(getattr(counter, who), order.pk)
        assert refused.value.code == "supervision.not-found"
    for who in ("clerk", "department_head", "supervisor", "hall_manager", "auditor"):
        assert orders.find(getattr(counter, who), order.pk) == order
    assert not orders.visible(order.about, counter.citizen)


def test_a_supervisor_opens_one_by_hand(counter: Counter) -> None:
    """拒不受理: an application was turned away, so there is no case at all."""
    counter.cast.user("department_head")
    breach = Breach(OrderKind.REFUSED, "群众反映材料齐全但窗口不收", department_id=1)
    order = supervision.open_by_hand(breach, hall_id=1, by=counter.supervisor, at=CAME)
    assert order.level == Level.ORANGE, "nobody is named, so the head is asked"
    assert Document.objects.get(number=order.document_number).kind == "supervision"
    assert orders.waiting(counter.department_head).get() == order


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"what": " "}, "what"),
        ({"due": day("2026-03-09")}, "due"),
        ({"due": day("2036-03-10")}, "due"),
    ],
)
def test_an_order_says_what_and_until_a_day_that_can_be(
    counter: Counter, over: dict[str, object], field: str
) -> None:
    """A deadline before its start, or ten years away, is refused at its field."""
    given: dict[str, object] = {"what": "收费没有依据", "department_id": 1} | over
    with pytest.raises(Refusal) as refused:
        supervision.open_by_hand(
            Breach(OrderKind.CHARGE, **given),  # type: ignore[arg-type]
            hall_id=1,
            by=counter.supervisor,
            at=CAME,
        )
    assert refused.value.field == field
    assert refused.value.remedy_text()


@pytest.mark.parametrize("who", ["clerk", "department_head", "hall_manager"])
def test_nobody_else_opens_or_reviews(counter: Counter, who: str) -> None:
    with pytest.raises(Refusal) as refused:
        supervision.open_by_hand(
            Breach(OrderKind.OTHER, "一句话", department_id=1),
            hall_id=1,
            by=getattr(counter, who),
            at=CAME,
        )
    assert refused.value.code == "permission.denied"


def test_whoever_comes_second_is_told(counter: Counter, licence: Case) -> None:
    lamps.light(at=LATE)
    one = order_of(licence, OrderKind.LATE)
    other = order_of(licence, OrderKind.LATE)
    supervision.answer(one, "今天办结", by=counter.clerk, at=LATE)
    with pytest.raises(Refusal) as refused:
        supervision.answer(other, "今天办结", by=counter.clerk, at=LATE)
    assert refused.value.code == "supervision.moved-on"


def test_withdrawn_with_its_reason(counter: Counter, licence: Case) -> None:
    lamps.light(at=LATE)
    order = order_of(licence, OrderKind.LATE)
    supervision.withdraw(order, "系统时钟有误", by=counter.supervisor, at=LATE)
    assert (order.state, order.closing) == (OrderState.CLOSED, "系统时钟有误")


def test_silence_never_approves(counter: Counter, licence: Case) -> None:
    """默许制 is off: past every limit a case is late, not granted (art. 50 apart)."""
    for when in (LATE, BROKEN, moment("2026-09-01 09:00")):
        lamps.light(at=when)
    licence.refresh_from_db()
    assert (licence.state, licence.outcome) == ("accepted", "")
