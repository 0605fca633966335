"""Issuing gives a number, freezes the facts and tells the journal, all or nothing."""

from datetime import UTC, datetime

import pytest

from tests.cast import Cast
from tests.factories.documents import (
    AT,
    SUBJECT,
    facts_for,
    make_notice,
    make_office,
)
from yichuang.documents import queries, rules
from yichuang.documents.models import Document
from yichuang.documents.rules import DocumentKind
from yichuang.journal.models import Entry
from yichuang.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db


def test_numbers_run_within_kind_and_year() -> None:
    numbers = [make_notice().number for _ in range(2)]
    other = make_notice(DocumentKind.WITHDRAWAL).number
    assert numbers == ["青教受字〔2026〕第000001号", "青教受字〔2026〕第000002号"]
    assert other == "青教撤字〔2026〕第000001号"


def test_the_year_is_that_of_the_hall_not_of_utc() -> None:
    new_year = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)  # 1:00 on 1 January there
    assert "〔2027〕" in make_notice(at=new_year).number


def test_a_notice_keeps_the_office_as_it_was() -> None:
    notice = make_notice()
    hall, _ = make_office()
    hall.name = "renamed"
    hall.save()
    notice.refresh_from_db()
    assert notice.facts["office"] == "青禾县政务服务大厅"
    assert notice.facts["review_body"] == "青禾县人民政府"
    assert notice.sha256 == rules.fingerprint(notice.facts)


def test_issuing_is_on_record(cast: Cast) -> None:
    notice = make_notice(by=cast.actor("clerk"))
    entry = Entry.objects.get(code="documents.issued")
    assert (entry.about, entry.actor, entry.at) == (SUBJECT, notice.issued_by, AT)
    assert notice.number in entry.facts


@pytest.mark.parametrize(
    ("who", "kind", "allowed"),
    [
        ("citizen", DocumentKind.RECEIPT, True),
        ("citizen", DocumentKind.COMMITMENT, True),
        ("citizen", DocumentKind.DECISION, False),
        ("citizen", DocumentKind.ACCEPTANCE, False),
        ("clerk", DocumentKind.ACCEPTANCE, True),
        ("issuer", DocumentKind.REFUSAL, False),
        ("approver", DocumentKind.REFUSAL, True),
        ("guide", DocumentKind.ACCEPTANCE, False),
        ("auditor", DocumentKind.RECEIPT, False),
    ],
)
def test_who_makes_which_kind(
    cast: Cast, who: str, kind: DocumentKind, allowed: bool
) -> None:
    if allowed:
        assert make_notice(kind, by=cast.actor(who)).pk
        return
    with pytest.raises(Refusal) as refused:
        make_notice(kind, by=cast.actor(who))
    assert refused.value.code == "permission.denied"
    assert not Document.objects.exists()


def test_an_incomplete_notice_leaves_nothing() -> None:
    facts = facts_for(DocumentKind.ACCEPTANCE, due="")
    with pytest.raises(Refusal):
        make_notice(facts=facts)
    assert not Document.objects.exists()
    assert not Entry.objects.filter(code="documents.issued").exists()


def test_a_certificate_is_not_issued_as_a_notice() -> None:
    with pytest.raises(Refusal) as refused:
        make_notice(DocumentKind.CERTIFICATE, facts={"title": "x", "body": ["y"]})
    assert refused.value.code == "documents.use-certify"


def test_documents_of_a_subject_in_order_and_by_kind() -> None:
    first = make_notice(DocumentKind.RECEIPT)
    second = make_notice(DocumentKind.ACCEPTANCE)
    make_notice(about="case:another")
    assert [row.number for row in queries.about(SUBJECT)] == [
        first.number,
        second.number,
    ]
    (only,) = queries.about(SUBJECT, DocumentKind.RECEIPT)
    assert only.number == first.number
    latest = queries.latest(SUBJECT)
    assert latest is not None
    assert latest.pk == second.pk


@pytest.mark.usefixtures("lanes")
def test_numbers_taken_in_blocks_never_repeat() -> None:
    make_office()
    numbers = {make_notice().number for _ in range(3)}
    assert len(numbers) == 3
