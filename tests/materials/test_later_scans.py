"""A later scan is added to a stack: only what is new is read, what people did stays."""

from functools import partial
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import Cast
from tests.factories import materials as files
from tests.factories import stacks as make
from tests.factories.organisation import make_hall
from yichuang.kernel.refusals import Refusal
from yichuang.materials.models import PageState, Stack, StackState
from yichuang.materials.rules.reading import PageText
from yichuang.materials.services import sorting, stacks
from yichuang.materials.services.stacks import settling

pytestmark = pytest.mark.django_db
EXAM = ("体格检查表", "姓名 王芳", "性别 女", "检查结论 合格", "日期 2026年1月8日")


@pytest.fixture(autouse=True)
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setattr(settings, "YICHUANG_FILES", tmp_path)
    make_hall()


def scan(wide: int = 300) -> SimpleUploadedFile:
    """A photograph; of another width it is another one."""
    return SimpleUploadedFile(f"{wide}.jpg", files.jpeg(wide, 400))


def add(cast: Cast, stack: Stack, *given: SimpleUploadedFile, **over: str) -> int:
    return stacks.add(stack, given, by=cast.actor("clerk"), at=make.AT, **over)


def read_on(stack: Stack, *pages: PageText) -> list[int]:
    """What the worker had read of these pages, until it found nothing more to do."""
    with make.reading(*pages) as told:
        make.work_off()
    stack.refresh_from_db()
    assert stack.state == StackState.READY
    return told.read_pages


def test_only_the_new_pages_are_read_and_go_to_their_person(cast: Cast) -> None:
    stack = make.make_stack(cast.actor("clerk"))
    assert add(cast, stack, scan()) == 1
    assert stack.state == StackState.READING
    assert read_on(stack, make.said(EXAM)) == [1]
    assert (stack.pages_total, stack.pages_done) == (4, 4)
    owner = make.page_of(stack, 1).applicant_id
    assert make.page_of(stack, 4).applicant_id == owner


def test_the_same_file_again_adds_nothing(cast: Cast) -> None:
    stack = make.make_stack(cast.actor("clerk"), files=[make.pdf_file(3)])
    assert add(cast, stack, make.pdf_file(3)) == 0
    stack.refresh_from_db()
    assert stack.state == StackState.READY
    assert stack.files.count() == 1


def test_the_same_page_in_another_file_is_laid_aside(cast: Cast) -> None:
    stack = make.make_stack(cast.actor("clerk"))
    add(cast, stack, scan(300), scan(301))
    read_on(stack, make.said(make.DIPLOMA), make.said(EXAM))
    copy = make.page_of(stack, 4)
    assert copy.state == PageState.DROPPED
    assert copy.why["code"] == "page.copy"
    assert make.page_of(stack, 5).state != PageState.DROPPED


def test_what_a_person_sorted_stays(cast: Cast) -> None:
    by = cast.actor("clerk")
    stack = make.make_stack(by)
    other = sorting.new_applicant(stack.key, "李四", by=by, at=make.AT)
    page = make.page_of(stack, 3)
    sorting.move(page.key, other.pk, by=by, at=make.AT)
    add(cast, stack, scan())
    read_on(stack, make.said(EXAM))
    assert make.page_of(stack, 3).applicant_id == other.pk


def test_a_card_that_comes_later_gives_a_name_its_number(cast: Cast) -> None:
    stack = make.make_stack(cast.actor("clerk"), make.said(make.DIPLOMA))
    owner = make.page_of(stack, 1).applicant
    assert owner is not None
    assert owner.id_number == ""
    add(cast, stack, scan())
    read_on(stack, make.card(make.ID_FRONT))
    owner.refresh_from_db()
    assert owner.id_number == "430682199001012344"
    assert make.page_of(stack, 2).applicant_id == owner.pk
    assert stack.applicants.count() == 1


def test_a_folder_says_whose_an_unreadable_name_is(cast: Cast) -> None:
    stack = make.make_stack(cast.actor("clerk"))
    add(cast, stack, scan(), folder="王芳")
    read_on(stack, make.said(make.LETTER))
    page = make.page_of(stack, 4)
    assert page.file.folder == "王芳"
    assert page.applicant_id == make.page_of(stack, 1).applicant_id


def test_more_than_a_stack_holds_is_refused_whole(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    stack = make.make_stack(cast.actor("clerk"))
    for number in range(1000):
        stack.files.create(position=number + 5, name="x", state="laid")
    with pytest.raises(Refusal) as no:
        add(cast, stack, scan())
    assert no.value.code == "materials.stack-too-many-files"
    stack.refresh_from_db()
    assert stack.state == StackState.READY


def test_a_removed_stack_takes_nothing(cast: Cast) -> None:
    by = cast.actor("clerk")
    stack = make.make_stack(by)
    stacks.remove(stack.key, by=by, at=make.AT)
    with pytest.raises(Refusal) as no:
        add(cast, stack, scan())
    assert no.value.code == "stack.not-found"


def test_a_scan_added_while_the_stack_is_settled_is_not_forgotten(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker saw nothing waiting, then a scan came, then it went on."""
    stack = make.make_stack(cast.actor("clerk"))
    Stack.objects.filter(pk=stack.pk).update(state=StackState.READING)
    stack.refresh_from_db()
    settle = partial(settling.settle, stack, at=make.AT)
    add(cast, stack, scan())
    assert settle() is False
    stack.refresh_from_db()
    assert stack.state == StackState.READING
