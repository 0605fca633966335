"""AB岗: on the days A is away B acts, to whom the work was handed over; before and after
A acts. Nobody is left without cover."""

from datetime import date
from typing import Any

import pytest

from tests.factories.cases import NOW, Counter, day
from yichuang.kernel.refusals import Refusal
from yichuang.organisation.models import Absence, Cover, PostHolding
from yichuang.organisation.queries.posts import acting_at, acting_posts
from yichuang.organisation.services import days, holding


@pytest.fixture
def post(counter: Counter) -> PostHolding:
    """The chief approver decides as A, the approver stands in as B."""
    counter.holds("approver", Cover.B)
    return counter.holds("chief_approver")


def away(counter: Counter, post: PostHolding, **over: Any) -> Absence:
    given: dict[str, Any] = {
        "first": day("2026-03-16"),
        "last": day("2026-03-18"),
        "reason": "培训",
        "handover": "2 件在办，印章在抽屉",
        "stands_in": counter.cast.user("approver").pk,
    }
    plan = holding.Away(**(given | over))
    return holding.plan_absence(post, plan, by=counter.hall_manager, at=NOW)


def acts(counter: Counter, who: str, on: str) -> bool:
    return bool(acting_posts(counter.cast.user(who).pk, day(on)))


def test_b_acts_on_the_days_and_on_no_other(
    counter: Counter, post: PostHolding
) -> None:
    away(counter, post)
    for on, b_acts in (
        ("2026-03-15", False),
        ("2026-03-16", True),
        ("2026-03-18", True),
        ("2026-03-19", False),
    ):
        assert acts(counter, "approver", on) is b_acts, on
        assert acts(counter, "chief_approver", on) is not b_acts, on
        (user,) = acting_at([post.post_id], day(on))[post.post_id]
        assert user == counter.cast.user("approver" if b_acts else "chief_approver").pk


def test_a_comes_back_earlier(counter: Counter, post: PostHolding) -> None:
    row = away(counter, post)
    by = counter.hall_manager
    holding.end_absence(row, on=date(2026, 3, 17), by=by, at=NOW)
    assert acts(counter, "approver", "2026-03-16")
    assert acts(counter, "chief_approver", "2026-03-17")
    with pytest.raises(Refusal) as again:
        holding.end_absence(row, on=date(2026, 3, 18), by=by, at=NOW)
    assert again.value.code == "absence.over"
    away(counter, post, first=day("2026-03-17"))  # the freed days can be planned anew


@pytest.mark.parametrize(
    ("over", "code", "field"),
    [
        ({"last": day("2026-03-15")}, "absence.dates", "last"),
        ({"handover": " "}, "absence.said", "handover"),
        ({"reason": ""}, "absence.said", "reason"),
        ({"stands_in": 999_999}, "cover.no-b", "stands_in"),
    ],
)
def test_an_absence_that_cannot_be(
    counter: Counter, post: PostHolding, over: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(Refusal) as told:
        away(counter, post, **over)
    assert (told.value.code, told.value.field) == (code, field)
    assert told.value.remedy
    assert not Absence.objects.exists()


def test_the_same_days_are_planned_once(counter: Counter, post: PostHolding) -> None:
    away(counter, post)
    for over in ({}, {"first": day("2026-03-18"), "last": day("2026-03-20")}):
        with pytest.raises(Refusal) as told:
            away(counter, post, **over)
        assert told.value.code == "absence.twice"


def test_nobody_covers_who_is_away_too(counter: Counter, post: PostHolding) -> None:
    """The approver holds a post of their own and is away from it."""
    own = counter.holds("approver", post="review")
    PostHolding.objects.create(
        post=own.post,
        user=counter.cast.user("chief_approver"),
        cover=Cover.B,
        valid_from=day("2026-01-01"),
    )
    chief = counter.cast.user("chief_approver").pk
    away(counter, own, stands_in=chief)
    with pytest.raises(Refusal) as told:
        away(counter, post)
    assert told.value.code == "cover.b-away"


def test_b_is_not_covered(counter: Counter, post: PostHolding) -> None:
    b = PostHolding.objects.get(post=post.post, cover=Cover.B)
    with pytest.raises(Refusal) as told:
        away(counter, b)
    assert told.value.code == "absence.not-a"


def test_a_clerk_arranges_nobody_s_cover(counter: Counter, post: PostHolding) -> None:
    with pytest.raises(Refusal) as told:
        holding.plan_absence(
            post,
            holding.Away(day("2026-03-16"), day("2026-03-16"), "a", "b", 1),
            by=counter.clerk,
            at=NOW,
        )
    assert told.value.code == "permission.denied"


def test_a_day_the_hall_is_closed_or_open(counter: Counter) -> None:
    by, today = counter.hall_manager, NOW.date()
    row = days.set_day(
        1, day("2026-03-20"), opens=False, reason="消防演练", today=today, by=by, at=NOW
    )
    assert (row.open, row.reason) == (False, "消防演练")
    for over, code in (
        ({"day": day("2026-03-09")}, "hall-day.past"),
        ({"reason": " "}, "hall-day.reason-unsaid"),
    ):
        given: dict[str, Any] = {"day": day("2026-03-21"), "reason": "加班"} | over
        with pytest.raises(Refusal) as told:
            days.set_day(1, opens=True, today=today, by=by, at=NOW, **given)
        assert told.value.code == code
    days.clear_day(1, day("2026-03-20"), by=by, at=NOW)
    with pytest.raises(Refusal) as none:
        days.clear_day(1, day("2026-03-20"), by=by, at=NOW)
    assert none.value.code == "hall-day.none"
