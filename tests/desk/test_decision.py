"""Deciding: on papers that are settled, by a letter that is shown, with reasons."""

from tests.cast import Cast
from tests.desk.browse import case_page, do, look, text
from tests.factories import counter as make
from tests.factories.online import authorise
from yichuang.cases.models import CasePaper
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.documents.models import Document
from yichuang.organisation.models import Hall


def test_approval_shows_the_letter_the_papers_and_the_days(
    hall: Hall, cast: Cast
) -> None:
    authorise(cast)
    case, client = make.make_case(cast, "accepted"), cast.client("chief_approver")
    page = text(look(client, case, "approve"))
    assert "青教授字〔2026〕1 号" in page
    assert "公安人口库，一致" in page
    assert "yc-cal" in page
    assert "3月24日（周二）" in page  # hand over at the latest


def test_approving_makes_the_certificate(hall: Hall, cast: Cast) -> None:
    authorise(cast)
    case, client = make.make_case(cast, "accepted"), cast.client("chief_approver")
    assert do(client, case, "approve", opinion="准予补办").status_code == 302
    assert make.again(cast, case).state == CaseState.APPROVED
    assert Document.objects.filter(kind="certificate").count() == 1


def test_without_a_letter_there_is_no_decision_and_the_page_says_so(
    hall: Hall, cast: Cast
) -> None:
    make.put_at_post(cast, "approver")
    case, client = make.make_case(cast, "accepted"), cast.client("approver")
    page = text(case_page(client, case))
    assert f'href="/desk/cases/{case.number}/do/approve/"' not in page
    assert "自学考试毕业证明书补办" in page
    answer = do(client, case, "approve")
    assert answer.status_code == 422
    assert make.again(cast, case).state == CaseState.ACCEPTED


def test_an_unchecked_paper_stands_in_the_way_by_name(hall: Hall, cast: Cast) -> None:
    authorise(cast)
    case, client = make.make_case(cast, "accepted"), cast.client("chief_approver")
    CasePaper.objects.filter(case=case, key="photo").update(state="present")
    page = text(case_page(client, case))
    assert "一寸免冠照片" in page.split('yc-note lit sum"')[1].split("</section>")[0]


def test_refusing_shows_the_remedies_and_needs_reasons(hall: Hall, cast: Cast) -> None:
    authorise(cast)
    case, client = make.make_case(cast, "accepted"), cast.client("chief_approver")
    page = text(look(client, case, "refuse"))
    assert "青禾县人民政府" in page
    assert "青禾县人民法院" in page
    assert do(client, case, "refuse", reason=" ").status_code == 422
    assert do(client, case, "refuse", reason="考籍信息不符").status_code == 302
    assert make.again(cast, case).state == CaseState.REFUSED
    assert "考籍信息不符" in text(case_page(client, case))
