"""The guide on paper: readable text in both languages, with the code to the guide."""

import io
import re

import pypdfium2
import pytest
from django.test import Client

from tests.catalogue.conftest import sheet_named
from yichuang.catalogue.presenters import limit_text, printed
from yichuang.catalogue.presenters.limits import condition_text
from yichuang.catalogue.presenters.printing import qr_svg
from yichuang.catalogue.services import ImportReport
from yichuang.kernel.limits import Limit

pytestmark = pytest.mark.django_db
ADDRESS = "/guides/edu-selfexam-diploma"


def text_of(content: bytes) -> str:
    """All text of a PDF, without the breaks of lines."""
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return re.sub(r"[\s\ufffe]+", " ", " ".join(pages))


def pdf(lang: str) -> bytes:
    answer = Client().get(f"{ADDRESS}.pdf", {"lang": lang})
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    return answer.content


def test_the_chinese_sheet_can_be_read_and_copied(some: ImportReport) -> None:
    text = text_of(pdf("zh")).replace(" ", "")
    for said in (
        "自学考试毕业证明书补办",
        "15个工作日",
        "毕业生登记表原件",
        "可核验代替",
        "不收费",
        "青禾县教育局",
        "第1页，共",
    ):
        assert said in text
    assert "遗失启事" not in text.split("常见问题")[0]


def test_the_english_sheet_says_the_same(some: ImportReport) -> None:
    text = text_of(pdf("en"))
    for said in (
        "Proof of graduation",
        "15 working days",
        "Graduation register form, original",
        "We can check instead",
        "Free of charge",
        "Qinghe Education Bureau",
        "Page 1 of",
    ):
        assert said in text
    assert not re.search(r"[\u4e00-\u9fff]{6,}", text)


def test_both_stand_one_after_the_other(some: ImportReport) -> None:
    text = text_of(pdf("both"))
    assert text.index("补办") < text.index("Proof of graduation")


def test_it_is_archivable_and_small(some: ImportReport) -> None:
    content = pdf("both")
    assert content.startswith(b"%PDF-1.7")
    assert b"pdfaid" in content or b"PDF/A" in content or b"OutputIntent" in content
    assert len(content) < 300_000


def test_the_page_follows_the_readers_language(some: ImportReport) -> None:
    chinese = Client().get(f"{ADDRESS}/print/").content.decode()
    assert "带什么材料" in chinese
    english = Client().get(f"{ADDRESS}/print/?lang=en").content.decode()
    assert "What to bring" in english
    both = Client().get(f"{ADDRESS}/print/?lang=both").content.decode()
    assert both.count("<article") == 2
    assert both.count("<h1") == 1


def test_the_code_leads_to_the_guide(some: ImportReport) -> None:
    page = Client().get(f"{ADDRESS}/print/").content.decode()
    assert "<svg" in page
    assert "/guides/edu-selfexam-diploma/" in page
    assert qr_svg("https://a.example/1") != qr_svg("https://a.example/2")


@pytest.mark.parametrize("address", ["/guides/nothing/print/", "/guides/nothing.pdf"])
def test_a_guide_that_is_not_there_is_not_found(hall: None, address: str) -> None:
    assert Client().get(address).status_code == 404


def test_html_in_a_text_is_shown_not_run(some: ImportReport) -> None:
    page = Client().get("/guides/food-operation/print/?lang=<script>").content.decode()
    assert "<script>" not in page.split("<main")[1]


@pytest.mark.parametrize(
    ("limit", "chinese"),
    [
        ("15W", "15 个工作日"),
        ("60N", "60 天"),
        ("2H", "2 个工作小时"),
        ("S", "当场办结"),
    ],
)
def test_limits_are_said_in_words(limit: str, chinese: str) -> None:
    from django.utils.translation import override

    with override("zh-hans"):
        assert limit_text(Limit.parse(limit)) == chinese
    with override("en"):
        assert limit_text(None) == "Not set by law"


def test_a_condition_is_said_by_its_answers() -> None:
    card = sheet_named("edu-selfexam-diploma")
    mandate = next(p for p in card.papers if p.key == "mandate")
    said = condition_text(mandate.when, card.questions, "en")
    assert said == "Who applies? I apply for somebody else"


def test_a_paper_we_fetch_asks_for_no_copies(some: ImportReport) -> None:
    from tests.catalogue.conftest import PUBLISHED
    from yichuang.catalogue import queries

    sheet = printed(queries.current_guide("edu-selfexam-diploma", PUBLISHED), "en")
    card = next(row for row in sheet.papers if row.name.startswith("Identity card"))
    assert (card.count, card.treatment) == ("", "We fetch it")
