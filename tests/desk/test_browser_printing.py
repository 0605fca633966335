"""The editor of stock in Chromium: fields are moved by keys and by hand, the numbers follow,
the true type is drawn anew, and nothing breaks the strict policy."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.desk.test_browser import Enter, enter  # noqa: F401
from tests.factories.stock import make_template
from yichuang.organisation.models import Hall

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_field_is_moved_by_keys_and_by_hand(
    hall: Hall,
    enter: Enter,  # noqa: F811
    settings: Any,
    tmp_path: Path,
) -> None:
    settings.YICHUANG_FILES = tmp_path
    template = make_template()
    page = enter("item_manager", f"/desk/print/stock/{template.pk}/")
    x, y = page.locator("[name=fields-0-x]"), page.locator("[name=fields-0-y]")
    field = page.locator(".pr-box").first
    field.focus()
    for _press in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    expect(x).to_have_value("50.3")
    expect(y).to_have_value("41.0")
    expect(page.locator("#pr-set")).to_have_attribute("href", re.compile("^blob:"))
    box = field.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 5, box["y"] + 3)
    page.mouse.down()
    page.mouse.move(box["x"] + 45, box["y"] + 23, steps=3)
    page.mouse.up()
    expect(x).not_to_have_value("50.3")
    x.fill("60")
    expect(field.locator("rect")).to_have_attribute("x", "60.00")
