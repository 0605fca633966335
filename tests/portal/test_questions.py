"""The questionnaire: one question a page, the list of papers growing."""

import re
from datetime import date

from django.test import Client

from tests.factories import catalogue
from tests.factories.catalogue import DIPLOMA, PAPERS, QUESTIONS
from tests.portal.reading import heading, main_of, words
from yichuang.catalogue.models import ItemVersion
from yichuang.catalogue.rules import OptionRule, QuestionRule

ASK = f"/matters/{DIPLOMA}/questions/"


def test_one_question_a_page(client: Client, diploma: ItemVersion) -> None:
    page = client.get(ASK)
    assert heading(page) == "哪一年毕业的？"
    assert "第 1 问，共 2 问" in words(page)
    assert "说不清" in words(page)


def test_what_was_just_added_is_marked(client: Client, diploma: ItemVersion) -> None:
    page = main_of(client.get(ASK + "?year=after&who=agent&_last=who"))
    new = re.findall(r'class="[^"]*new">.*?class="nm">([^<]+)<', page)
    assert new == ["委托书"]
    assert 'aria-live="polite"' in page


def test_the_end_shows_only_my_papers(client: Client, diploma: ItemVersion) -> None:
    page = client.get(ASK + "?year=after&who=self&_last=who")
    assert heading(page) == "您只要准备 1 样"
    assert "委托书" not in words(page)
    assert "现在就办" in words(page)


def test_not_sure_keeps_to_the_safe_side(client: Client, diploma: ItemVersion) -> None:
    page = client.get(ASK + "?year=unsure&who=unsure")
    assert "委托书" in words(page)


def test_an_answer_can_be_changed(client: Client, diploma: ItemVersion) -> None:
    page = client.get(ASK + "?year=after&who=self&_change=year")
    assert heading(page) == "哪一年毕业的？"
    assert re.search(r'value="after" required checked', main_of(page))
    assert 'type="hidden" name="who" value="self"' in main_of(page)


def test_a_made_up_answer_is_asked_again(client: Client, diploma: ItemVersion) -> None:
    page = client.get(ASK, {"year": "<b>1066</b>"})
    assert heading(page) == "哪一年毕业的？"
    assert "1066" not in main_of(page)


def test_an_answer_may_end_the_road(client: Client, diploma: ItemVersion) -> None:
    ends = OptionRule(key="found", label="找到了", ends="找到了就不用补办。")
    more = OptionRule(key="lost", label="没找到")
    first = QuestionRule(key="found", text="找到了吗？", options=(ends, more))
    catalogue.follow(date(2026, 3, 1), questions=(first, *QUESTIONS))
    page = client.get(ASK + "?found=found")
    assert heading(page) == "您不用办这件事"
    assert "找到了就不用补办。" in words(page)
    assert client.get(f"/matters/{DIPLOMA}/apply/?found=found").status_code == 302


def test_a_question_may_be_called_anything(
    client: Client, diploma: ItemVersion
) -> None:
    """Items ask what changes: such a key must not be taken for a word of the page."""
    options = (
        OptionRule(key="change", label="名称"),
        OptionRule(key="last", label="住所"),
    )
    keys = ("change", "last", "draft", "role", "name")
    asked = tuple(
        QuestionRule(key=key, text=f"{key}？", options=options) for key in keys
    )
    papers = tuple(row for row in PAPERS if row.when is None)
    catalogue.follow(date(2026, 3, 1), questions=asked, papers=papers)
    query = "change=change&last=change&draft=change&role=last"
    assert heading(client.get(f"{ASK}?{query}")) == "name？"
    page = client.get(f"{ASK}?{query}&name=last")
    assert heading(page) == "您只要准备 1 样"
    assert "_change=change" in main_of(page)
