"""Sorting in Chromium: the keyboard alone, a page dragged to its place, every width."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.cast import Cast
from tests.desk.test_browser import Enter, enter  # noqa: F401
from tests.factories import papers as make
from yichuang.materials.models import PageState, Stack, StackPage
from yichuang.organisation.models import Hall

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def stack(hall: Hall, settings: Any, tmp_path: Path) -> Stack:
    settings.YICHUANG_FILES = tmp_path
    made = make.make_sorted()
    for page in made.pages.all():
        make.draw(page)
    return made


def state(stack: Stack, number: int) -> str:
    return StackPage.objects.get(stack=stack, number=number).state


def test_a_stack_is_sorted_by_keys_alone(stack: Stack, enter: Enter) -> None:  # noqa: F811
    page = enter("clerk", f"/desk/stacks/{stack.key}/sort/")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("第 2 页")
    page.keyboard.press("ArrowRight")
    expect(heading).to_have_text("第 3 页")
    page.keyboard.press("ArrowLeft")
    expect(heading).to_have_text("第 2 页")
    page.keyboard.press("Enter")
    expect(heading).to_have_text("第 3 页")
    expect(heading).to_be_focused()
    assert state(stack, 2) == PageState.CONFIRMED
    page.keyboard.press("2")
    expect(heading).to_have_text("第 5 页")
    assert StackPage.objects.get(stack=stack, number=3).kind == "training_cert"
    page.keyboard.press("u")
    expect(page.get_by_text("第 3 页已恢复原样")).to_be_visible()
    assert state(stack, 3) == PageState.ABSTAINED
    page.keyboard.press("x")
    expect(page.get_by_text("第 3 页不用了")).to_be_visible()
    assert state(stack, 3) == PageState.DROPPED
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("撤销")


def test_a_page_is_dragged_and_a_field_shows_its_spot(
    stack: Stack,
    enter: Enter,  # noqa: F811
) -> None:
    two = stack.applicants.get(name="周大顺")
    page = enter("clerk", f"/desk/stacks/{stack.key}/sort/?page=1&in=all")
    page.locator("[data-st-page='1']").drag_to(
        page.locator(f".st-name:has-text('{two.name}')")
    )
    expect(page.get_by_text("第 1 页已移动")).to_be_visible()
    assert StackPage.objects.get(stack=stack, number=1).applicant_id == two.pk
    sheet = page.locator(".st-mid svg[role=img]")
    whole = sheet.get_attribute("viewBox")
    page.locator("[data-st-field]").first.click()
    expect(sheet).not_to_have_attribute("viewBox", whole or "")
    expect(page.locator(".st-box.on")).to_have_count(1)


def test_the_pages_of_stacks_look_right(
    stack: Stack,
    cast: Cast,
    enter: Enter,  # noqa: F811
    screens: Callable[..., None],
) -> None:
    here = f"/desk/stacks/{stack.key}/"
    looks = ("light", "dark")
    screens(enter("clerk", f"{here}sort/"), "stack-sort", looks=(*looks, "elder"))
    screens(enter("clerk", here), "stack", looks=looks)
    screens(enter("clerk", "/desk/stacks/new/"), "stack-new", looks=("light",))
    screens(
        enter("clerk", "/desk/stacks/locate/?q=林知夏"), "stack-locate", looks=looks
    )
    screens(
        enter("item_manager", "/desk/stacks/training/"), "stack-training", looks=looks
    )
