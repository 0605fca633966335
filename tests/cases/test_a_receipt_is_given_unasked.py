"""Whoever hands papers in gets a written, dated receipt 收件凭证 without asking for it:
at the window, online and by another system; once, and for a bundle one for all of it."""

import pytest

from tests.cast import Cast
from tests.factories import bundles as bundles_of
from tests.factories import online
from tests.factories.cases import NOW, SELF, Counter
from tests.factories.modes import SHOP, make_shop
from yichuang.cases.models import BundleCase, Case
from yichuang.cases.services import intake, letters
from yichuang.cases.services.intake import Application, Party
from yichuang.documents.models import Document
from yichuang.documents.rules import DocumentKind
from yichuang.journal.queries import timeline
from yichuang.kernel.refusals import Refusal


def receipts(about: str) -> list[Document]:
    found = Document.objects.filter(about=about, kind=DocumentKind.RECEIPT)
    return list(found.order_by("id"))


def papers(receipt: Document) -> list[str]:
    return [row["name"] for row in receipt.facts["papers"]]


def document_in(about: str, code: str) -> str:
    """The number of the document that the journal's entry names."""
    (entry,) = (row for row in timeline(about) if row.code == code)
    return str(entry.facts["document"])


def test_at_the_window_it_names_what_lies_on_the_counter(counter: Counter) -> None:
    case = counter.received(papers=frozenset({"form", "photo"}))
    (receipt,) = receipts(case.about)
    assert papers(receipt) == ["补办毕业证明书申请单", "一寸免冠照片"]
    assert receipt.addressee == "林知夏"
    assert receipt.issued_at == NOW
    assert receipt.facts["query_code"] == case.query_code
    assert document_in(case.about, "case.received") == receipt.number


def test_pressed_for_afterwards_it_is_the_same_receipt(counter: Counter) -> None:
    case = counter.received(papers=frozenset({"form"}))
    (receipt,) = receipts(case.about)
    assert letters.acknowledge(case, by=counter.clerk, at=NOW) == receipt.number
    assert receipts(case.about) == [receipt]


def test_who_brought_nothing_gets_none(counter: Counter) -> None:
    assert receipts(counter.received().about) == []


def test_submitted_online_it_is_there_at_once_and_once(counter: Counter) -> None:
    case = online.make_submitted(counter.cast)
    (receipt,) = receipts(case.about)
    assert "补办毕业证明书申请单" in papers(receipt)
    assert document_in(case.about, "case.submitted") == receipt.number
    again = Case.objects.get(pk=case.pk)
    with pytest.raises(Refusal):
        intake.submit(again, by=counter.citizen, at=NOW)
    assert receipts(case.about) == [receipt]


def test_a_draft_and_its_taking_in_hand_make_none(counter: Counter) -> None:
    draft = online.make_draft(counter.cast)
    assert receipts(draft.about) == []
    case = online.make_submitted(counter.cast)
    intake.take_in(Case.objects.get(pk=case.pk), by=counter.clerk, at=NOW)
    assert len(receipts(case.about)) == 1


def test_filed_without_papers_the_application_itself_is_acknowledged(
    counter: Counter,
) -> None:
    wanted = Application(
        item_key=counter.item_key,
        answers=SELF,
        party=Party(applicant=counter.cast.person("citizen")),
    )
    case = intake.file(wanted, hall_id=1, by=counter.cast.actor("machine"), at=NOW)
    (receipt,) = receipts(case.about)
    assert papers(receipt) == ["申请（网上提交）"]


def test_decided_on_the_spot_nothing_stays_here(counter: Counter) -> None:
    make_shop()
    shop = Counter(counter.cast, SHOP)
    case = shop.received(papers=frozenset({"form"}))
    assert receipts(case.about) == []


def test_a_bundle_gets_one_for_all_its_matters(cast: Cast) -> None:
    bundles_of.make_offices()
    bundle: BundleCase = bundles_of.make_submitted(cast)
    (receipt,) = Document.objects.filter(kind=DocumentKind.RECEIPT)
    assert receipt.about == bundle.about
    named = papers(receipt)
    assert named[0] == "一件事一张表单"
    assert len(named) == len(set(named)) > 1  # each once, whoever needs it
    assert document_in(bundle.about, "bundle.submitted") == receipt.number
