"""Handing over: what must be known, once, by whom, and never of a revoked document."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.cast import Cast
from tests.factories.documents import AT, SIGNATURE, make_notice
from yichuang.accounts.policies import SYSTEM
from yichuang.documents import queries, services
from yichuang.documents.models import Document
from yichuang.documents.rules import DeliveryResult, DeliveryWay
from yichuang.documents.services import Manner
from yichuang.journal.models import Entry
from yichuang.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def hand_over(notice: Document, **over: Any) -> Any:
    given: dict[str, Any] = {
        "how": DeliveryWay.WINDOW,
        "receiver": "胡秀兰",
        "relation": "母亲",
        "signature": SIGNATURE,
        "by": SYSTEM,
        "at": AT,
    }
    return services.deliver(notice, **{**given, **over})


def test_handed_over_at_the_window_with_a_signature(cast: Cast) -> None:
    notice = make_notice()
    receipt = hand_over(notice, by=cast.actor("issuer"))
    assert (receipt.receiver, receipt.relation, receipt.at) == ("胡秀兰", "母亲", AT)
    assert receipt.signature == SIGNATURE
    assert Entry.objects.filter(code="documents.delivered").count() == 1


def test_a_double_click_is_one_delivery() -> None:
    notice = make_notice()
    assert hand_over(notice).pk == hand_over(notice).pk
    assert queries.deliveries(notice).count() == 1
    assert Entry.objects.filter(code="documents.delivered").count() == 1


def test_it_is_not_handed_to_a_second_person() -> None:
    notice = make_notice()
    hand_over(notice)
    with pytest.raises(Refusal) as refused:
        hand_over(notice, receiver="周大顺")
    assert refused.value.code == "documents.delivered-already"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"receiver": "  "}, "receiver"),
        ({"signature": ""}, "signature"),
        ({"how": DeliveryWay.POST}, "tracking_number"),
    ],
)
def test_what_is_missing_is_named(wrong: dict[str, Any], field: str) -> None:
    notice = make_notice()
    with pytest.raises(Refusal) as refused:
        hand_over(notice, **wrong)
    assert refused.value.field == field
    assert not queries.deliveries(notice).exists()


def test_two_parcels_are_two_deliveries() -> None:
    notice = make_notice()
    for number in ("EMS1", "ems1 ", "EMS2"):
        hand_over(notice, how=DeliveryWay.POST, tracking_number=number)
    assert queries.deliveries(notice).count() == 2


def test_a_revoked_document_is_not_handed_over(cast: Cast) -> None:
    notice = make_notice()
    services.revoke(notice, reason="发错了", by=cast.actor("chief_approver"), at=AT)
    with pytest.raises(Refusal) as refused:
        hand_over(notice)
    assert refused.value.code == "documents.revoked-already"


def test_only_those_who_may_revoke_and_only_once(cast: Cast) -> None:
    notice = make_notice()
    chief = cast.actor("chief_approver")
    for who, reason, code in (
        ("clerk", "x", "permission.denied"),
        ("citizen", "x", "permission.denied"),
        ("chief_approver", " ", "documents.reason-missing"),
    ):
        with pytest.raises(Refusal) as refused:
            services.revoke(notice, reason=reason, by=cast.actor(who), at=AT)
        assert refused.value.code == code
    services.revoke(notice, reason="发错了", by=chief, at=AT)
    with pytest.raises(Refusal) as refused:
        services.revoke(notice, reason="again", by=chief, at=AT)
    assert refused.value.code == "documents.revoked-already"
    assert notice.revoked_reason == "发错了"


def test_what_is_posted_is_under_way_until_the_courier_says_it_came() -> None:
    notice = make_notice()
    sent = hand_over(notice, how=DeliveryWay.POST, tracking_number="EMS1")
    assert (sent.result, sent.received_at) == ("sent", None)
    assert services.prove(sent, by=SYSTEM, at=AT) == ""  # nothing is proven yet
    came = services.arrived(sent, by=SYSTEM, at=AT + DAY, receiver="门卫 周师傅")
    services.arrived(came, by=SYSTEM, at=AT + 2 * DAY, receiver="别人")
    assert (came.result, came.received_at) == ("signed", AT + DAY)
    assert came.receiver == "门卫 周师傅"
    codes = Entry.objects.filter(about=notice.about).values_list("code", flat=True)
    assert list(codes)[-2:] == ["documents.sent", "documents.delivered"]


def test_opening_the_document_answers_the_message_that_told_of_it(cast: Cast) -> None:
    notice = make_notice()
    told = hand_over(notice, how=DeliveryWay.MESSAGE)
    assert told.received_at is None
    services.hand_out(notice, by=cast.actor("citizen"), at=AT + DAY)
    told.refresh_from_db()
    assert told.received_at == AT + DAY


@pytest.mark.parametrize(
    ("manner", "field"),
    [
        (Manner(DeliveryResult.LEFT, note="住处，拒收"), "witness"),
        (Manner(DeliveryResult.LEFT, witness="社区 王主任"), "note"),
        (Manner(DeliveryResult.DEEMED, note="大厅公告栏"), "announced_on"),
        (
            Manner(DeliveryResult.DEEMED, note="公告栏", announced_on=date(2026, 2, 9)),
            "announced_on",
        ),
    ],
)
def test_what_stands_in_for_a_signature_is_proven(manner: Manner, field: str) -> None:
    notice = make_notice()
    with pytest.raises(Refusal) as refused:
        hand_over(notice, signature="", manner=manner)
    assert refused.value.field == field
    assert not queries.deliveries(notice).exists()


def test_who_refuses_to_sign_is_served_before_a_witness() -> None:
    left = Manner(DeliveryResult.LEFT, witness="社区 王主任", note="住处，拒绝签字")
    receipt = hand_over(make_notice(), signature="", manner=left)
    assert (receipt.result, receipt.received_at) == ("left", AT)
    assert receipt.witness == "社区 王主任"


def test_a_notice_that_stood_thirty_days_counts() -> None:
    stood = Manner(
        DeliveryResult.DEEMED, note="大厅公告栏", announced_on=date(2026, 2, 8)
    )
    receipt = hand_over(make_notice(), signature="", manner=stood)
    assert (receipt.result, receipt.received_at) == ("deemed", AT)


def test_the_proof_of_delivery_is_made_once_and_says_everything() -> None:
    notice = make_notice()
    receipt = hand_over(notice)
    number = services.prove(receipt, by=SYSTEM, at=AT)
    assert services.prove(receipt, by=SYSTEM, at=AT + DAY) == number
    proof = Document.objects.get(number=number)
    assert proof.kind == "delivery"
    assert proof.facts["papers"][0]["number"] == notice.number
    assert proof.facts["papers"][0]["name"] == "受理通知书"
    assert proof.facts["receiver"] == "胡秀兰"
    assert proof.facts["signature"] == SIGNATURE
    assert proof.facts["received_on"] == "2026-03-10T10:00"
    assert queries.delivered(notice.about)[notice.number][0].proof == number
