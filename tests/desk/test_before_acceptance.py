"""Up to acceptance: told once, accepted, declined in three kinds, withdrawn, lapsed."""

from datetime import timedelta

import pytest
import time_machine

from tests.cast import Cast
from tests.desk.browse import case_page, do, look, paper, press, text
from tests.factories import counter as make
from tests.factories.accounts import NOW
from yichuang.cases.models import Correction
from yichuang.cases.rules.lifecycle import CaseState, Outcome
from yichuang.documents.models import Document
from yichuang.organisation.models import Hall


def test_the_notice_shows_every_item_and_the_day_before_it_is_sent(
    hall: Hall, cast: Cast
) -> None:
    case, client = make.make_case(cast), cast.client("clerk")
    paper(client, case, "form", state="defective", fault="没有签名", mend="请签名再交")
    page = text(look(client, case, "notify"))
    for name in (
        "补办毕业证明书申请单",
        "居民身份证",
        "毕业生登记表原件",
        "一寸免冠照片",
    ):
        assert name in page
    assert "没有签名" in page
    assert "请签名再交" in page
    assert "3月31日（周二）" in page
    assert not Correction.objects.exists()


def test_the_notice_is_sent_once(hall: Hall, cast: Cast) -> None:
    case, client = make.make_case(cast), cast.client("clerk")
    refused = do(client, case, "notify")
    assert refused.status_code == 422
    assert "请先调取" in text(refused)
    make.fetch_ours(cast, case)
    assert do(client, make.again(cast, case), "notify").status_code == 302
    sent = Correction.objects.get()
    assert len(sent.items) == 3
    assert sent.document_number in text(
        client.get(f"/desk/cases/{case.number}/documents/")
    )
    again = press(client, case, "notify", seen=make.again(cast, case).version)
    assert again.status_code == 409
    assert Correction.objects.count() == 1


def test_acceptance_is_blocked_in_words_until_the_papers_are_there(
    hall: Hall, cast: Cast
) -> None:
    case, client = make.make_case(cast), cast.client("clerk")
    page = text(case_page(client, case))
    assert "disabled" in page
    assert "居民身份证" in page.split("sum")[-1]
    answer = press(client, case, "accept", seen=case.version)
    assert answer.status_code in {409, 422}
    assert make.again(cast, case).state == CaseState.RECEIVED


def test_acceptance_shows_its_days_and_starts_the_promise(
    hall: Hall, cast: Cast
) -> None:
    case, client = make.make_case(cast), cast.client("clerk")
    make.settle(case, cast.actor("clerk"), NOW)
    page = text(look(client, case, "accept"))
    assert "3月10日（周二）" in page  # accepted on
    assert "3月31日（周二）" in page  # promised until
    assert do(client, case, "accept").status_code == 302
    assert make.again(cast, case).state == CaseState.ACCEPTED


@pytest.mark.parametrize(
    ("outcome", "kind"),
    [
        (Outcome.NOT_REQUIRED, "not_required"),
        (Outcome.NOT_COMPETENT, "not_competent"),
        (Outcome.NOT_ACCEPTED, "not_accepted"),
    ],
)
def test_not_accepting_has_three_kinds(
    hall: Hall, cast: Cast, outcome: Outcome, kind: str
) -> None:
    case, client = make.make_case(cast), cast.client("clerk")
    do(
        client,
        case,
        "decline",
        outcome=outcome.value,
        reason="不需要办这个证",
        competent="省教育考试院",
    )
    assert make.again(cast, case).outcome == outcome
    assert Document.objects.filter(kind=kind).count() == 1


def test_another_authority_must_be_named_and_the_reason_stays_typed(
    hall: Hall, cast: Cast
) -> None:
    case, client = make.make_case(cast), cast.client("clerk")
    answer = do(client, case, "decline", outcome="not_competent", reason="归省里管")
    assert answer.status_code == 422
    assert "归省里管" in text(answer)
    assert 'href="#id_competent"' in text(answer)
    assert make.again(cast, case).state == CaseState.RECEIVED


def test_no_kind_is_preselected(hall: Hall, cast: Cast) -> None:
    case = make.make_case(cast)
    page = text(look(cast.client("clerk"), case, "decline"))
    assert "checked" not in page
    answer = do(cast.client("clerk"), case, "decline", reason="x")
    assert answer.status_code == 422


def test_withdrawing_needs_the_applicants_reason(hall: Hall, cast: Cast) -> None:
    case, client = make.make_case(cast), cast.client("clerk")
    assert do(client, case, "withdraw", reason=" ").status_code == 422
    assert do(client, case, "withdraw", reason="不办了").status_code == 302
    assert make.again(cast, case).outcome == Outcome.WITHDRAWN


def test_missing_papers_come_and_the_case_waits_for_acceptance(
    hall: Hall, cast: Cast
) -> None:
    case, client = make.make_case(cast, "correction"), cast.client("clerk")
    assert "没有签名" in text(case_page(client, case))
    assert do(client, case, "supplement").status_code == 422
    paper(client, case, "form", state="verified")
    assert do(client, case, "supplement").status_code == 302
    assert make.again(cast, case).state == CaseState.RECEIVED


def test_a_case_lapses_only_after_the_day_named(
    hall: Hall, cast: Cast, clock: time_machine.Traveller
) -> None:
    case, client = make.make_case(cast, "correction"), cast.client("clerk")
    assert do(client, case, "lapse").status_code == 409
    clock.move_to(NOW + timedelta(days=22))
    client = cast.client("clerk")
    assert do(client, case, "lapse").status_code == 302
    assert make.again(cast, case).outcome == Outcome.LAPSED


def test_an_online_application_is_taken_in_hand(hall: Hall, cast: Cast) -> None:
    case, client = make.make_case(cast, "submitted"), cast.client("clerk")
    assert case.number in text(client.get("/desk/"))
    assert do(client, case, "receive").status_code == 302
    assert make.again(cast, case).state == CaseState.RECEIVED
    assert "正在办" in text(client.get("/desk/"))


def test_the_page_of_a_blocked_act_has_the_reason_in_place_of_the_button(
    hall: Hall, cast: Cast
) -> None:
    case, client = make.make_case(cast), cast.client("clerk")
    page = text(look(client, case, "accept"))
    assert "现在还不能受理" in page
    assert 'class="btn btn-primary yc-block"' not in page
    make.settle(case, cast.actor("clerk"), NOW)
    assert 'class="btn btn-primary yc-block"' in text(look(client, case, "accept"))
