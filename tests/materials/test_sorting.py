"""People confirm, move, turn and leave out pages; each step can be undone and teaches."""

from pathlib import Path

import pytest
from django.conf import settings

from tests.cast import Cast
from tests.factories import stacks as make
from tests.factories.organisation import make_hall
from yichuang.accounts.policies import Actor
from yichuang.journal.models import Entry
from yichuang.kernel.refusals import Refusal
from yichuang.materials.models import (
    Classifier,
    PageState,
    Sample,
    Stack,
    StackPage,
    StackState,
)
from yichuang.materials.queries.board import stack_board
from yichuang.materials.queries.training import training_board, weights_of
from yichuang.materials.rules.classes import PageClass
from yichuang.materials.services import sorting, stacks
from yichuang.materials.services.training import switch_on, train_classifier

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setattr(settings, "YICHUANG_FILES", tmp_path)
    make_hall()


@pytest.fixture
def clerk(cast: Cast) -> Actor:
    return cast.actor("clerk")


@pytest.fixture
def stack(clerk: Actor) -> Stack:
    return make.make_stack(clerk)


def test_pages_are_put_to_their_people(clerk: Actor) -> None:
    other = tuple(line.replace("王芳", "李明亮") for line in make.DIPLOMA)
    stack = make.make_stack(clerk, make.card(make.ID_FRONT), make.said(make.DIPLOMA),
                            make.said(other))  # fmt: skip
    board = stack_board(stack.key, by=clerk, at=make.AT)
    assert [row.name for row in board.applicants] == ["王芳", "李明亮"]
    owners = {row.id: row.name for row in board.applicants}
    assert [owners[page.applicant or 0] for page in board.pages] == [
        "王芳",
        "王芳",
        "李明亮",
    ]
    assert board.applicants[0].number_masked == "430***********2344"


def test_confirming_teaches_without_keeping_words(stack: Stack, clerk: Actor) -> None:
    page = make.page_of(stack, 3)
    sorting.confirm(page.key, "diploma", by=clerk, at=make.AT, seen=page.version)
    assert make.page_of(stack, 3).state == PageState.CONFIRMED
    sample = Sample.objects.get()
    assert (sample.kind, sample.page_key) == (PageClass.DIPLOMA, page.key)
    assert "王芳" not in str(sample.features)
    assert Entry.objects.filter(code="stack.page-confirmed").count() == 1


def test_the_last_step_is_undone_and_the_one_before_it(
    stack: Stack, clerk: Actor
) -> None:
    key = make.page_of(stack, 3).key
    before = make.page_of(stack, 3)
    sorting.confirm(key, "degree", by=clerk, at=make.AT)
    sorting.drop(key, by=clerk, at=make.AT)
    assert sorting.undo(stack.key, by=clerk, at=make.AT) == (3,)
    assert make.page_of(stack, 3).kind == "degree"
    assert make.page_of(stack, 3).confirmed_at == make.AT
    assert Sample.objects.count() == 1
    sorting.undo(stack.key, by=clerk, at=make.AT)
    after = make.page_of(stack, 3)
    assert (after.state, after.kind) == (before.state, before.kind)
    assert not Sample.objects.exists()
    with pytest.raises(Refusal, match="nothing to take back"):
        sorting.undo(stack.key, by=clerk, at=make.AT)


def test_all_sure_ones_at_once_and_back_at_once(stack: Stack, clerk: Actor) -> None:
    sure = StackPage.objects.filter(state=PageState.READ, doubtful=False).count()
    assert sure
    assert sorting.accept_all_sure(stack.key, by=clerk, at=make.AT) == sure
    assert StackPage.objects.filter(state=PageState.CONFIRMED).count() == sure
    assert len(sorting.undo(stack.key, by=clerk, at=make.AT)) == sure
    assert not StackPage.objects.filter(state=PageState.CONFIRMED).exists()


def test_nobody_overwrites_what_another_changed(
    stack: Stack, clerk: Actor, cast: Cast
) -> None:
    page = make.page_of(stack, 1)
    sorting.drop(page.key, by=cast.actor("chief_approver"), at=make.AT)
    with pytest.raises(Refusal) as no:
        sorting.confirm(page.key, "id_front", by=clerk, at=make.AT, seen=page.version)
    assert no.value.code == "page.moved-on"
    assert no.value.remedy_text()


def test_a_turned_page_is_read_again_as_it_was_turned(
    stack: Stack, clerk: Actor
) -> None:
    page = make.page_of(stack, 3)
    sorting.turn(page.key, 90, by=clerk, at=make.AT)
    stack.refresh_from_db()
    assert (stack.state, stack.pages_done) == (StackState.READING, 2)
    with make.reading(make.said(make.DIPLOMA, turned=90)):
        make.work_off()
    again = make.page_of(stack, 3)
    assert (again.turned, again.state) == (90, PageState.READ)
    assert again.applicant_id == page.applicant_id
    stack.refresh_from_db()
    assert (stack.state, stack.pages_done) == (StackState.READY, 3)


def test_a_closed_stack_stays_as_it_is(stack: Stack, clerk: Actor) -> None:
    stacks.close(stack.key, by=clerk, at=make.AT)
    with pytest.raises(Refusal) as no:
        sorting.drop(make.page_of(stack).key, by=clerk, at=make.AT)
    assert no.value.code == "stack.done"
    stacks.reopen(stack.key, by=clerk, at=make.AT)
    sorting.drop(make.page_of(stack).key, by=clerk, at=make.AT)


def test_what_does_not_exist_is_refused_by_name(stack: Stack, clerk: Actor) -> None:
    key = make.page_of(stack).key
    for act, field in (
        (lambda: sorting.confirm(key, "passport", by=clerk, at=make.AT), "kind"),
        (
            lambda: sorting.confirm(
                key, "diploma", by=clerk, at=make.AT, applicant=999_999
            ),
            "applicant",
        ),
        (lambda: sorting.turn(key, 45, by=clerk, at=make.AT), "degrees"),
        (lambda: sorting.new_applicant(stack.key, " ", by=clerk, at=make.AT), "name"),
    ):
        with pytest.raises(Refusal) as no:
            act()
        assert no.value.field == field


def test_only_the_windows_sort_and_only_in_their_hall(stack: Stack, cast: Cast) -> None:
    key = make.page_of(stack).key
    for who, code in (
        ("approver", "permission.denied"),
        ("hall_manager", "permission.denied"),
        ("clerk_elsewhere", "page.not-found"),
        ("citizen", "page.not-found"),
        ("stranger", "page.not-found"),
    ):
        with pytest.raises(Refusal) as no:
            sorting.confirm(key, "diploma", by=cast.actor(who), at=make.AT)
        assert no.value.code == code, who


def test_a_hall_trains_measures_and_switches_its_own_classifier(
    stack: Stack, clerk: Actor, cast: Cast
) -> None:
    manager = cast.actor("item_manager")
    with pytest.raises(Refusal) as no:
        train_classifier(1, by=manager, at=make.AT)
    assert no.value.code == "classifier.too-few"
    for number in (1, 2, 3):
        page = make.page_of(stack, number)
        kind = ("id_front", "id_back", "diploma")[number - 1]
        sorting.confirm(page.key, kind, by=clerk, at=make.AT)
    for sample in list(Sample.objects.all()):
        for copy in range(14):
            Sample.objects.create(
                hall_id=1, page_key=f"{copy}{sample.page_key}"[:32], stack_key="x",
                kind=sample.kind, features=sample.features, at=make.AT,
            )  # fmt: skip
    row = train_classifier(1, by=manager, at=make.AT)
    assert not row.on
    assert weights_of(1)[1] == 0  # it judges nothing before it is switched on
    board = training_board(1, by=manager)
    assert board.versions[0].own.n > 0
    assert board.versions[0].own.accuracy == 1
    switch_on(1, row.version, by=manager, at=make.AT)
    assert weights_of(1)[1] == row.version
    switch_on(1, 0, by=manager, at=make.AT)
    assert not Classifier.objects.filter(on=True).exists()
    with pytest.raises(Refusal):
        train_classifier(1, by=clerk, at=make.AT)
