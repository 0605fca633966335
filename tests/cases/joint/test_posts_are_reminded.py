"""Reminders 催办: the post hears one working day before, its head once the day has
passed; each once, and never after the answer."""

import pytest

from tests.factories.cases import moment
from tests.factories.joint import Table
from yichuang.accounts.models import Message
from yichuang.cases.worker import remind
from yichuang.journal.models import Entry


def told(table: Table, at: str) -> list[str]:
    """The codes recorded by one step of the worker."""
    before = Entry.objects.count()
    remind(at=moment(at))
    new = Entry.objects.order_by("id")[before:]
    return [code for code in new.values_list("code", flat=True) if "opinion" in code]


@pytest.mark.parametrize(
    ("at", "count"), [("2026-03-11 09:00", 0), ("2026-03-12 09:00", 3)]
)
def test_a_working_day_before(table: Table, at: str, count: int) -> None:
    table.ask_all()
    assert told(table, at) == ["case.opinion-reminded"] * count
    assert told(table, at) == [], "once"


def test_on_monday_for_a_question_due_on_tuesday(table: Table) -> None:
    table.ask_all(at="2026-03-12 10:00")  # due on Tuesday 17 March
    assert told(table, "2026-03-13 09:00") == []
    assert told(table, "2026-03-16 09:00") == ["case.opinion-reminded"] * 3


def test_after_the_day_the_head_is_told(table: Table) -> None:
    table.ask_all()
    assert told(table, "2026-03-13 17:00") == ["case.opinion-reminded"] * 3
    assert told(table, "2026-03-14 00:30") == ["case.opinion-overdue"] * 3
    assert told(table, "2026-03-16 09:00") == []
    texts = [row.text for row in Message.objects.filter(about=table.case.about)]
    assert any("初审岗" in text and "2026-03-13" in text for text in texts)


def test_who_answered_hears_no_more(table: Table) -> None:
    review, *_others = table.ask_all()
    table.answer(review, "approver")
    assert told(table, "2026-03-12 09:00") == ["case.opinion-reminded"] * 2
