"""Anyone with the paper learns whether it is genuine, and nobody learns more."""

from datetime import date

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories.documents import AT, make_certificate, make_notice
from yichuang.documents import queries, services

pytestmark = pytest.mark.django_db


def page_of(client: Client, address: str, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_number_and_code_from_the_paper_are_enough(client: Client) -> None:
    certificate = make_certificate()
    page = page_of(
        client, "/verify/", number=certificate.number, code=certificate.verify_code
    )
    assert "verdict ok" in page
    assert certificate.number in page
    assert "林**" in page


def test_the_name_is_masked_everywhere(client: Client) -> None:
    certificate = make_certificate()
    for page in (
        page_of(client, f"/verify/{certificate.verify_code}/"),
        page_of(
            client, "/verify/", number=certificate.number, code=certificate.verify_code
        ),
    ):
        assert "林知夏" not in page


def test_the_qr_code_leads_to_the_answer(client: Client) -> None:
    notice = make_notice()
    address = notice.facts["verify_url"].removeprefix("http://127.0.0.1:8000")
    assert notice.number in page_of(client, address)


def test_a_revoked_document_is_told_as_revoked(client: Client, cast: Cast) -> None:
    notice = make_notice()
    services.revoke(notice, reason="发错了", by=cast.actor("chief_approver"), at=AT)
    page = page_of(client, f"/verify/{notice.verify_code}/")
    assert "verdict bad" in page
    assert "发错了" not in page


def verdict(page: str) -> str:
    return page.split("yc-verdict")[1].split("</section>", maxsplit=1)[0]


def test_every_miss_has_the_same_answer(client: Client) -> None:
    notice, other = make_notice(), make_notice()
    answers = {
        verdict(page_of(client, "/verify/", number=number, code=code))
        for number, code in (
            (notice.number, "222222222222"),
            (other.number, notice.verify_code),
            ("青教受字〔2026〕第999999号", notice.verify_code),
            ("nothing", "nothing"),
            (notice.number, "' OR 1=1 --"),
        )
    }
    answers.add(verdict(page_of(client, "/verify/222222222222/")))
    assert len(answers) == 1
    assert notice.number not in answers.pop()


def test_an_empty_form_says_which_field_is_missing(client: Client) -> None:
    page = page_of(client, "/verify/", number="", code="")
    assert "yc-verdict" not in page
    assert 'href="#id_number"' in page


def test_html_in_a_field_stays_text(client: Client) -> None:
    page = page_of(client, "/verify/", number="<script>x</script>", code="")
    assert "<script>x" not in page


def test_the_page_needs_one_question_to_the_database(
    client: Client, django_assert_max_num_queries: object
) -> None:
    notice = make_notice()
    with django_assert_max_num_queries(1):  # type: ignore[operator]
        queries.verify(notice.verify_code, on=date(2026, 3, 10))


def test_english_is_complete(client: Client) -> None:
    certificate = make_certificate()
    client.cookies["yc_language"] = "en"
    page = client.get(
        f"/verify/{certificate.verify_code}/", headers={"accept-language": "en"}
    ).content.decode()
    assert "This document is genuine and valid" in page
