"""Parts say in words what they show in shape and colour."""

import re
from datetime import date, timedelta

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from yichuang.kernel.lamps import Lamp
from yichuang.web.presenters import DayCell, Link, mark_current, month_grid


def render(source: str, **context: object) -> str:
    with translation.override("zh-hans"):
        return Template("{% load web %}" + source).render(Context(context))


@pytest.mark.parametrize("lamp", list(Lamp))
def test_no_lamp_is_without_its_word(lamp: Lamp) -> None:
    text = render("{% lamp lamp '剩 1 个工作日' %}", lamp=lamp)
    assert f"lamps.svg#{lamp.value}" in text
    words = re.sub(r"<[^>]+>", "", text).strip()
    assert re.fullmatch(r"[一-鿿]{2,4}，剩 1 个工作日", words)


def test_an_unknown_lamp_or_kind_fails() -> None:
    with pytest.raises(ValueError, match="green"):
        render("{% lamp 'green' %}")
    with pytest.raises(KeyError):
        render("{% kind 'maybe' %}")


def test_papers_say_their_kind_in_words() -> None:
    text = render("{% kind 'must' %}{% kind 'later' %}{% kind 'fetch' %}")
    for word in ("必交", "可以后补", "不用交，我们调取"):
        assert word in text


def test_three_numbers_stand_in_their_order_and_silence_is_said() -> None:
    nothing = {"value": "", "unit": "", "note": ""}
    with translation.override("zh-hans"):
        text = render_to_string(
            "web/parts/_three_numbers.html",
            {"usual": {"value": 2}, "promise": {"value": 15}, "statute": nothing},
        )
    order = [text.index(word) for word in ("通常", "我们承诺", "法定")]
    assert order == sorted(order)
    assert "未规定" in text


def test_a_pane_holds_what_stands_between_its_tags() -> None:
    text = render(
        "{% pane title='补材料' lit=True %}<p>{{ x }}</p>{% endpane %}", x="<i>"
    )
    assert "yc-pane-lit" in text
    assert "<p>&lt;i&gt;</p>" in text


def test_the_current_place_is_the_longest_beginning() -> None:
    links = (Link("首页", "/"), Link("办事", "/items/"), Link("我的", "/my/"))
    assert [one.current for one in mark_current(links, "/items/3/")] == [0, 1, 0]
    assert [one.current for one in mark_current(links, "/")] == [1, 0, 0]
    assert [one.current for one in mark_current(links, "/other/")] == [0, 0, 0]
    assert [one.current for one in mark_current(links, "/itemsets/")] == [0, 0, 0]


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 90))
def test_the_calendar_is_whole_weeks_and_loses_no_day(start: date, length: int) -> None:
    days = [start + timedelta(days=n) for n in range(length)]
    weeks = month_grid([DayCell(day, "counted") for day in days])
    flat = [cell for week in weeks for cell in week]
    assert all(len(week) == 7 for week in weeks)
    assert all(week[0].day.weekday() == 0 for week in weeks)
    assert [cell.day for cell in flat if cell.kind == "counted"] == days
    assert len({cell.day for cell in flat}) == len(flat)
    assert flat[0].opens_month
    assert all(cell.opens_month for cell in flat if cell.day.day == 1)


def test_no_days_no_calendar() -> None:
    assert month_grid([]) == ()


def test_a_day_says_what_its_colour_says() -> None:
    cells = [
        DayCell(date(2026, 3, 10), "counted", number=14, today=True),
        DayCell(date(2026, 3, 11), "counted", number=15, due=True),
    ]
    with translation.override("zh-hans"):
        text = render_to_string(
            "web/parts/_calendar.html", {"weeks": month_grid(cells)}
        )
    assert "今天" in text
    assert "到期" in text
    assert 'aria-current="date"' in text


def test_a_figure_without_address_is_no_link() -> None:
    figure = {"name": "好评", "value": 95, "unit": "%", "under": "19 / 20 条"}
    assert "<a" not in render_to_string("web/parts/_figure.html", {"figure": figure})
    linked = render_to_string(
        "web/parts/_figure.html", {"figure": {**figure, "url": "/x"}}
    )
    assert '<a class="yc-fig" href="/x">' in linked
