"""Handing over: what must be known, once, by whom, and never of a revoked document."""

from typing import Any

import pytest

from tests.cast import Cast
from tests.factories.documents import AT, SIGNATURE, make_notice
from yichuang.accounts.policies import SYSTEM
from yichuang.documents import queries, services
from yichuang.documents.models import Document
from yichuang.documents.rules import DeliveryWay
from yichuang.journal.models import Entry
from yichuang.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db


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
