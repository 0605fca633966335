"""A stack is brought, laid out, read page by page, and never read twice."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from specimens import hostile
from tests.cast import Cast
from tests.factories import materials as files
from tests.factories import stacks as make
from tests.factories.organisation import make_hall
from yichuang.kernel.refusals import Refusal
from yichuang.materials.engines import reader, storage
from yichuang.materials.models import (
    PageState,
    PageWords,
    Stack,
    StackFileState,
    StackPage,
    StackState,
    StoredFile,
)
from yichuang.materials.queries import stacks as reads
from yichuang.materials.queries.board import page_sheet, stack_board
from yichuang.materials.rules.classes import PageClass
from yichuang.materials.services import stacks
from yichuang.materials.services.stacks.stepping import LEASE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setattr(settings, "YICHUANG_FILES", tmp_path)
    make_hall()


def sent(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def bring(cast: Cast, *given: SimpleUploadedFile, **over: object) -> Stack:
    return stacks.create(given, by=cast.actor("clerk"), at=make.AT, hall_id=1, **over)  # type: ignore[arg-type]


def told(cast: Cast, stack: Stack) -> list[tuple[str, str]]:
    """Each file's state and why it was not taken."""
    return [
        (row.state.value, row.refusal.code if row.refusal else "")
        for row in reads.files(stack)
    ]


def test_pages_are_read_classed_and_ready(cast: Cast) -> None:
    stack = make.make_stack(cast.actor("clerk"))
    assert stack.state == StackState.READY
    assert (stack.pages_total, stack.pages_done) == (3, 3)
    board = stack_board(stack.key, by=cast.actor("clerk"), at=make.AT)
    assert [page.kind for page in board.pages] == [
        PageClass.ID_FRONT,
        PageClass.ID_BACK,
        PageClass.DIPLOMA,
    ]
    sheet = page_sheet(board.pages[0].key, by=cast.actor("clerk"), at=make.AT)
    found = {field.name: field.value for field in sheet.fields}
    assert found["id_number"] == "430682199001012344"


def test_each_page_is_read_once_and_progress_is_told(cast: Cast) -> None:
    by = cast.actor("clerk")
    stack = bring(cast, make.pdf_file(3))
    stacks.take_step(at=make.AT)  # lays the file out
    with make.reading(*[make.said(make.LETTER)] * 3) as told_reader:
        stacks.take_step(at=make.AT)
        row = reads.stack(stack.key, by=by, at=make.AT + timedelta(seconds=2))
        assert (row.pages_done, row.pages_total) == (1, 3)
        assert row.left == timedelta(seconds=4)
        make.work_off()
        assert stacks.take_step(at=make.AT) == 0
    assert told_reader.read_pages == [1, 2, 3]


def test_a_page_a_worker_died_over_is_read_again_after_the_lease(cast: Cast) -> None:
    stack = bring(cast, make.pdf_file(2))
    stacks.take_step(at=make.AT)
    with (
        make.reading(),
        pytest.raises(IndexError),  # the worker falls in the middle of page 1
    ):
        stacks.take_step(at=make.AT)
    with make.reading(make.said(make.DIPLOMA), make.card(make.ID_BACK)) as again:
        stacks.take_step(at=make.AT)
        assert stacks.take_step(at=make.AT) == 0  # page 1 is still held
        stacks.take_step(at=make.AT + LEASE + timedelta(seconds=1))
    assert again.read_pages == [2, 1]
    assert make.page_of(stack, 1).kind == PageClass.ID_BACK


def test_a_page_three_workers_died_over_is_unreadable(cast: Cast) -> None:
    stack = bring(cast, make.pdf_file(2))
    stacks.take_step(at=make.AT)
    StackPage.objects.filter(number=1).update(tries=3)
    with make.reading(make.said(make.DIPLOMA)):
        make.work_off()
    assert make.page_of(stack, 1).state == PageState.UNREADABLE
    assert make.page_of(stack, 2).kind == PageClass.DIPLOMA
    stack.refresh_from_db()
    assert stack.state == StackState.READY


def test_a_page_that_kills_the_reader_holds_up_no_other(cast: Cast) -> None:
    clerk = cast.actor("clerk")
    stack = make.make_stack(clerk, reader.gave_up(), make.said(make.DIPLOMA))
    page = page_sheet(make.page_of(stack, 1).key, by=clerk, at=make.AT)
    assert page.card.state == PageState.UNREADABLE
    assert page.why is not None
    assert page.why.remedy_text()
    assert make.page_of(stack, 2).state == PageState.READ


def test_blank_pages_are_dropped(cast: Cast) -> None:
    stack = make.make_stack(
        cast.actor("clerk"), make.said((), blank=True), make.said(make.DIPLOMA)
    )
    assert make.page_of(stack, 1).state == PageState.DROPPED
    assert make.page_of(stack, 1).blank


def test_the_robot_abstains_from_a_letter(cast: Cast) -> None:
    stack = make.make_stack(cast.actor("clerk"), make.said(make.LETTER))
    page = make.page_of(stack)
    assert page.state == PageState.ABSTAINED
    assert page.kind == ""
    assert page.why["says"]


def test_the_same_file_twice_is_told_and_read_once(cast: Cast) -> None:
    stack = bring(cast, make.pdf_file(), make.pdf_file(name="又一份.pdf"))
    with make.reading(make.said(make.DIPLOMA)):
        make.work_off()
    assert told(cast, stack) == [("laid", ""), ("twice", "materials.same-file")]
    assert StackPage.objects.count() == 1


def test_pages_that_say_the_same_are_told(cast: Cast) -> None:
    stack = make.make_stack(
        cast.actor("clerk"), make.said(make.DIPLOMA), make.said(make.DIPLOMA)
    )
    board = stack_board(stack.key, by=cast.actor("clerk"), at=make.AT)
    assert [page.twin for page in board.pages] == [None, 1]


def test_the_same_request_again_is_the_same_stack(cast: Cast) -> None:
    first = bring(cast, make.pdf_file(2))
    assert bring(cast, make.pdf_file(2)).pk == first.pk
    assert (
        bring(cast, make.pdf_file(2), title="第二批", about="season:1").pk != first.pk
    )


def test_folders_of_an_archive_are_kept_and_names_are_read(cast: Cast) -> None:
    stack = bring(
        cast,
        sent(
            files.zip_of(
                {"王芳/身份证.jpg": files.jpeg(), "李明/毕业证.jpg": files.jpeg(61)}
            ),
            "teachers.zip",
        ),
    )
    with make.reading(make.card(make.ID_FRONT), make.said(make.DIPLOMA)):
        make.work_off()
    rows = reads.files(stack)
    assert [(row.folder, row.name) for row in rows[1:]] == [
        ("王芳", "身份证.jpg"),
        ("李明", "毕业证.jpg"),
    ]
    kept = set(stack.files.values_list("kept", flat=True))
    assert kept == {""}  # the archive itself is gone once it is laid out


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (hostile.zip_reaching_outside, "materials.archive-paths"),
        (hostile.zip_locked, "materials.archive-encrypted"),
        (hostile.zip_of_many, "materials.archive-too-many"),
        (files.zip_bomb, "materials.archive-bomb"),
        (hostile.heic, "materials.heic"),
        (files.pdf_with_password, "materials.encrypted"),
        (files.pdf_with_script, "materials.active"),
        (lambda: hostile.long_pdf(1001), "materials.too-many-pages"),
        (lambda: b"", "materials.empty"),
        (files.docx, "materials.office"),
        (files.program, "materials.program"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_remedy(
    cast: Cast, content: "files.Maker", code: str
) -> None:
    with pytest.raises(Refusal) as no:
        bring(cast, sent(content(), "papers"))
    assert no.value.code == code
    assert no.value.field == "file"
    assert no.value.remedy_text()
    assert not Stack.objects.exists()


def test_a_bad_file_holds_up_no_good_one(cast: Cast) -> None:
    stack = bring(
        cast,
        sent(hostile.heic(), "照片.heic"),
        sent(files.zip_of({"a.zip": hostile.zip_in_a_zip()}), "b.zip"),
        sent(hostile.broken_jpeg(), "c.jpg"),
        make.pdf_file(),
    )
    with make.reading(make.said(make.DIPLOMA)):
        make.work_off()
    assert told(cast, stack) == [
        ("refused", "materials.heic"),
        ("laid", ""),
        ("refused", "materials.archive-in-archive"),
        ("refused", "materials.broken"),
        ("laid", ""),
    ]


def test_a_thousand_pages_are_laid_out(cast: Cast) -> None:
    stack = bring(cast, sent(hostile.long_pdf(1000), "long.pdf"))
    stacks.take_step(at=make.AT)
    stack.refresh_from_db()
    assert stack.pages_total == 1000
    assert StackPage.objects.filter(stack=stack).count() == 1000


def test_a_stack_grows_to_its_limit_and_says_so(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from yichuang.materials.rules.limits import StackLimits
    from yichuang.materials.services.stacks import laying

    monkeypatch.setattr(laying, "STACK", StackLimits(pages=2))
    stack = bring(cast, make.pdf_file(2), make.pdf_file(3, name="zweite.pdf"))
    with make.reading(*[make.said(make.LETTER)] * 2):
        make.work_off()
    assert told(cast, stack) == [("laid", ""), ("refused", "materials.stack-too-long")]
    assert stack.pages.count() == 2


def test_removing_leaves_nothing_of_the_pages(cast: Cast, tmp_path: Path) -> None:
    stack = make.make_stack(cast.actor("clerk"))
    keys = list(stack.pages.values_list("key", flat=True))
    assert storage.preview_path(keys[0], 1, reader.PAGE_EDGE).exists()
    from django.db import connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "on_commit", lambda call, **_: call())
        patch.setattr("django.db.transaction.on_commit", lambda call: call())
        stacks.remove(stack.key, by=cast.actor("clerk"), at=make.AT)
    assert not StackPage.objects.exists()
    assert not PageWords.objects.exists()
    assert not StoredFile.objects.filter(about=stack.ref, state="ok").exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    with pytest.raises(Refusal, match="no such stack"):
        reads.find(stack.key, by=cast.actor("clerk"))


def test_other_halls_and_citizens_find_no_stack(cast: Cast) -> None:
    stack = make.make_stack(cast.actor("clerk"))
    for who in ("clerk_elsewhere", "citizen", "item_manager", "stranger"):
        with pytest.raises(Refusal) as no:
            reads.find(stack.key, by=cast.actor(who))
        assert no.value.code == "stack.not-found"
    for who in ("citizen", "approver", "item_manager"):
        with pytest.raises(Refusal) as no:
            stacks.create([make.pdf_file()], by=cast.actor(who), at=make.AT, hall_id=1)
        assert no.value.code == "permission.denied"


def test_states_of_files_have_words() -> None:
    assert all(state.label for state in StackFileState)
