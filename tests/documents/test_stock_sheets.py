"""A run from the first sheet to the last: jams, spoiled sheets, reprints, and two clerks at
once. No certificate is on two sheets that count."""

import io
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import pypdfium2
import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from tests.cast import Cast
from tests.factories.documents import AT
from tests.factories.stock import (
    begin_run,
    make_certificates,
    make_printer,
    make_template,
)
from tests.kit.database import Outcome
from yichuang.accounts.policies import SYSTEM
from yichuang.documents import services
from yichuang.documents.models import Document, PrintRecord, PrintRun
from yichuang.documents.queries import stock as queries
from yichuang.documents.rules.stock import Offset, RunState, SheetState
from yichuang.documents.services.stock import printers, runs, sheets
from yichuang.documents.services.stock.runs import Wish
from yichuang.journal.models import Entry
from yichuang.kernel.refusals import Refusal

Race = Callable[[Sequence[Callable[[], Any]]], list[Outcome]]
HALL = 1


def card(run: PrintRun) -> queries.RunCard:
    return queries.run(run.hall_id, run.pk)


def send(run: PrintRun, count: int, first: str = "QH000101", **over: Any) -> bytes:
    given = {"seen": card(run).version, "by": SYSTEM, "at": AT, **over}
    sheets.send(run.pk, count=count, first_number=first, hall_id=run.hall_id, **given)
    return sheets.draw(run.pk, hall_id=run.hall_id, by=SYSTEM)


def settle(run: PrintRun, good: int, spoiled: int = 0, reason: str = "") -> None:
    sheets.settle(
        run.pk,
        good=good,
        spoiled=spoiled,
        reason=reason,
        seen=card(run).version,
        hall_id=run.hall_id,
        by=SYSTEM,
        at=AT,
    )


def lines(pdf: bytes) -> list[str]:
    """The text of each page without spaces."""
    pages = pypdfium2.PdfDocument(io.BytesIO(pdf))
    read = (page.get_textpage().get_text_bounded() for page in pages)
    return ["".join(text.split()) for text in read]


def counting() -> dict[str, int]:
    """Sheets that count, by certificate."""
    rows = PrintRecord.objects.exclude(state=SheetState.VOID)
    return dict(Counter(rows.values_list("document__number", flat=True)))


@pytest.mark.django_db
def test_a_run_is_printed_in_the_order_it_was_given() -> None:
    documents = make_certificates(5)
    run = begin_run(documents[::-1]).run
    pages = lines(send(run, 3))
    settle(run, 3)
    assert card(run).state is RunState.READY
    pages += lines(send(run, 9, "QH000104"))
    settle(run, 2)
    numbers = [document.number for document in documents[::-1]]
    assert all(number in page for number, page in zip(numbers, pages, strict=True))
    assert card(run).state is RunState.DONE
    rows = queries.sheets(run.pk)
    assert [row.stock_number for row in rows] == [f"QH{n:06}" for n in range(101, 106)]
    assert {row.copy for row in rows} == {1}


@pytest.mark.django_db
def test_after_a_jam_it_goes_on_at_the_sheet_that_was_spoiled() -> None:
    documents = make_certificates(6)
    run = begin_run(documents).run
    send(run, 6)
    settle(run, 2, 1, "卡纸")
    here = card(run)
    assert (here.printed, here.void, here.waiting) == (2, 1, 4)
    again = lines(send(run, 9, "QH000104"))
    assert documents[2].number in again[0]
    assert len(again) == 4
    settle(run, 4)
    spoiled, new = queries.printings(documents[2].number)
    assert (spoiled.state, spoiled.stock_number) == (SheetState.VOID, "QH000103")
    assert (spoiled.void_reason, new.reason, new.copy) == ("卡纸", "卡纸", 2)
    assert new.stock_number == "QH000104"
    assert set(counting().values()) == {1}
    assert card(run).state is RunState.DONE


@pytest.mark.django_db
def test_sheets_that_never_left_the_tray_keep_their_numbers_free() -> None:
    run = begin_run(make_certificates(3)).run
    send(run, 3)
    settle(run, 0)
    assert card(run).waiting == 3
    send(run, 3)
    settle(run, 3)
    assert {row.copy for row in queries.sheets(run.pk)} == {1}


@pytest.mark.django_db
def test_nothing_more_goes_to_the_printer_before_the_last_was_looked_at() -> None:
    run = begin_run(make_certificates(3)).run
    send(run, 1)
    with pytest.raises(Refusal) as refusal:
        send(run, 1)
    assert refusal.value.code == "sheets.in-printer"
    with pytest.raises(Refusal):
        runs.end(run.pk, seen=card(run).version, hall_id=HALL, by=SYSTEM, at=AT)


@pytest.mark.django_db
def test_a_blank_sheet_is_used_once() -> None:
    first, second = make_certificates(2)
    run = begin_run([first]).run
    send(run, 1)
    settle(run, 1)
    other = begin_run([second]).run
    with pytest.raises(Refusal) as refusal:
        send(other, 1)
    assert (refusal.value.code, refusal.value.field) == (
        "stock.number-used",
        "first_number",
    )
    assert card(other).waiting == 1
    assert queries.last_stock_number(card(run).template_id) == "QH000101"


@pytest.mark.django_db
def test_printed_again_only_for_a_reason_and_the_sheet_before_is_void() -> None:
    documents = make_certificates(2)
    run = begin_run(documents[:1]).run
    send(run, 1)
    settle(run, 1)
    begun = begin_run(documents)
    assert list(begun.left_out) == [documents[0].number]
    assert begun.left_out[documents[0].number].code == "print.printed-before"
    with pytest.raises(Refusal) as refusal:
        begin_run(documents[:1])
    assert refusal.value.field == "reason"
    again = begin_run(documents[:1], reason="证书受潮").run
    old, new = queries.printings(documents[0].number)
    assert (old.state, old.void_reason) == (SheetState.VOID, "证书受潮")
    assert (new.run_id, new.copy, new.reason) == (again.pk, 2, "证书受潮")
    said = Entry.objects.filter(code="documents.sheet-void").get()
    assert said.about == documents[0].about


@pytest.mark.django_db
def test_what_is_being_printed_is_not_printed_elsewhere_for_any_reason() -> None:
    documents = make_certificates(1)
    begin_run(documents)
    with pytest.raises(Refusal) as refusal:
        begin_run(documents, reason="急")
    assert refusal.value.code == "print.under-way"


@pytest.mark.django_db
def test_a_run_that_is_ended_lets_go_of_what_waits() -> None:
    documents = make_certificates(3)
    run = begin_run(documents).run
    send(run, 1)
    settle(run, 1)
    left = runs.end(run.pk, seen=card(run).version, hall_id=HALL, by=SYSTEM, at=AT)
    assert left == 2
    assert card(run).state is RunState.ENDED
    assert begin_run(documents[1:]).run.total == 2


@pytest.mark.django_db
def test_a_sheet_found_bad_later_is_void_and_its_reason_goes_with_the_next() -> None:
    document = make_certificates(1)[0]
    run = begin_run([document]).run
    send(run, 1)
    settle(run, 1)
    sheet = queries.sheets(run.pk)[0]
    sheets.void(sheet.id, reason="印花了", hall_id=HALL, by=SYSTEM, at=AT)
    with pytest.raises(Refusal) as refusal:
        sheets.void(sheet.id, reason="印花了", hall_id=HALL, by=SYSTEM, at=AT)
    assert refusal.value.code == "sheets.not-printed"
    assert document.number in queries.unprinted(HALL, "教师资格证书")
    begin_run([document])
    assert queries.printings(document.number)[1].reason == "印花了"


@pytest.mark.django_db
def test_what_cannot_be_printed_is_left_out_each_with_its_reason() -> None:
    good, revoked, altered = make_certificates(3)
    other = make_certificates(1, title="毕业证书")[0]
    long_name = make_certificates(1, addressee="阿" * 30)[0]
    services.revoke(revoked, reason="发错了", by=SYSTEM, at=AT)
    Document.objects.filter(pk=altered.pk).update(facts={**altered.facts, "x": 1})
    ghost = Document(number="430921-2026-999999-X")
    begun = begin_run([good, revoked, altered, other, long_name, ghost, good])
    assert begun.run.total == 1
    assert {number: refusal.code for number, refusal in begun.left_out.items()} == {
        revoked.number: "print.void",
        altered.number: "documents.altered",
        other.number: "print.other-stock",
        long_name.number: "print.too-long",
        ghost.number: "documents.not-found",
    }
    with override("zh-hans"):
        assert begun.left_out[long_name.number].facts["what"] == "Holder's name"


@pytest.mark.django_db
def test_a_run_of_nothing_is_none() -> None:
    with pytest.raises(Refusal) as refusal:
        begin_run([])
    assert (refusal.value.code, refusal.value.field) == (
        "print.no-document",
        "numbers",
    )
    assert not PrintRun.objects.exists()


@pytest.mark.django_db
def test_the_offset_of_the_moment_counts_and_is_kept() -> None:
    printer = make_printer()
    run = begin_run(make_certificates(2), printer=printer).run
    send(run, 1)
    settle(run, 1)
    printers.move(printer.pk, Offset(1.5, -0.4), seen=1, hall_id=HALL, by=SYSTEM, at=AT)
    send(run, 1, "QH000102")
    moved = PrintRecord.objects.order_by("position").values_list("dx", "dy")
    assert [(float(dx), float(dy)) for dx, dy in moved] == [(0, 0), (1.5, -0.4)]


@pytest.mark.django_db
def test_stock_without_numbers_asks_for_none() -> None:
    template = make_template(numbered=False)
    run = begin_run(make_certificates(1), template=template).run
    send(run, 1, "")
    settle(run, 1)
    assert queries.sheets(run.pk)[0].stock_number == ""


@pytest.mark.django_db
def test_the_database_itself_keeps_one_sheet_a_certificate() -> None:
    document = make_certificates(1)[0]
    begin_run([document])
    with pytest.raises(IntegrityError), transaction.atomic():
        PrintRecord.objects.create(document=document, copy=2, reason="x", by="x")


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["clerk", "hall_manager", "citizen"])
def test_only_who_issues_prints(cast: Cast, who: str) -> None:
    with pytest.raises(Refusal) as refusal:
        begin_run(make_certificates(1), by=cast.actor(who))
    assert refusal.value.code == "permission.denied"


def test_two_clerks_at_once_print_a_certificate_once(
    together: Race, lanes: None
) -> None:
    documents = make_certificates(3)
    template, printer = make_template(), make_printer()
    numbers = tuple(document.number for document in documents)

    def press() -> int:
        wish = Wish(template.pk, printer.pk, numbers, "春季")
        return runs.begin(wish, hall_id=HALL, by=SYSTEM, at=AT).run.pk

    outcomes = together([press] * 4)
    won = [outcome for outcome in outcomes if outcome.error is None]
    assert len(won) == 1
    for outcome in outcomes:
        if outcome.error is not None:
            assert isinstance(outcome.error, Refusal), outcome.error
            assert outcome.error.code in {"print.taken", "print.under-way"}
    assert set(counting().values()) == {1}
    assert PrintRun.objects.count() == 1


def test_two_reprints_at_once_leave_one_valid_sheet(
    together: Race, lanes: None
) -> None:
    documents = make_certificates(1)
    run = begin_run(documents).run
    send(run, 1)
    settle(run, 1)
    outcomes = together([lambda: begin_run(documents, reason="受潮")] * 3)
    assert sum(outcome.error is None for outcome in outcomes) == 1
    assert set(counting().values()) == {1}
    assert PrintRecord.objects.count() == 2


def test_the_same_sheets_are_sent_once(together: Race, lanes: None) -> None:
    run = begin_run(make_certificates(4)).run
    seen = card(run).version
    outcomes = together([lambda: send(run, 4, seen=seen)] * 3)
    assert sum(outcome.error is None for outcome in outcomes) == 1
    for outcome in outcomes:
        if outcome.error is not None:
            assert isinstance(outcome.error, Refusal), outcome.error
    assert card(run).sent == 4
