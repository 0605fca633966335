"""Stacks at the desk: added, watched, sorted press by press, closed, removed."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import Cast
from tests.desk.browse import text
from tests.factories import papers as make
from tests.factories.materials import jpeg, program
from yichuang.materials.models import PageState, Stack, StackPage, StackState
from yichuang.organisation.models import Hall


@pytest.fixture
def clerk(hall: Hall, cast: Cast, settings: Any, tmp_path: Any) -> Client:
    settings.YICHUANG_FILES = tmp_path
    return cast.client("clerk")


@pytest.fixture
def stack(clerk: Client) -> Stack:
    return make.make_sorted()


def at(stack: Stack, number: int) -> StackPage:
    return StackPage.objects.get(stack=stack, number=number)


def sort(stack: Stack, *more: str) -> str:
    return f"/desk/stacks/{stack.key}/sort/" + "".join(more)


def press(client: Client, stack: Stack, act: str, number: int, **data: Any) -> Any:
    page = at(stack, number)
    given = {"page": page.key, "seen": page.version} | data
    return client.post(sort(stack, f"{act}/"), given)


def test_several_files_become_one_stack(clerk: Client) -> None:
    files = [
        SimpleUploadedFile("a.jpg", jpeg()),
        SimpleUploadedFile("b.jpg", jpeg(90, 70)),
    ]
    answer = clerk.post("/desk/stacks/new/", {"file": files, "title": "一中"})
    stack = Stack.objects.get()
    assert answer["Location"] == f"/desk/stacks/{stack.key}/"
    assert stack.files.count() == 2
    page = text(clerk.get(answer["Location"]))
    assert 'hx-trigger="every 2s"' in page
    assert "可以离开这一页" in page


def test_htmx_is_sent_on_to_the_new_stack(clerk: Client) -> None:
    given = {"file": SimpleUploadedFile("a.jpg", jpeg()), "title": "一中"}
    answer = clerk.post("/desk/stacks/new/", given, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == f"/desk/stacks/{Stack.objects.get().key}/"


def test_what_is_no_paper_is_told_at_the_files(clerk: Client) -> None:
    given = {"file": SimpleUploadedFile("a.pdf", program()), "title": "一中"}
    answer = clerk.post("/desk/stacks/new/", given)
    assert answer.status_code == 422
    assert 'href="#id_file"' in text(answer)
    assert not Stack.objects.exists()


def test_the_list_counts_what_waits_for_an_eye(clerk: Client, stack: Stack) -> None:
    page = text(clerk.get("/desk/stacks/"))
    assert stack.title in page
    assert 'data-l="要看的">2<' in page


def test_everybody_and_their_papers_at_one_glance(clerk: Client, stack: Stack) -> None:
    page = text(clerk.get(f"/desk/stacks/{stack.key}/"))
    assert "有 2 页要您看" in page
    assert "林知夏" in page
    assert "周大顺" in page


def test_the_doubtful_come_first(clerk: Client, stack: Stack) -> None:
    page = text(clerk.get(sort(stack)))
    assert "第 2 页" in page
    assert "2025-12-31" in page
    assert "过期" in page or "expired" in page
    assert 'class="st-box doubt' in page


def test_one_press_confirms_and_goes_on(clerk: Client, stack: Stack) -> None:
    answer = press(clerk, stack, "confirm", 2, kind="id_back", applicant="")
    assert answer["Location"].endswith("?page=3&in=eye")
    assert at(stack, 2).state == PageState.CONFIRMED


def test_whose_it_is_goes_with_the_press(clerk: Client, stack: Stack) -> None:
    two = stack.applicants.get(name="周大顺")
    press(clerk, stack, "confirm", 5, kind="degree", applicant=str(two.pk))
    page = at(stack, 5)
    assert (page.state, page.applicant_id) == (PageState.CONFIRMED, two.pk)


def test_somebody_new_is_added_with_the_press(clerk: Client, stack: Stack) -> None:
    press(clerk, stack, "confirm", 5, kind="degree", name="何小满")
    owner = at(stack, 5).applicant
    assert owner is not None
    assert owner.name == "何小满"


def test_another_class_from_the_list(clerk: Client, stack: Stack) -> None:
    press(clerk, stack, "confirm", 3, kind="", other="teaching_proof")
    assert at(stack, 3).kind == "teaching_proof"


def test_a_class_nobody_knows_is_refused(clerk: Client, stack: Stack) -> None:
    answer = press(clerk, stack, "confirm", 3, kind="poem")
    assert answer.status_code == 422
    assert at(stack, 3).state == PageState.ABSTAINED


def test_htmx_gets_the_next_page_and_its_address(clerk: Client, stack: Stack) -> None:
    page = at(stack, 2)
    answer = clerk.post(
        sort(stack, "confirm/?in=eye"),
        {"page": page.key, "seen": page.version, "kind": "id_back"},
        headers={"HX-Request": "true"},
    )
    said = text(answer)
    assert "<html" not in said
    assert "第 2 页已确认" in said
    assert answer["HX-Push-Url"].endswith("?page=3&in=eye")


def test_undo_takes_the_last_press_back(clerk: Client, stack: Stack) -> None:
    press(clerk, stack, "drop", 3)
    assert at(stack, 3).state == PageState.DROPPED
    answer = clerk.post(sort(stack, "undo/"))
    assert "page=3" in answer["Location"]
    assert at(stack, 3).state == PageState.ABSTAINED


def test_nothing_to_undo_is_said(clerk: Client, stack: Stack) -> None:
    answer = clerk.post(sort(stack, "undo/"))
    assert answer.status_code == 409
    assert "没有可撤销的" in text(answer) or "nothing to take back" in text(answer)


def test_a_turned_page_is_read_again(clerk: Client, stack: Stack) -> None:
    press(clerk, stack, "turn", 1)
    page = at(stack, 1)
    assert (page.state, page.turned_by) == (PageState.WAITING, 90)
    assert text(clerk.get(sort(stack, "?page=1"))).count("正在读") >= 1


def test_a_dragged_page_goes_to_somebody(clerk: Client, stack: Stack) -> None:
    two = stack.applicants.get(name="周大顺")
    answer = clerk.post(
        sort(stack, "move/"), {"page": "1", "paper": "", "applicant": str(two.pk)}
    )
    assert "page=1" in answer["Location"]
    assert at(stack, 1).applicant_id == two.pk


def test_what_another_changed_meanwhile_is_not_overwritten(
    clerk: Client, stack: Stack
) -> None:
    seen = at(stack, 2).version
    press(clerk, stack, "drop", 2)
    answer = press(clerk, stack, "confirm", 2, kind="id_back", seen=seen)
    assert answer.status_code == 409
    assert at(stack, 2).state == PageState.DROPPED


def test_all_sure_ones_after_one_question(clerk: Client, stack: Stack) -> None:
    address = f"/desk/stacks/{stack.key}/accept/"
    assert "2 页" in text(clerk.get(address))
    clerk.post(address)
    states = dict(stack.pages.values_list("number", "state"))
    assert states[1] == states[5] == PageState.CONFIRMED
    assert states[2] == PageState.READ
    assert states[3] == PageState.ABSTAINED


def test_a_stack_is_closed_and_taken_up_again(clerk: Client, stack: Stack) -> None:
    address = f"/desk/stacks/{stack.key}/state/"
    clerk.post(address, {"close": "1"})
    stack.refresh_from_db()
    assert stack.state == StackState.DONE
    assert "收好" in text(clerk.get(f"/desk/stacks/{stack.key}/"))
    clerk.post(address, {"reopen": "1"})
    stack.refresh_from_db()
    assert stack.state == StackState.READY


def test_a_stack_is_removed_after_one_question(clerk: Client, stack: Stack) -> None:
    address = f"/desk/stacks/{stack.key}/remove/"
    assert "删掉" in text(clerk.get(address))
    assert clerk.post(address).status_code == 302
    assert not StackPage.objects.exists()
    assert clerk.get(f"/desk/stacks/{stack.key}/").status_code == 404


def test_who_only_reads_sees_no_moves(stack: Stack, cast: Cast) -> None:
    issuer = cast.client("issuer")
    page = text(issuer.get(sort(stack)))
    assert "第 2 页" in page
    assert "/confirm/" not in page
    assert issuer.post(sort(stack, "undo/")).status_code == 404


def test_another_hall_finds_no_such_stack(stack: Stack, cast: Cast) -> None:
    assert cast.client("clerk_elsewhere").get(sort(stack)).status_code == 404


def test_nobody_confirms_what_is_no_page_of_the_stack(
    clerk: Client, stack: Stack
) -> None:
    other = make.make_page(make.make_read_stack("另一堆"))
    answer = clerk.post(sort(stack, "confirm/"), {"page": other.key, "kind": "degree"})
    assert answer.status_code == 404
