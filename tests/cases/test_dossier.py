"""A closed case is one ordered PDF with catalogue and hashes; an altered page is found;
nothing is destroyed but by a supervisor's word (档案法; 保管期限规定)."""

import hashlib
import json
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.cases import NOW, Counter, make_licence, moment
from tests.factories.materials import jpeg, pdf
from yichuang.cases.engines import shelf
from yichuang.cases.models import Archived, Case, Destruction, Dossier
from yichuang.cases.rules import archive as rules
from yichuang.cases.rules.archive import Kept, Term
from yichuang.cases.rules.lifecycle import Outcome
from yichuang.cases.services import archive, letters, notices, papers
from yichuang.documents.models import DeliveryReceipt, Document
from yichuang.documents.rules import DocumentKind
from yichuang.journal.models import Entry
from yichuang.kernel.refusals import Refusal
from yichuang.materials.models import FileState, StoredFile

AFTER = NOW + timedelta(days=3)


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    settings.YICHUANG_FILES = tmp_path


@pytest.fixture
def case(counter: Counter) -> Case:
    """A closed licence with a photograph and a PDF in its papers."""
    make_licence()
    case = counter.licence.received()
    for name, data in (("photo.jpg", jpeg()), ("scan.pdf", pdf(pages=2))):
        upload = SimpleUploadedFile(name, data)
        papers.attach(case, "form", upload, by=counter.clerk, at=NOW)
    case = counter.again(case)
    counter.check(case)

    case = notices.accept(counter.again(case), by=counter.clerk, at=NOW)
    counter.licence.approve(case)
    return counter.issue(counter.again(case), NOW + timedelta(hours=2))


def pages_of(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    found = ["".join(p.get_textpage().get_text_bounded().split()) for p in document]
    document.close()
    return found


def refused(act: Any, *args: Any, **kwargs: Any) -> str:
    with pytest.raises(Refusal) as found:
        act(*args, **kwargs)
    return found.value.code


def test_everything_in_order_with_catalogue_and_numbers(
    counter: Counter, case: Case
) -> None:
    row = archive.ask(case, by=counter.clerk, at=AFTER)
    assert row.trouble == ""
    titles = [part["title"] for part in row.parts]
    assert titles[:4] == ["申请表", "材料核验记录", "申请书", "申请书"]
    assert titles.index("受理通知书") < titles.index("准予行政许可决定书")
    assert titles.index("准予行政许可决定书") < titles.index("送达回证")
    assert titles[-1] == "办理过程"
    for before, after in zip(row.parts, row.parts[1:], strict=False):
        assert after["first"] == before["last"] + 1
    scan = row.parts[3]
    assert scan["last"] - scan["first"] == 1  # both pages of the PDF
    _row, path = archive.take_out(case, by=counter.clerk, at=AFTER)
    pages = pages_of(path)
    front = len(pages) - row.pages - 1
    assert "案卷" in pages[0]
    assert case.number in pages[0]
    assert "卷内文件目录" in pages[1]
    assert "申请表" in pages[front]
    assert pages[front].endswith("1")
    assert pages[front + row.pages - 1].endswith(str(row.pages))
    assert "卷内备考表" in pages[-1]
    assert row.parts[0]["sha256"] in "".join(pages)


def test_the_same_case_gives_the_same_bytes(counter: Counter, case: Case) -> None:
    first = archive.ask(case, by=counter.clerk, at=AFTER)
    bytes_of = shelf.path_of(first.sha256).read_bytes()
    assert hashlib.sha256(bytes_of).hexdigest() == first.sha256
    Dossier.objects.all().delete()
    again = archive.ask(case, by=counter.clerk, at=AFTER + timedelta(days=9))
    assert again.sha256 == first.sha256


def test_unchanged_it_is_not_made_again_changed_it_is_the_next_edition(
    counter: Counter, case: Case
) -> None:
    first = archive.ask(case, by=counter.clerk, at=AFTER)
    assert archive.ask(case, by=counter.clerk, at=AFTER).pk == first.pk

    letters.issue(
        case,
        DocumentKind.WITHDRAWAL,
        {"reasons": ["补发"]},
        by=counter.clerk,
        at=AFTER,
    )
    second = archive.ask(case, by=counter.clerk, at=AFTER)
    assert second.edition == 2
    assert archive.verify(shelf.path_of(first.sha256)).state == "older"
    assert archive.verify(shelf.path_of(second.sha256)).state == "whole"


def test_each_delivery_has_its_proof_in_the_file(counter: Counter, case: Case) -> None:
    assert not Document.objects.filter(about=case.about, kind="delivery").exists()
    archive.ask(case, by=counter.clerk, at=AFTER)
    receipt = DeliveryReceipt.objects.get()
    proof = Document.objects.get(about=case.about, kind="delivery")
    assert receipt.proof_number == proof.number


def test_an_altered_byte_is_found(counter: Counter, case: Case, tmp_path: Path) -> None:
    row = archive.ask(case, by=counter.clerk, at=AFTER)
    data = bytearray(shelf.path_of(row.sha256).read_bytes())
    data[len(data) // 2] ^= 1
    forged = tmp_path / "forged.pdf"
    forged.write_bytes(data)
    assert archive.verify(forged).state == "unknown"
    shelf.path_of(row.sha256).write_bytes(data)
    assert list(archive.check_shelf()) == [(case.number, "altered")]
    assert refused(archive.take_out, case, by=counter.clerk, at=AFTER) == "archive.lost"


def test_making_and_taking_out_are_on_record(counter: Counter, case: Case) -> None:
    archive.ask(case, by=counter.clerk, at=AFTER)
    archive.take_out(case, by=counter.clerk, at=AFTER)
    codes = list(
        Entry.objects.filter(about=case.about, code__startswith="archive.")
        .order_by("id")
        .values_list("code", flat=True)
    )
    assert codes == ["archive.filed", "archive.exported", "archive.taken"]


def test_no_full_identity_number_stands_in_it(counter: Counter, case: Case) -> None:
    archive.ask(case, by=counter.clerk, at=AFTER)
    _row, path = archive.take_out(case, by=counter.clerk, at=AFTER)
    assert counter.cast.person("citizen").id_number not in "".join(pages_of(path))


def test_only_a_closed_case_and_only_for_its_hall(counter: Counter) -> None:
    make_licence()
    open_case = counter.licence.accepted()
    code = refused(archive.ask, open_case, by=counter.clerk, at=AFTER)
    assert code == "archive.not-closed"
    for who in ("citizen", "guide", "clerk_elsewhere"):
        by = counter.cast.actor(who)
        assert refused(archive.ask, open_case, by=by, at=AFTER) == "permission.denied"


def test_a_large_one_waits_for_the_worker_and_says_how_far_it_is(
    counter: Counter, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yichuang.cases.services.archive.exporting.AT_ONCE", 1)
    row = archive.ask(case, by=counter.clerk, at=AFTER)
    assert (row.made_at, row.done) == (None, 0)
    assert row.total > 5
    assert archive.make_due(at=AFTER) == 1
    assert archive.make_due(at=AFTER) == 0
    row.refresh_from_db()
    assert row.done == row.total
    assert row.sha256


def test_what_the_disk_lost_is_said_and_can_be_asked_for_again(
    counter: Counter, case: Case, tmp_path: Path
) -> None:
    stored = StoredFile.objects.earliest("id")
    place = tmp_path / stored.key[:2] / stored.key[2:4] / stored.key
    data = place.read_bytes()
    place.unlink()
    row = archive.ask(case, by=counter.clerk, at=AFTER)
    assert row.trouble
    place.write_bytes(data)
    again = archive.ask(case, by=counter.clerk, at=AFTER)
    assert (again.trouble, again.edition) == ("", 2)


def test_the_command_exports_and_checks(case: Case, tmp_path: Path) -> None:
    out = StringIO()
    call_command(
        "archive", "export", case.number, "--to", tmp_path / "out", "--json", stdout=out
    )
    row = json.loads(out.getvalue())[0]
    file = Path(row["file"])
    assert file.parent == tmp_path / "out"
    assert hashlib.sha256(file.read_bytes()).hexdigest() == row["sha256"]
    said = StringIO()
    call_command("archive", "verify", file, "--json", stdout=said)
    assert json.loads(said.getvalue())["state"] == "whole"
    file.write_bytes(file.read_bytes() + b" ")
    with pytest.raises(SystemExit):
        call_command("archive", "verify", file, stdout=StringIO())


# how long


def test_granted_licences_are_kept_longer_than_the_rest(
    counter: Counter, case: Case
) -> None:
    archive.ask(case, by=counter.clerk, at=AFTER)
    row = Archived.objects.get(case=case)
    assert (row.term, row.keep_until) == (Term.LONG, date(2056, 12, 31))
    assert rules.default_term("01", Outcome.REFUSED) is Term.SHORT
    assert rules.default_term("20", Outcome.APPROVED) is Term.SHORT


def test_the_hall_publishes_another_class_from_a_day_on(
    counter: Counter, case: Case
) -> None:
    given: dict[str, Any] = {
        "hall_id": case.hall_id,
        "basis": "县档案局〔2026〕3号",
        "by": counter.hall_manager,
        "at": NOW,
    }
    archive.set_term(case.item_key, Term.PERMANENT, since=date(2026, 3, 1), **given)
    archive.set_term(case.item_key, Term.SHORT, since=date(2026, 4, 1), **given)
    archive.ask(case, by=counter.clerk, at=AFTER)
    row = Archived.objects.get(case=case)
    assert (row.term, row.keep_until) == (Term.PERMANENT, None)
    code = refused(
        archive.set_term, case.item_key, Term.LONG, since=date(2026, 3, 1), **given
    )
    assert code == "archive.rule-stands"


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(Term))
def test_years_are_counted_from_the_new_year_after_closing(
    closed: date, term: Term
) -> None:
    until = rules.keep_until(closed, term)
    if term is Term.PERMANENT:
        assert until is None
        return
    assert until is not None
    assert term.years is not None
    assert (until.month, until.day) == (12, 31)
    assert until.year - closed.year == term.years


@given(st.booleans(), st.booleans(), st.integers(-2, 2))
def test_only_what_is_over_not_held_and_there_is_proposed(
    held: bool, destroyed: bool, days: int
) -> None:
    today = date(2037, 1, 1)
    row = Kept("1", today + timedelta(days=days), held, destroyed)
    over = bool(rules.expired([row], today))
    assert over is (days < 0 and not held and not destroyed)


# destruction: proposed, confirmed by somebody else, on record

LATER = moment("2057-01-02 10:00")


@pytest.fixture
def filed(counter: Counter, case: Case) -> Case:
    archive.ask(case, by=counter.clerk, at=AFTER)
    return case


def proposed(counter: Counter) -> Destruction:
    return archive.propose(hall_id=1, by=counter.hall_manager, at=LATER)


def test_nothing_is_proposed_before_its_time(counter: Counter, filed: Case) -> None:
    code = refused(
        archive.propose,
        hall_id=1,
        by=counter.hall_manager,
        at=moment("2056-12-31 10:00"),
    )
    assert code == "archive.nothing-over"


def test_a_supervisor_confirms_and_only_then_it_goes(
    counter: Counter,
    filed: Case,
    django_capture_on_commit_callbacks: Any,
) -> None:
    row = proposed(counter)
    sha256 = Dossier.objects.get().sha256
    by = counter.hall_manager
    denied = refused(archive.confirm, row.pk, reason="到期", by=by, at=LATER)
    assert denied == "permission.denied"
    assert shelf.path_of(sha256).exists()
    with django_capture_on_commit_callbacks(execute=True):
        archive.confirm(row.pk, reason="到期", by=counter.supervisor, at=LATER)
    assert not shelf.path_of(sha256).exists()
    assert not StoredFile.objects.filter(state=FileState.OK).exists()
    assert row.rows.get().outcome == "已销毁"
    assert Entry.objects.filter(about=filed.about, code="archive.destroyed").exists()
    code = refused(archive.ask, filed, by=counter.clerk, at=LATER)
    assert code == "archive.destroyed"
    again = refused(
        archive.confirm, row.pk, reason="x", by=counter.supervisor, at=LATER
    )
    assert again == "archive.list-decided"


def test_nobody_confirms_their_own_list(counter: Counter, filed: Case) -> None:
    row = archive.propose(hall_id=1, by=counter.supervisor, at=LATER)
    code = refused(archive.confirm, row.pk, reason="x", by=counter.supervisor, at=LATER)
    assert code == "archive.own-list"


def test_what_is_held_stays_also_when_it_was_listed_before(
    counter: Counter, filed: Case
) -> None:
    row = proposed(counter)
    archive.hold(filed, reason="行政诉讼未结", by=counter.auditor, at=LATER)
    archive.confirm(row.pk, reason="到期", by=counter.supervisor, at=LATER)
    assert row.rows.get().outcome == "保留"
    assert StoredFile.objects.filter(state=FileState.OK).exists()
    assert refused(proposed, counter) == "archive.nothing-over"
    archive.lift(filed, reason="已结案", by=counter.auditor, at=LATER)
    assert proposed(counter).rows.count() == 1


def test_a_dropped_list_destroys_nothing(counter: Counter, filed: Case) -> None:
    row = proposed(counter)
    archive.drop(row.pk, reason="再留一年", by=counter.supervisor, at=LATER)
    assert Archived.objects.get().destroyed_at is None
