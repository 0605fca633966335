"""A citizen with a phone, from the lost diploma to the state of the case."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.cast import Cast
from tests.factories import catalogue, organisation
from tests.factories import online as make
from tests.factories.accounts import invented_id, invented_phone
from tests.portal.test_pages_in_browser import sign_in
from yichuang.accounts.models import Message
from yichuang.accounts.queries.messages import address_hash
from yichuang.cases.models import Case

PHONE = invented_phone(4711)


@pytest.fixture
def hall(transactional_db: None, now: object) -> None:
    organisation.make_hall()
    catalogue.make_item()


@pytest.fixture
def phone_page(page: Page) -> Page:
    page.set_viewport_size({"width": 390, "height": 844})
    return page


def code_sent() -> str:
    text = Message.objects.filter(to_hash=address_hash(PHONE)).latest("pk").text
    found = re.search(r"\d{6}", text)
    assert found
    return found[0]


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    file = tmp_path / "申请单.jpg"
    file.write_bytes(make.photo().read())
    return file


@pytest.fixture
def program(tmp_path: Path) -> Path:
    file = tmp_path / "合同.pdf"
    file.write_bytes(b"MZ\x90\x00" * 200)
    return file


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def find_the_matter(page: Page) -> None:
    page.get_by_role("searchbox").fill("毕业证丢了")
    page.get_by_role("button", name="找一找").click()
    page.get_by_role("link", name=re.compile("自学考试毕业证明书补办")).click()


def answer_the_questions(page: Page) -> None:
    page.get_by_role("link", name="答几个问题，只看您要的").click()
    for answer in ("2006年及以后", "我自己"):
        page.get_by_text(answer, exact=True).click()
        page.get_by_role("button", name="下一问").click()
    expect(heading(page)).to_have_text("您只要准备 1 样")
    page.get_by_role("link", name="现在就办").click()


def sign_in_and_come_back(page: Page) -> None:
    page.locator("input[name=phone]").fill(PHONE)
    page.locator("main form button.btn-primary").click()
    page.locator("input[name=code]").fill(code_sent())
    page.locator("main form button.btn-primary").click()
    expect(heading(page)).to_have_text("谁来办？")


def say_who_with_a_slip(page: Page) -> None:
    right = invented_id(321)
    wrong = right[:-1] + ("0" if right[-1] != "0" else "1")
    page.get_by_label("您的姓名").fill("林知夏")
    page.get_by_label("您的证件号码").fill(wrong)
    page.get_by_text("我同意大厅").click()
    page.get_by_role("button", name="保存，下一步").click()
    expect(page.locator(".yc-errsum")).to_be_focused()
    expect(page.get_by_label("您的姓名")).to_have_value("林知夏")
    page.get_by_label("您的证件号码").fill(right)
    page.get_by_role("button", name="保存，下一步").click()
    expect(heading(page)).to_have_text("材料")


def send_a_wrong_file_then_the_photo(page: Page, program: Path, photo: Path) -> None:
    box = page.locator("#paper-form")
    choose = box.get_by_label("选文件：补办毕业证明书申请单")
    choose.set_input_files(program)
    expect(box.get_by_role("alert")).to_contain_text("“合同.pdf”")
    choose.set_input_files(photo)
    expect(box.get_by_role("link", name="申请单.jpg")).to_be_visible()
    expect(box.get_by_role("alert")).to_have_count(0)
    expect(page.locator("#papers-left")).to_have_text("要的材料都齐了")
    page.get_by_role("link", name="下一步").click()


def have_it_sent(page: Page) -> None:
    page.get_by_text("寄给我").click()
    page.locator("input[name=address]").fill("深圳市南山区科技路 1 号 林知夏")
    page.get_by_role("button", name="保存，下一步").click()
    expect(page.locator("main")).to_contain_text("深圳市南山区科技路 1 号")


def follow_by_code(page: Page, case: Case) -> None:
    """In a browser nobody signed in to."""
    page.context.clear_cookies()
    page.get_by_label("办件编号").fill(case.number)
    page.get_by_label("查询码").fill(case.query_code)
    page.get_by_role("button", name="查", exact=True).click()
    expect(page.locator("main")).to_contain_text("林**")
    expect(page.locator("main")).not_to_contain_text("林知夏")


def test_from_a_sentence_to_a_case(
    hall: None, live_server: LiveServer, phone_page: Page, picture: Path, program: Path
) -> None:
    page = phone_page
    page.goto(live_server.url)
    find_the_matter(page)
    answer_the_questions(page)
    sign_in_and_come_back(page)
    say_who_with_a_slip(page)
    send_a_wrong_file_then_the_photo(page, program, picture)
    have_it_sent(page)
    page.get_by_role("button", name="提交", exact=True).dblclick()
    expect(heading(page)).to_contain_text("已提交")
    case = Case.objects.get()
    assert (case.state, case.delivery) == ("submitted", "post")
    expect(page.locator("main")).to_contain_text(case.query_code)
    page.get_by_role("link", name="看办到哪了").click()
    expect(page.locator(".yc-tl .was").first).to_contain_text("交来申请")
    page.goto(f"{live_server.url}/track/")
    follow_by_code(page, case)


def test_the_fields_follow_the_role(
    hall: None, live_server: LiveServer, phone_page: Page, transactional_db: None
) -> None:
    """Only what this answer needs is asked; everything by keyboard."""
    page = phone_page
    sign_in(page, live_server, Cast(), "citizen")
    address = f"{live_server.url}/matters/{catalogue.DIPLOMA}/apply/"
    page.goto(address + "?year=after&who=unsure")
    expect(page.get_by_label("对方的姓名")).to_be_hidden()
    page.get_by_label("给自己办").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("对方的姓名")).to_be_visible()
    expect(page.get_by_label("统一社会信用代码")).to_be_hidden()


def test_the_bar_comes_when_the_pane_is_out_of_sight(
    hall: None, live_server: LiveServer, phone_page: Page
) -> None:
    page = phone_page
    page.goto(f"{live_server.url}/matters/{catalogue.DIPLOMA}/")
    bar = page.locator(".yc-bar")
    expect(bar).to_be_hidden()
    page.get_by_role("heading", name="怎么走").scroll_into_view_if_needed()
    page.mouse.wheel(0, 900)
    expect(bar).to_be_visible()


def test_without_script_a_photo_still_gets_there(
    hall: None, live_server: LiveServer, browser: Browser, picture: Path
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    cast = Cast()
    sign_in(page, live_server, cast, "citizen")
    draft = make.make_draft(cast)
    page.goto(f"{live_server.url}/my/{draft.number}/papers/")
    form = page.locator("#paper-form")
    form.locator('input[type="file"]').nth(1).set_input_files(picture)
    form.get_by_role("button", name="上传").click()
    expect(page.locator("#paper-form")).to_contain_text("申请单.jpg")
    context.close()
