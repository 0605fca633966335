"""Handed over once: against a signature at the window, by post with a number; originals
go back first, by receipt."""

from typing import Any

import pytest

from tests.factories.cases import NOW, Counter, moment
from yichuang.cases.models import Case, Handover
from yichuang.cases.queries.detail import timeline_of
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.services import issuing, notices
from yichuang.documents.models import DeliveryReceipt, Document
from yichuang.documents.rules import DeliveryWay, DocumentKind
from yichuang.kernel.refusals import Refusal

LATER = moment("2026-03-10 15:00")


@pytest.fixture
def case(counter: Counter) -> Case:
    return counter.approved()


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"receiver": "  "}, "receiver"),
        ({"signature": ""}, "signature"),
        ({"signature": "<script>"}, "signature"),
        ({"how": DeliveryWay.POST}, "tracking_number"),
    ],
)
def test_what_is_lacking_is_named_and_the_case_stays_open(
    counter: Counter, case: Case, over: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        counter.issue(case, LATER, **over)
    assert refused.value.field == field
    assert counter.again(case).state == CaseState.APPROVED
    assert not DeliveryReceipt.objects.exists()


def test_by_post_the_number_is_kept(counter: Counter, case: Case) -> None:
    counter.issue(
        case, LATER, how=DeliveryWay.POST, signature="", tracking_number="em123456789cn"
    )
    assert DeliveryReceipt.objects.get().tracking_number == "EM123456789CN"
    assert counter.again(case).state == CaseState.CLOSED


def test_a_second_time_is_refused(counter: Counter, case: Case) -> None:
    counter.issue(case, LATER)
    with pytest.raises(Refusal) as refused:
        counter.issue(counter.again(case), LATER)
    assert refused.value.code == "move.not-allowed"
    assert DeliveryReceipt.objects.count() == 1


def test_before_the_decision_there_is_nothing_to_hand_over(counter: Counter) -> None:
    case = counter.accepted()
    with pytest.raises(Refusal) as refused:
        counter.issue(case)
    assert refused.value.code == "move.not-allowed"
    assert not Document.objects.filter(kind=DocumentKind.CERTIFICATE).exists()


def test_an_approver_does_not_hand_over(counter: Counter, case: Case) -> None:
    with pytest.raises(Refusal) as refused:
        counter.issue(case, by=counter.approver)
    assert refused.value.code == "permission.denied"


def test_originals_are_taken_by_receipt_and_go_back_first(counter: Counter) -> None:
    case = counter.checked()
    held = issuing.take_original(case, "register-form", 1, by=counter.clerk, at=NOW)
    receipt = Document.objects.get(about=case.about, kind=DocumentKind.ORIGINALS)
    assert held.receipt_number == receipt.number
    notices.accept(case, by=counter.clerk, at=NOW)
    counter.approve(case)
    with pytest.raises(Refusal) as refused:
        counter.issue(case, LATER)
    assert (refused.value.code, refused.value.facts["count"]) == ("originals.held", 1)
    with pytest.raises(Refusal) as nobody:
        issuing.return_original(case, held.pk, to=" ", by=counter.issuer, at=LATER)
    assert nobody.value.field == "to"
    issuing.return_original(case, held.pk, to="胡秀兰", by=counter.issuer, at=LATER)
    counter.issue(case, LATER)
    told = Handover.objects.get()
    assert (told.returned_to, told.returned_at) == ("胡秀兰", LATER)
    citizen = counter.cast.actor("citizen")
    assert "case.originals-returned" in {row.code for row in timeline_of(case, citizen)}


def test_an_original_goes_back_once(counter: Counter) -> None:
    case = counter.checked()
    held = issuing.take_original(case, "register-form", 1, by=counter.clerk, at=NOW)
    issuing.return_original(case, held.pk, to="胡秀兰", by=counter.issuer, at=LATER)
    with pytest.raises(Refusal) as refused:
        issuing.return_original(case, held.pk, to="别人", by=counter.issuer, at=LATER)
    assert refused.value.code == "originals.none"
    assert Handover.objects.get().returned_to == "胡秀兰"


@pytest.mark.parametrize(("key", "count"), [("hukou", 1), ("register-form", 0)])
def test_only_originals_the_case_asks_for_are_taken_in(
    counter: Counter, key: str, count: int
) -> None:
    """行政许可法 art. 31: nothing is kept that was never asked for."""
    case = counter.checked()
    with pytest.raises(Refusal):
        issuing.take_original(case, key, count, by=counter.clerk, at=NOW)
    assert not Handover.objects.exists()
    assert not Document.objects.filter(kind=DocumentKind.ORIGINALS).exists()
