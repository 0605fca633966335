"""Tolerating a missing paper: evidence asked for, somebody else agrees."""

from datetime import timedelta

import pytest

from tests.cast import Cast
from tests.desk.browse import case_page, do, look, text
from tests.factories import counter as make
from tests.factories.accounts import NOW
from tests.factories.online import authorise
from yichuang.cases.models import Tolerance
from yichuang.cases.rules.papers import ToleranceState
from yichuang.organisation.models import Hall

KEY = "register-form"
ASKED = {
    "whom": "县档案馆",
    "how": "电话",
    "asked_at": (NOW + timedelta(hours=7)).strftime("%Y-%m-%dT%H:%M"),
    "answer": "登记表在库",
}


def test_the_form_asks_what_the_guide_wants_for_this_paper(
    hall: Hall, cast: Cast
) -> None:
    case, client = make.make_case(cast), cast.client("clerk")
    evidence = text(look(client, case, "tolerate", KEY))
    assert 'name="whom"' in evidence
    assert 'name="due"' not in evidence
    later = text(look(client, case, "tolerate", "photo"))
    assert 'name="due"' in later
    assert 'name="whom"' not in later
    assert "指南没有规定这份材料可以容缺" in text(
        look(client, case, "tolerate", "form")
    )


@pytest.mark.parametrize("left_out", ["whom", "how", "answer"])
def test_evidence_must_be_whole(hall: Hall, cast: Cast, left_out: str) -> None:
    case, client = make.make_case(cast), cast.client("clerk")
    answer = do(client, case, "tolerate", KEY, **{**ASKED, left_out: ""})
    assert answer.status_code == 422
    assert f'href="#id_{left_out}"' in text(answer)
    assert not Tolerance.objects.exists()


def test_a_later_paper_comes_before_the_promised_day(hall: Hall, cast: Cast) -> None:
    case, client = make.make_case(cast), cast.client("clerk")
    late = do(client, case, "tolerate", "photo", due="2026-04-30")
    assert late.status_code == 422
    assert 'value="2026-04-30"' in text(late)
    assert do(client, case, "tolerate", "photo", due="2026-03-20").status_code == 302


def test_who_asked_cannot_agree_and_reads_why(hall: Hall, cast: Cast) -> None:
    case = make.make_case(cast)
    authorise(cast)
    make.ask_tolerance(cast, case, who="chief_approver")
    client = cast.client("chief_approver")
    answer = do(client, case, "consent", KEY, agree="yes")
    assert answer.status_code == 409
    assert "自己" in text(answer) or "yourself" in text(answer)
    assert Tolerance.objects.get().state == ToleranceState.ASKED


def test_an_approver_sees_the_evidence_and_agrees(hall: Hall, cast: Cast) -> None:
    case = make.make_case(cast)
    authorise(cast)
    make.ask_tolerance(cast, case)
    client = cast.client("chief_approver")
    assert "毕业生登记表原件" in text(client.get("/desk/"))
    page = text(look(client, case, "consent", KEY))
    for said in ("县档案馆", "电话", "登记表在库", "陈雨", "青教授字〔2026〕1 号"):
        assert said in page
    assert "checked" not in page
    assert do(client, case, "consent", KEY, agree="yes").status_code == 302
    assert Tolerance.objects.get().state == ToleranceState.AGREED
    assert "已容缺" in text(case_page(cast.client("clerk"), case))


def test_denying_needs_a_reason(hall: Hall, cast: Cast) -> None:
    case = make.make_case(cast)
    authorise(cast)
    make.ask_tolerance(cast, case)
    client = cast.client("chief_approver")
    assert do(client, case, "consent", KEY, agree="no").status_code == 422
    done = do(client, case, "consent", KEY, agree="no", reason="答复没有姓名")
    assert done.status_code == 302
    assert Tolerance.objects.get().state == ToleranceState.DENIED


def test_the_page_tells_who_asked_before_they_press(hall: Hall, cast: Cast) -> None:
    case = make.make_case(cast)
    authorise(cast)
    make.ask_tolerance(cast, case, who="chief_approver")
    page = text(look(cast.client("chief_approver"), case, "consent", KEY))
    assert "这项容缺是自己申请的" in page
    assert 'class="btn btn-primary yc-block"' not in page
