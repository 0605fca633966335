"""三集中三到位: every stationed item has a window that accepts it, a post in the approval
section that decides it, somebody authorised today, a B, and a letter that does not end;
each gap is named with what to do."""

import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.factories.cases import Counter, day
from tests.factories.catalogue import DIPLOMA
from yichuang.cases.queries.matrix import picture
from yichuang.cases.rules.concentration import COLUMNS, Gap, Line
from yichuang.organisation.models import (
    Authorisation,
    Cover,
    Post,
    PostHolding,
    Section,
    Window,
    WindowState,
)

TODAY = day("2026-03-10")


def line() -> Line:
    (found,) = picture(1, TODAY).lines
    return found


def codes(gaps: tuple[Gap, ...]) -> set[str]:
    return {gap.code for gap in gaps}


@pytest.fixture
def whole(counter: Counter) -> Counter:
    """A department that has done all of it."""
    section = Section.objects.create(
        department_id=1, key="approval", name="行政审批股", approves=True
    )
    Post.objects.filter(department_id=1).update(section=section)
    counter.letter("chief_approver")
    counter.holds("approver", Cover.B)
    counter.letter("approver")
    return counter


def test_a_department_that_has_done_all_of_it(whole: Counter) -> None:
    found = picture(1, TODAY)
    assert found.whole, [gap.code for gap in line().gaps]
    assert line().item.key == DIPLOMA
    assert line().windows == (5, 6, 7)
    assert line().deciders == ("贺清",)
    assert found.counts == dict.fromkeys(COLUMNS, 1)


def test_before_anything_is_done_each_gap_is_named(counter: Counter) -> None:
    assert codes(line().gaps) == {"section.none", "person.none", "cover.none"}
    assert codes(picture(1, TODAY).departments[1]) == {"section.scattered"}
    assert all(gap.remedy for gap in line().gaps)


def _paused(counter: Counter) -> None:
    Window.objects.update(state=WindowState.PAUSED)


def _no_post(counter: Counter) -> None:
    Post.objects.filter(department_id=1, kind="decision").update(kind="review")


def _a_away(counter: Counter) -> None:
    PostHolding.objects.filter(cover=Cover.A).update(away=True)
    Authorisation.objects.filter(user=counter.cast.user("approver")).delete()


def _b_without_letter(counter: Counter) -> None:
    Authorisation.objects.filter(user=counter.cast.user("approver")).delete()


def _no_b(counter: Counter) -> None:
    PostHolding.objects.filter(cover=Cover.B).delete()


def _ended(counter: Counter) -> None:
    Authorisation.objects.update(valid_to="2026-03-09")


def _ending(counter: Counter) -> None:
    Authorisation.objects.update(valid_to="2026-04-09")


def _other_section(counter: Counter) -> None:
    Section.objects.update(approves=False)


@pytest.mark.parametrize(
    ("undo", "code"),
    [
        (_paused, "window.none"),
        (_no_post, "post.none"),
        (_other_section, "section.none"),
        (_a_away, "person.none"),
        (_ended, "person.none"),
        (_no_b, "cover.none"),
        (_b_without_letter, "cover.unauthorised"),
        (_ending, "letter.ends"),
    ],
)
def test_what_is_missing_is_named(whole: Counter, undo: Any, code: str) -> None:
    undo(whole)
    assert code in codes(line().gaps)
    assert not picture(1, TODAY).whole


def test_thirty_one_days_before_its_end_a_letter_is_well(whole: Counter) -> None:
    Authorisation.objects.update(valid_to="2026-04-10")
    assert line().whole


def test_a_letter_that_is_followed_does_not_press(whole: Counter) -> None:
    Authorisation.objects.update(valid_to="2026-04-09")
    for row in Authorisation.objects.all():
        Authorisation.objects.create(
            item_key=row.item_key,
            post=row.post,
            user=row.user,
            letter_number=f"{row.letter_number}续",
            sealed_on="2026-03-01",
            valid_from="2026-04-10",
            valid_to="2027-04-09",
            supersedes=row,
        )
    assert line().whole


def check(*options: str) -> str:
    out = io.StringIO()
    call_command("authority", "check", "--on", "2026-03-10", *options, stdout=out)
    return out.getvalue()


def test_from_the_shell(whole: Counter) -> None:
    assert "1 of 1 items are whole" in check()
    assert json.loads(check("--json"))["items"][0]["deciders"] == ["贺清"]
    _no_b(whole)
    with pytest.raises(CommandError, match="1 gaps"):
        check()


def test_a_day_that_is_none(counter: Counter) -> None:
    with pytest.raises(CommandError, match="is not a day"):
        call_command("authority", "check", "--on", "2026-02-30")
