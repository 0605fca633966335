"""Delivery, check and submitting: exactly once, and never under an old guide."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories import catalogue
from tests.factories import online as make
from tests.factories.catalogue import PAPERS
from tests.portal.reading import heading, main_of, value_of, words
from yichuang.cases.models import Case
from yichuang.catalogue.models import ItemVersion
from yichuang.catalogue.rules import PaperRule
from yichuang.documents.models import Document
from yichuang.journal.models import Entry


@pytest.fixture
def ready(citizen: Client, cast: Cast) -> Case:
    """A draft with everything in it."""
    case = make.make_draft(cast)
    by = cast.actor("citizen")
    make.papers.attach(case, "form", make.photo(), by=by, at=make.NOW)
    return case


def submitted(case: Case) -> int:
    return Entry.objects.filter(about=case.about, code="case.submitted").count()


def test_by_post_needs_an_address(citizen: Client, ready: Case) -> None:
    address = f"/my/{ready.number}/delivery/"
    page = citizen.post(address, {"way": "post", "address": "  "})
    assert page.status_code == 422
    assert "寄到哪里" in words(page)
    kept = citizen.post(address, {"way": "post", "address": "深圳市 南山区 1 号"})
    assert kept["Location"] == f"/my/{ready.number}/check/"
    assert "深圳市 南山区 1 号" in words(citizen.get(kept["Location"]))
    assert value_of(citizen.get(address), "address") == "深圳市 南山区 1 号"


def test_post_is_offered_only_where_it_exists(citizen: Client, ready: Case) -> None:
    assert "寄给我" in words(citizen.get(f"/my/{ready.number}/delivery/"))
    answer = citizen.post(f"/my/{ready.number}/delivery/", {"way": "balloon"})
    assert answer.status_code in {200, 422}
    assert Case.objects.get(pk=ready.pk).delivery == "window"


def test_the_check_says_what_is_missing(citizen: Client, cast: Cast) -> None:
    case = make.make_draft(cast)
    page = citizen.get(f"/my/{case.number}/check/")
    assert "还差：补办毕业证明书申请单" in words(page)
    assert f"/my/{case.number}/submit/" not in main_of(page)
    answer = citizen.post(f"/my/{case.number}/submit/")
    assert answer["Location"] == f"/my/{case.number}/papers/"
    assert make.state_of(case) == "draft"


def test_submitted_with_number_code_and_what_comes_next(
    citizen: Client, ready: Case
) -> None:
    answer = citizen.post(f"/my/{ready.number}/submit/")
    assert answer["Location"] == f"/my/{ready.number}/done/"
    page = citizen.get(answer["Location"])
    assert "已提交" in heading(page)
    assert ready.query_code in words(page)
    assert "3月17日（周二）前给您答复" in words(page)
    assert "data:image/svg+xml" in main_of(page)
    receipt = Document.objects.get(about=ready.about, kind="receipt")
    assert "收件凭证" in words(page)
    assert f"/documents/{quote(receipt.number)}.pdf" in main_of(page)
    assert citizen.get(f"/documents/{receipt.number}.pdf").status_code == 200


def test_a_second_click_changes_nothing(citizen: Client, ready: Case) -> None:
    first = citizen.post(f"/my/{ready.number}/submit/")
    second = citizen.post(f"/my/{ready.number}/submit/")
    assert first["Location"] == second["Location"]
    assert submitted(ready) == 1
    assert Case.objects.count() == 1


def test_a_submitted_form_is_closed(citizen: Client, cast: Cast) -> None:
    case = make.make_submitted(cast)
    for step in ("papers", "delivery", "check", "who"):
        page = citizen.get(f"/my/{case.number}/{step}/")
        assert page.status_code == 409
        assert "已经提交" in page.content.decode()


def test_a_draft_is_thrown_away(citizen: Client, ready: Case) -> None:
    citizen.post(f"/my/{ready.number}/discard/")
    assert not Case.objects.exists()


class TestGuideChanged:
    """The version was replaced while the form was half filled."""

    NEW = (*PAPERS, PaperRule(key="photo-id", name="手持身份证照片"))

    @pytest.fixture
    def overtaken(self, ready: Case, diploma: ItemVersion) -> Case:
        catalogue.follow(date(2026, 3, 10), papers=self.NEW)
        return ready

    def test_it_is_explained(self, citizen: Client, overtaken: Case) -> None:
        answer = citizen.post(f"/my/{overtaken.number}/submit/")
        assert answer["Location"] == f"/my/{overtaken.number}/update/"
        page = citizen.get(answer["Location"])
        assert heading(page) == "您填表的时候，指南变了"
        assert "手持身份证照片" in words(page)
        assert make.state_of(overtaken) == "draft"

    def test_one_button_goes_on(self, citizen: Client, overtaken: Case) -> None:
        citizen.post(f"/my/{overtaken.number}/update/")
        page = words(citizen.get(f"/my/{overtaken.number}/papers/"))
        assert "还差 1 样：手持身份证照片" in page
        assert "photo.jpg" in page  # what was uploaded before is still there

    def test_a_matter_withdrawn_for_good(
        self, citizen: Client, ready: Case, diploma: ItemVersion
    ) -> None:
        catalogue.withdraw(diploma)
        answer = citizen.post(f"/my/{ready.number}/submit/")
        assert answer["Location"] == f"/my/{ready.number}/update/"
        page = citizen.get(f"/my/{ready.number}/update/")
        assert heading(page) == "这件事现在暂时不办"


def test_two_clicks_at_the_same_moment(
    transactional_db: None, together: Callable[..., list[Any]]
) -> None:
    from tests.factories import organisation
    from yichuang.portal.services import applying

    organisation.make_hall()
    catalogue.make_item()
    cast = Cast()
    case = make.make_draft(cast)
    by = cast.actor("citizen")
    make.papers.attach(case, "form", make.photo(), by=by, at=make.NOW)
    click = lambda: applying.submit(case.number, by=by, at=make.NOW)  # noqa: E731
    outcomes = together([click, click])
    assert [outcome.error for outcome in outcomes] == [None, None]
    assert submitted(case) == 1
