"""The desk in Chromium: nothing sticks out, axe finds nothing, keys and pen work."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.factories import counter as make
from tests.factories.accounts import NOW
from yichuang.accounts.policies import SYSTEM
from yichuang.assistance.services.checking import FacilityPlan, check, register
from yichuang.assistance.services.lending import ThingPlan, arrange_thing
from yichuang.assistance.services.stock import GoodsPlan, arrange_goods, move_stock
from yichuang.cases.models import Case, CasePaper
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.services import handling
from yichuang.documents.models import DeliveryReceipt
from yichuang.organisation.models import Hall

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = ("light", "dark")
RECEIVE = "/desk/receive/edu-selfexam-diploma/"
Enter = Callable[[str, str], Page]


@pytest.fixture
def enter(live_server: Any, cast: Cast, page: Page) -> Iterator[Enter]:
    """`enter("clerk", "/desk/")`: the page as somebody of the cast has it. Nothing may
    reach the console."""
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "console",
        lambda message: (
            said.append(message.text)
            if "Content Security Policy" in message.text
            else None
        ),
    )

    def open_as(who: str, address: str) -> Page:
        session = cast.client(who).cookies["sessionid"].value
        page.context.clear_cookies(name="sessionid")
        page.context.add_cookies(
            [{"name": "sessionid", "value": session, "url": live_server.url}]
        )
        page.goto(f"{live_server.url}{address}")
        return page

    yield open_as
    assert not said, said


def of(case: Case, *more: str) -> str:
    return f"/desk/cases/{case.number}/" + "".join(more)


@pytest.fixture
def busy(hall: Hall, cast: Cast) -> dict[str, Case]:
    """A morning's work: something in every list."""
    make.authorise(cast)
    post = make.put_at_post(cast, "approver")
    cases = {state: make.make_case(cast, state) for state in make.STATES[:4]}
    cases["asked"] = make.make_case(cast, papers=frozenset({"form"}))
    make.ask_tolerance(cast, cases["asked"])
    handling.route(cases["accepted"], post.pk, by=cast.actor("clerk"), at=make.NOW)
    return cases


def test_the_counter_looks_right(
    busy: dict[str, Case], enter: Enter, screens: Callable[..., None]
) -> None:
    case = busy["asked"]
    for name, address in {
        "start": "/desk/",
        "case": of(case),
        "paper": of(case, "?paper=form"),
        "choose": "/desk/receive/",
        "receive": RECEIVE,
        "reveal": reverse("desk:reveal", args=[case.number, case.applicant_id]),
    }.items():
        screens(enter("clerk", address), f"desk-{name}", looks=LOOKS)


def test_lists_look_right(
    busy: dict[str, Case], enter: Enter, screens: Callable[..., None]
) -> None:
    for name, address in {
        "cases": "/desk/cases/",
        "cases-filtered": "/desk/cases/?state=received&q=林",
        "cases-empty": "/desk/cases/?lamp=red",
        "search-empty": "/desk/search/?q=无此人",
        "guides": "/desk/guides/",
        "guide": "/desk/guides/edu-selfexam-diploma/",
    }.items():
        screens(enter("clerk", address), f"desk-{name}", looks=LOOKS)


def test_views_of_a_case_look_right(
    busy: dict[str, Case], enter: Enter, screens: Callable[..., None]
) -> None:
    case = busy["accepted"]
    for name in ("clock", "timeline", "documents"):
        screens(enter("clerk", of(case, name, "/")), f"desk-{name}", looks=LOOKS)


def test_acts_look_right(
    busy: dict[str, Case], enter: Enter, screens: Callable[..., None]
) -> None:
    received, accepted, asked = busy["received"], busy["accepted"], busy["asked"]
    for who, name, address in (
        ("clerk", "notify", of(received, "do/notify/")),
        ("clerk", "decline", of(received, "do/decline/")),
        ("clerk", "tolerate", of(received, "do/tolerate/?on=register-form")),
        ("chief_approver", "consent", of(asked, "do/consent/?on=register-form")),
        ("chief_approver", "approve", of(accepted, "do/approve/")),
        ("chief_approver", "suspend", of(accepted, "do/suspend/")),
    ):
        screens(enter(who, address), f"desk-{name}", looks=LOOKS)


def test_the_approver_and_the_issuer_look_right(
    busy: dict[str, Case], cast: Cast, enter: Enter, screens: Callable[..., None]
) -> None:
    screens(enter("chief_approver", "/desk/"), "desk-start-chief", looks=LOOKS)
    screens(enter("approver", "/desk/"), "desk-start-approver", looks=LOOKS)
    screens(enter("approver", of(busy["accepted"])), "desk-case-approver", looks=LOOKS)


def test_an_error_and_a_conflict_look_right(
    busy: dict[str, Case], cast: Cast, enter: Enter, screens: Callable[..., None]
) -> None:
    case = busy["received"]
    page = enter("clerk", of(case, "do/withdraw/"))
    page.locator("main .yc-danger").click()
    expect(page.locator(".yc-errsum")).to_be_focused()
    page.locator("#id_reason").fill("不办了，过几天再来")
    make.settle(make.again(cast, case), cast.actor("clerk"), make.NOW)
    page.locator("main .yc-danger").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("刚被别人办过")
    expect(page.locator("textarea")).to_have_value("不办了，过几天再来")


def test_the_keyboard_walks_the_list_and_opens_the_acts(
    busy: dict[str, Case], cast: Cast, enter: Enter
) -> None:
    page = enter("clerk", "/desk/cases/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("tbody tr:nth-child(2) a.t")).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/cases/*/")
    page.keyboard.press("/")
    expect(page.locator("#yc-find")).to_be_focused()
    make.fetch_ours(cast, busy["received"])
    page = enter("clerk", of(busy["received"]))
    page.keyboard.press("Control+m")
    page.wait_for_url("**/do/notify/")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**{of(busy['received'])}")
    expect(page.locator(".yc-toast")).to_contain_text("已告知")


def test_a_tick_changes_the_row_without_leaving_the_page(
    busy: dict[str, Case], enter: Enter
) -> None:
    case = busy["received"]
    page = enter("clerk", of(case))
    page.evaluate("window.stayed = true")
    page.locator("#tick-form").click()
    expect(page.locator("#tick-form")).to_contain_text("已核")
    page.locator("#tick-form").click()
    expect(page.locator("#tick-form")).to_have_count(0)
    assert page.evaluate("window.stayed")
    assert CasePaper.objects.get(case=case, key="form").state == "verified"


def test_answers_change_the_papers_while_the_form_keeps_what_was_typed(
    hall: Hall, enter: Enter
) -> None:
    page = enter("clerk", RECEIVE)
    page.get_by_label("姓名", exact=True).fill("唐晓禾")
    expect(page.locator(".dk-ticks")).not_to_contain_text("委托书")
    page.get_by_text("我替别人办").click()
    expect(page.locator(".dk-ticks")).to_contain_text("委托书")
    expect(page.get_by_label("姓名", exact=True)).to_have_value("唐晓禾")
    page.get_by_text("代理人来办").click()
    expect(page.get_by_label("代理人姓名")).to_be_visible()


def test_somebody_signs_with_the_pen(hall: Hall, cast: Cast, enter: Enter) -> None:
    case = make.make_case(cast, "approved")
    page = enter("issuer", of(case, "do/issue/"))
    page.locator("input[value=window]").check()
    page.get_by_label("领取人", exact=True).fill("林知夏")
    box = page.locator(".dk-pad").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 40, box["y"] + 40)
    page.mouse.down()
    for n in range(1, 14):
        page.mouse.move(box["x"] + 40 + 9 * n, box["y"] + 40 + (n % 4) * 12)
    page.mouse.up()
    page.locator("main .btn-primary").click()
    page.wait_for_url(f"**{of(case)}")
    assert make.again(cast, case).state == CaseState.CLOSED


def test_somebody_signs_with_the_keys(
    hall: Hall, cast: Cast, enter: Enter, screens: Callable[..., None]
) -> None:
    case = make.make_case(cast, "approved")
    page = enter("issuer", of(case, "do/issue/"))
    screens(page, "desk-issue", looks=LOOKS)
    page.locator("input[value=window]").check()
    page.get_by_label("领取人", exact=True).fill("林知夏")
    page.locator(".dk-pad").focus()
    page.keyboard.press("Space")
    for key in ("ArrowRight", "ArrowDown") * 6:
        page.keyboard.press(key)
    page.locator("main .btn-primary").click()
    page.wait_for_url(f"**{of(case)}")
    assert DeliveryReceipt.objects.get().signature.startswith("M500 200L512 200")


def test_what_the_hall_keeps(
    hall: Hall, cast: Cast, enter: Enter, screens: Callable[..., None]
) -> None:
    for number, name in enumerate(("轮椅", "老花镜")):
        plan = ThingPlan(f"t{number}", name, 3 * number, place="导办台")
        arrange_thing(hall.pk, plan, by=SYSTEM, at=NOW)
    arrange_goods(hall.pk, GoodsPlan("mask", "口罩", 5), by=SYSTEM, at=NOW)
    move_stock(hall.pk, "mask", 4, by=SYSTEM, at=NOW)
    before = NOW - timedelta(days=9)
    for key, name in (("ramp", "无障碍坡道"), ("counter", "低位服务台")):
        plan_ = FacilityPlan(key, name, "正门", ("扶手牢固", "地面防滑"), 7)
        made = register(hall.pk, plan_, by=SYSTEM, at=before)
        if key == "ramp":
            check(made.pk, ["地面防滑"], hall_id=hall.pk, by=SYSTEM, at=NOW)
    opened = enter("hall_manager", reverse("desk:stock"))
    expect(opened.get_by_text("该补货了")).to_be_visible()
    screens(opened, "desk-stock", looks=LOOKS)
    screens(enter("citizen", reverse("portal:lending")), "portal-lending")
