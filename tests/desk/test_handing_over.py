"""Handing over against a drawn signature or by post; originals in and out."""

import pytest

from tests.cast import Cast
from tests.desk.browse import case_page, do, look, text
from tests.factories import counter as make
from tests.factories.online import SIGNATURE, authorise
from yichuang.cases.models import Handover
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.documents.models import DeliveryReceipt
from yichuang.organisation.models import Hall

AT_WINDOW = {"how": "window", "receiver": "林知夏", "signature": SIGNATURE}


def test_the_issuer_finds_what_waits_and_hands_it_over(hall: Hall, cast: Cast) -> None:
    case, client = make.make_case(cast, "approved"), cast.client("issuer")
    assert case.number in text(client.get("/desk/"))
    page = text(look(client, case, "issue"))
    assert "desk/signature.js" in page
    assert "checked" not in page
    assert do(client, case, "issue", **AT_WINDOW).status_code == 302
    assert make.again(cast, case).state == CaseState.CLOSED
    assert DeliveryReceipt.objects.get().signature == SIGNATURE


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"signature": ""}, "signature"),
        ({"signature": "林知夏"}, "signature"),
        ({"signature": '<svg onload="x">'}, "signature"),
        ({"receiver": " "}, "receiver"),
        ({"how": "post"}, "tracking_number"),
        ({"how": "pigeon"}, "how"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(
    hall: Hall, cast: Cast, change: dict[str, str], field: str
) -> None:
    case, client = make.make_case(cast, "approved"), cast.client("issuer")
    answer = do(client, case, "issue", **{**AT_WINDOW, **change})
    assert answer.status_code == 422
    assert f'href="#id_{field}"' in text(answer)
    assert make.again(cast, case).state == CaseState.APPROVED


def test_by_post_with_the_couriers_number(hall: Hall, cast: Cast) -> None:
    case, client = make.make_case(cast, "approved"), cast.client("issuer")
    sent = {"how": "post", "receiver": "林知夏", "tracking_number": "sf123"}
    assert do(client, case, "issue", **sent).status_code == 302
    assert DeliveryReceipt.objects.get().tracking_number == "SF123"


def test_a_refusal_is_delivered_the_same_way(hall: Hall, cast: Cast) -> None:
    case, client = make.make_case(cast, "refused"), cast.client("issuer")
    assert do(client, case, "issue", **AT_WINDOW).status_code == 302
    assert make.again(cast, case).state == CaseState.CLOSED


def test_originals_go_back_before_the_result(hall: Hall, cast: Cast) -> None:
    case, client = make.make_case(cast, "accepted"), cast.client("clerk")
    taken = do(client, case, "take-original", paper="register-form", originals="1")
    assert taken.status_code == 302
    row = Handover.objects.get()
    page = text(case_page(client, case))
    assert "收存于" in page
    assert "凭证" in page
    on = str(row.pk)
    assert do(client, case, "return-original", on, to="").status_code == 422
    assert do(client, case, "return-original", on, to="林知夏").status_code == 302
    assert "林知夏" in text(case_page(client, case))


def test_while_an_original_lies_here_the_result_waits(hall: Hall, cast: Cast) -> None:
    case = make.make_case(cast, "received")
    do(cast.client("clerk"), case, "take-original", paper="form", originals="1")
    make.settle(make.again(cast, case), cast.actor("clerk"), make.NOW)
    do(cast.client("clerk"), case, "accept")

    authorise(cast)
    do(cast.client("chief_approver"), case, "approve")
    page = text(case_page(cast.client("issuer"), case))
    assert "要先退还" in page
    answer = do(cast.client("issuer"), case, "issue", **AT_WINDOW)
    assert answer.status_code == 409
