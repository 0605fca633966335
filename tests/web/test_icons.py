"""An icon is there or the template does not load; beside words it is decoration."""

import re

import pytest
from django.template import Context, Template, TemplateSyntaxError

from yichuang.web.icons import FOLDER, UnknownIcon, names


def render(source: str, **context: object) -> str:
    return Template("{% load web %}" + source).render(Context(context))


def test_an_icon_beside_words_is_hidden_from_screen_readers() -> None:
    text = render('{% icon "phone" %}')
    assert 'aria-hidden="true"' in text
    assert "icons.svg#phone" in text


def test_an_icon_alone_says_what_it_means() -> None:
    text = render('{% icon "x" label=says %}', says='关<"闭')
    assert 'role="img"' in text
    assert 'aria-label="关&lt;&quot;闭"' in text
    assert "aria-hidden" not in text


def test_an_unknown_name_fails_when_the_template_is_read() -> None:
    with pytest.raises(TemplateSyntaxError, match="no-such-icon"):
        Template('{% load web %}{% icon "no-such-icon" %}')


def test_an_unknown_name_from_a_variable_fails_when_it_is_drawn() -> None:
    with pytest.raises(UnknownIcon):
        render("{% icon name %}", name="no-such-icon")


@pytest.mark.parametrize("source", ["{% icon %}", '{% icon "x" colour="red" %}'])
def test_a_misspelt_tag_fails(source: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        Template("{% load web %}" + source)


@pytest.mark.parametrize("sprite", ["icons", "lamps"])
def test_the_sprite_is_well_formed_and_names_are_unique(sprite: str) -> None:
    text = (FOLDER / f"{sprite}.svg").read_text("utf-8")
    found = re.findall(r'id="([^"]+)"', text)
    assert len(found) == len(set(found)) == len(names(sprite))
    assert text.count("<symbol") == text.count("</symbol>") == len(found)
    comments = re.findall(r"<!--(.*?)-->", text, re.S)
    assert not [one for one in comments if "--" in one]
