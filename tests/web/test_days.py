"""A day in a form: chosen in the browser's own calendar, kept in every language."""

from datetime import date
from pathlib import Path

import pytest
from django import forms
from django.utils import translation

from yichuang.web.forms import DayField, TellingForm

ROOMS = Path(__file__).resolve().parents[2] / "yichuang"


class Away(TellingForm):
    first = DayField()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_day_that_is_known_stands_in_the_field(language: str) -> None:
    with translation.override(language):
        html = str(Away(initial={"first": date(2026, 3, 10)})["first"])
        assert 'type="date"' in html
        assert 'value="2026-03-10"' in html


def test_what_the_calendar_gives_is_read() -> None:
    form = Away({"first": "2026-03-10"})
    assert form.is_valid()
    assert form.cleaned_data == {"first": date(2026, 3, 10)}
    assert not Away({"first": "10.03."}).is_valid()


def test_every_form_asks_for_days_in_this_way() -> None:
    """Django's own field writes the day as the language does: empty in a Chinese form."""
    found = [
        f"{path.relative_to(ROOMS)}:{number}"
        for path in ROOMS.rglob("*.py")
        if path != ROOMS / "web" / "forms.py"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if "forms.DateInput" in line
        or ("forms.DateField(" in line and "HiddenInput" not in line)
    ]
    assert not found, f"web.forms.DayField: {found}"
    assert issubclass(DayField, forms.DateField)
