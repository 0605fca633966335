"""The PDF of a row: every kind in both languages, the same bytes, nothing else."""

from datetime import timedelta
from typing import Any

import pypdfium2
import pytest

from tests.cast import Cast
from tests.factories.documents import (
    AT,
    NOTICES,
    facts_for,
    make_certificate,
    make_notice,
)
from yichuang.documents import services
from yichuang.documents.models import Document
from yichuang.documents.rules import KINDS, DocumentKind, spaced
from yichuang.journal.models import Entry
from yichuang.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db


def text_of(pdf: bytes) -> tuple[str, int]:
    """All text without line ends, and the number of pages."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    return "".join("".join(pages).split()), len(pages)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("kind", NOTICES)
def test_every_notice_fits_one_page_and_says_what_it_must(
    kind: DocumentKind, language: str
) -> None:
    notice = make_notice(kind, language=language)
    text, pages = text_of(services.render(notice))
    # What is told and what is promised may take both sides of the sheet.
    assert pages in ({1, 2} if kind is DocumentKind.PROMISE else {1})
    said = [notice.facts[name] for name in KINDS[kind].needs if name == "case_number"]
    for must in (notice.number, "林知夏", "胡秀兰", *said):
        assert "".join(must.split()) in text
    assert spaced(notice.verify_code).replace(" ", "") in text


def test_the_same_row_gives_the_same_bytes(cast: Cast) -> None:
    notice = make_notice()
    first = services.render(notice)
    services.reprint(notice, by=cast.actor("clerk"), at=AT + timedelta(days=30))
    assert services.render(Document.objects.get(pk=notice.pk)) == first
    assert first.startswith(b"%PDF-")


def test_a_long_notice_goes_on_and_counts_its_pages() -> None:
    papers = [
        {"name": f"材料 {n}", "wrong": "看不清" * 12, "mend": "重拍" * 12}
        for n in range(30)
    ]
    facts = facts_for(DocumentKind.CORRECTION, papers=papers)
    text, pages = text_of(
        services.render(make_notice(DocumentKind.CORRECTION, facts=facts))
    )
    assert pages > 1
    assert f"第1页，共{pages}页" in text


@pytest.mark.parametrize(
    "name", ["#sys.inputs", "*粗体* _斜_ $x$ <a>", "@ref \\ // /* `code`", "<script>x"]
)
def test_what_people_wrote_is_printed_not_run(name: str) -> None:
    papers: list[dict[str, Any]] = [{"name": name, "wrong": "—", "mend": "—"}]
    facts = facts_for(DocumentKind.CORRECTION, papers=papers)
    text, _ = text_of(
        services.render(make_notice(DocumentKind.CORRECTION, facts=facts))
    )
    assert "".join(name.split()) in text


def test_a_refusal_says_how_to_object_and_by_when() -> None:
    text, _ = text_of(services.render(make_notice(DocumentKind.REFUSAL)))
    assert "60日内向青禾县人民政府申请行政复议" in text
    assert "6个月内向青禾县人民法院提起行政诉讼" in text


def test_a_certificate_says_how_to_verify_it() -> None:
    certificate = make_certificate(specimen=True)
    text, pages = text_of(services.render(certificate))
    assert pages == 1
    assert certificate.number in text
    assert (certificate.identifier or "?") in text
    assert "样张" in text


def test_a_row_changed_by_hand_is_not_printed() -> None:
    notice = make_notice()
    Document.objects.filter(pk=notice.pk).update(
        facts={**notice.facts, "promise": "1 个工作日"}
    )
    notice.refresh_from_db()
    with pytest.raises(Refusal) as refused:
        services.render(notice)
    assert refused.value.code == "documents.altered"


def test_a_reprint_is_on_record(cast: Cast) -> None:
    notice = make_notice()
    services.reprint(notice, by=cast.actor("clerk"), at=AT)
    assert Entry.objects.filter(code="documents.reprinted").count() == 1


def test_a_revoked_document_says_so_across_the_page(cast: Cast) -> None:
    notice = make_notice()
    services.revoke(notice, reason="发错了", by=cast.actor("chief_approver"), at=AT)
    text, _ = text_of(services.render(notice))
    assert "已撤销" in text
