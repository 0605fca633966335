"""In Chromium: the list of questions and one of them; axe."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.factories.catalogue import make_item
from tests.factories.guidance import make_asked
from tests.factories.organisation import make_hall
from tests.reviews.entering import Enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_questions_without_an_answer(
    cast: Cast, enter: Enter, screens: Callable[..., None]
) -> None:
    make_hall()
    make_item()
    today = timezone.localdate()
    row = make_asked("潜水证在哪里考，要考几天", day=today, times=7)
    make_asked("老鼠把文凭咬了", day=today, not_helped=2)
    looks = ("light", "dark")
    screens(enter("item_manager", "/questions/"), "questions", looks=looks)
    address = f"/questions/{row.key}/"
    screens(enter("item_manager", address), "question", looks=looks)
