"""Opening a restaurant on a phone: answers, one form, papers once, one page to follow."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.cast import Cast
from tests.factories import bundles as make
from tests.factories import online
from tests.portal.test_pages_in_browser import sign_in
from yichuang.cases.models import BundleCase, Case

SHOTS = os.environ.get("YC_SHOTS", "")


@pytest.fixture
def offices(transactional_db: None, now: object) -> None:
    make.make_offices()


def look(page: Page, name: str) -> None:
    """Nothing sticks out sideways; a picture where one is asked for."""
    wide = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert wide <= 0, name
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def answer_questions(page: Page) -> None:
    """The questions, one after another, up to the list of what is to do."""
    for question, answer in make.FRESH.items():
        page.locator(f"input[name={question}][value={answer}]").check()
    page.get_by_role("button", name="看我要办哪些").click()
    expect(page.get_by_role("heading", level=2).first).to_contain_text("5 个事项")
    look(page, "2-outcome")


def apply(page: Page) -> None:
    """From the list to the form: the first time consent is asked for."""
    page.get_by_role("link", name="一次全部申请").click()
    page.locator("input[name=consent]").check()
    page.locator("main form button.btn-primary").click()
    expect(page.locator("[name=premises]")).to_be_visible()


def fill_form(page: Page) -> None:
    """The one form; what is missing is named at its field and keeps the rest."""
    for cell, text in make.FORM.items():
        field = page.locator(f"[name={cell}]")
        if field.count():
            field.fill(text)
    page.locator("[name=premises]").fill("")
    page.locator("input[name=register-family][value=one]").check()
    page.locator("input[name=food-online][value=no]").check()
    page.get_by_role("button", name="保存，下一步").click()
    expect(page.get_by_text("“经营场所”没有填").first).to_be_visible()
    look(page, "3-form")
    page.locator("[name=premises]").fill(make.FORM["premises"])
    page.get_by_role("button", name="保存，下一步").click()


def add_papers(page: Page, folder: Path) -> None:
    """A photo of each paper that must be there, each once."""
    expect(page.get_by_role("heading", level=1)).to_have_text("材料，每样只交一次")
    look(page, "4-papers")
    file = folder / "材料.jpg"
    file.write_bytes(online.photo().read())
    musts = page.locator("section.yc-box:has(.yc-kind.must)")
    for key in musts.evaluate_all("boxes => boxes.map(box => box.id)"):
        page.locator(f"#{key} input[type=file]").last.set_input_files(file)
        expect(page.locator(f"#{key} .yc-files li")).to_have_count(1)
    page.get_by_role("link", name="下一步").click()


def submit(page: Page) -> None:
    """How to get the results, a last look, and all at once."""
    page.locator("main form button.btn-primary").click()
    look(page, "5-check")
    page.get_by_role("button", name="一次提交 5 个事项").click()
    look(page, "6-done")


def test_a_restaurant_from_the_questions_to_one_page(
    offices: None, page: Page, live_server: LiveServer, tmp_path: Path
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page, live_server, Cast(), "citizen")
    page.goto(f"{live_server.url}/bundles/{make.RESTAURANT}/")
    look(page, "1-questions")
    answer_questions(page)
    apply(page)
    fill_form(page)
    add_papers(page, tmp_path)
    submit(page)
    page.get_by_role("link", name="看办到哪了").click()
    expect(page.get_by_text("5 个事项，办好 0 个").first).to_be_visible()
    look(page, "7-track")
    assert (BundleCase.objects.count(), Case.objects.count()) == (1, 5)
    page.set_viewport_size({"width": 1366, "height": 900})
    look(page, "8-track-wide")
