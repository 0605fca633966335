"""Refusals say what is so and what to do, in the reader's language."""

import copy
import json
import pickle
from datetime import date

import pytest

from yichuang.kernel.refusals import Gathering, Refusal, Refusals
from yichuang.kernel.text import N_

GERMAN = {
    "%(n)s %(unit)s left.": "Noch %(n)s %(unit)s.",
    "days": "Tage",
    "Hurry.": "Schnell.",
}


def refusal(**facts: object) -> Refusal:
    return Refusal(
        "x.late", N_("%(n)s %(unit)s left."), remedy=N_("Hurry."), field="due", **facts
    )


def test_a_refusal_reads_as_english_text():
    assert str(refusal(n=2, unit=N_("days"))) == "2 days left."
    assert refusal().remedy_text() == "Hurry."


def test_a_refusal_is_translated_with_its_marked_facts():
    translate = GERMAN.__getitem__
    assert refusal(n=2, unit=N_("days")).text(translate) == "Noch 2 Tage."
    assert refusal(n=2, unit="days").text(translate) == "Noch 2 days."
    assert refusal().remedy_text(translate) == "Schnell."


def test_a_day_is_written_as_the_reader_writes_it():
    late = Refusal("x.late", N_("Over since %(day)s."), day=date(2026, 3, 9))
    chinese = {
        "Over since %(day)s.": "%(day)s起已过期。",
        "%(year)04d-%(month)02d-%(day)02d": "%(year)d年%(month)d月%(day)d日",
    }
    assert str(late) == "Over since 2026-03-09."
    assert late.text(chinese.__getitem__) == "2026年3月9日起已过期。"


def test_a_refusal_that_was_kept_still_knows_its_days():
    late = Refusal("x.late", N_("Over since %(day)s."), day=date(2026, 3, 9), n=3)
    kept = json.loads(json.dumps(late.as_json()))
    assert Refusal.from_json(kept).facts == late.facts
    kept.pop("days")  # kept by an earlier version
    assert str(Refusal.from_json(kept)) == "Over since 2026-03-09."


def test_facts_are_filled_once_and_never_read_as_placeholders():
    assert str(refusal(n="%(unit)s", unit="100 %")) == "%(unit)s 100 % left."


def test_a_missing_fact_shows_its_place_instead_of_failing():
    assert str(refusal(n=2)) == "2 %(unit)s left."


def test_facts_may_have_any_name():
    told = Refusal("a.b", "%(code)s %(says)s", code=1, says=2)
    assert (str(told), told.code) == ("1 2", "a.b")


def test_no_remedy_is_no_words():
    assert Refusal("a.b", "No.").remedy_text() == ""


def test_a_refusal_can_be_pointed_at_the_field_of_the_form():
    moved = refusal(n=1, unit="day").at("limit")
    assert (moved.field, moved.code, str(moved)) == ("limit", "x.late", "1 day left.")


@pytest.mark.parametrize("again", [copy.copy, lambda r: pickle.loads(pickle.dumps(r))])  # noqa: S301
def test_a_refusal_survives_copying(again):
    twin = again(refusal(n=2, unit="days"))
    assert str(twin) == "2 days left."
    assert (twin.field, twin.remedy) == ("due", "Hurry.")


def test_several_refusals_are_told_together():
    wrong = Gathering()
    assert wrong.check("a", int, "3") == 3
    wrong.close()  # nothing wrong yet
    wrong.add(refusal(n=1, unit="day"))
    with pytest.raises(Refusal):
        wrong.close()
    wrong.add(refusal(n=2, unit="days"))
    with pytest.raises(Refusals) as refused:
        wrong.close()
    assert len(refused.value.items) == 2
    assert str(refused.value) == "1 day left.\n2 days left."


def test_refusals_inside_a_check_are_gathered_too():
    def both() -> None:
        raise Refusals([refusal(n=1, unit="day"), refusal(n=2, unit="days")])

    wrong = Gathering()
    assert wrong.check("ignored", both) is None
    assert [item.field for item in wrong.items] == ["due", "due"]


def test_refusals_without_any_are_a_mistake():
    with pytest.raises(ValueError, match="at least one"):
        Refusals([])
