"""A letter lets one person decide one item at one post, on its own days only; while A
is away B acts, with a letter of their own."""

import pytest

from tests.factories.accounts import invented_uscc
from tests.factories.cases import NOW, Counter, day
from tests.factories.catalogue import DIPLOMA
from tests.factories.organisation import hall_plan
from yichuang.accounts.policies import SYSTEM
from yichuang.kernel.refusals import Refusal
from yichuang.organisation.models import Authorisation, Cover, Post
from yichuang.organisation.queries.posts import acting_posts, covers
from yichuang.organisation.rules import DepartmentPlan, PostPlan
from yichuang.organisation.services import authority
from yichuang.organisation.services.arranging import arrange
from yichuang.organisation.services.authority import mark_away, revoke

TODAY = "2026-03-10"


def may(
    counter: Counter,
    who: str,
    on: str = TODAY,
    item: str = DIPLOMA,
    department: int = 1,
) -> bool:
    user = counter.cast.user(who)
    letter = covers(user.pk, item, day(on), department_id=department)
    return letter is not None


@pytest.mark.parametrize(
    ("on", "covered"),
    [
        ("2026-02-28", False),
        ("2026-03-01", True),
        ("2026-03-31", True),
        ("2026-04-01", False),
    ],
)
def test_both_days_of_the_letter_are_included(
    counter: Counter, on: str, covered: bool
) -> None:
    counter.letter("chief_approver", first="2026-03-01", last="2026-03-31")
    assert may(counter, "chief_approver", on) is covered


def test_another_item_or_another_person_is_not_covered(counter: Counter) -> None:
    counter.letter("chief_approver")
    assert may(counter, "chief_approver")
    assert not may(counter, "chief_approver", item="food-operation")
    assert not may(counter, "approver")


def test_a_letter_for_every_item_reaches_no_further_than_its_department(
    counter: Counter,
) -> None:
    counter.letter("chief_approver", item="*")
    assert may(counter, "chief_approver", item="edu-anything")
    assert not may(counter, "chief_approver", item="civil-anything", department=2)


def test_from_the_day_it_is_revoked_it_covers_nothing(counter: Counter) -> None:
    letter = counter.letter("chief_approver")
    revoke(letter, reason="调岗", on=day(TODAY), by=counter.administrator, at=NOW)
    assert may(counter, "chief_approver", "2026-03-09")
    assert not may(counter, "chief_approver", TODAY)


def test_a_letter_counts_only_at_a_post_that_is_held(counter: Counter) -> None:
    """The letter was registered, but the person holds another post."""
    counter.holds("approver", post="review")
    counter.letter("approver")
    assert not may(counter, "approver")
    counter.holds("approver")
    assert may(counter, "approver")


def test_while_a_is_away_b_acts_and_a_does_not(counter: Counter) -> None:
    holds_a = counter.holds("chief_approver", Cover.A)
    counter.holds("approver", Cover.B)
    counter.letter("chief_approver")
    counter.letter("approver")
    assert (may(counter, "chief_approver"), may(counter, "approver")) == (True, False)
    mark_away(holds_a, away=True, by=counter.hall_manager, at=NOW)
    assert (may(counter, "chief_approver"), may(counter, "approver")) == (False, True)
    mark_away(holds_a, away=False, by=counter.hall_manager, at=NOW)
    assert (may(counter, "chief_approver"), may(counter, "approver")) == (True, False)


def test_b_needs_a_letter_of_their_own(counter: Counter) -> None:
    holds_a = counter.holds("chief_approver", Cover.A)
    counter.holds("approver", Cover.B)
    counter.letter("chief_approver")
    mark_away(holds_a, away=True, by=counter.hall_manager, at=NOW)
    assert not may(counter, "approver")


def test_a_post_is_held_from_its_first_day_to_before_its_last(counter: Counter) -> None:
    row = counter.holds("chief_approver")
    row.valid_to = day("2026-04-01")
    row.save()
    user = counter.cast.user("chief_approver").pk
    assert not acting_posts(user, day("2025-12-31"))
    assert acting_posts(user, day("2026-01-01")) == {row.post_id}
    assert acting_posts(user, day("2026-03-31"))
    assert not acting_posts(user, day("2026-04-01"))


def test_a_letter_that_ends_before_it_begins_is_refused(counter: Counter) -> None:
    with pytest.raises(Refusal) as refused:
        counter.letter("chief_approver", first="2026-03-02", last="2026-03-01")
    assert (refused.value.code, refused.value.field) == (
        "authorisation.dates",
        "valid_to",
    )


def test_the_same_letter_is_registered_once(counter: Counter) -> None:
    first = counter.letter("chief_approver")
    letter = authority.Letter(
        first.letter_number, first.item_key, day("2026-01-01"), day("2026-06-30")
    )
    with pytest.raises(Refusal) as refused:
        authority.authorise(
            first.post,
            first.user_id,
            letter,
            person_name="贺清",
            by=counter.administrator,
            at=NOW,
        )
    assert (refused.value.code, refused.value.field) == (
        "authorisation.known",
        "letter_number",
    )
    assert Authorisation.objects.count() == 1


def test_a_post_is_taken_once_from_the_same_day(counter: Counter) -> None:
    counter.holds("chief_approver")
    with pytest.raises(Refusal) as refused:
        counter.holds("chief_approver")
    assert refused.value.code == "post.held"


@pytest.mark.parametrize("who", ["clerk", "chief_approver", "hall_manager", "citizen"])
def test_nobody_authorises_themselves(counter: Counter, who: str) -> None:
    with pytest.raises(Refusal) as refused:
        authority.authorise(
            Post.objects.get(department_id=1, key="decide"),
            counter.cast.user(who).pk,
            authority.Letter("自授", "*", day("2026-01-01"), day("2026-12-31")),
            person_name="自己",
            by=counter.cast.actor(who),
            at=NOW,
        )
    assert refused.value.code == "permission.denied"


def test_a_head_authorises_in_their_own_department_only(counter: Counter) -> None:
    civil = DepartmentPlan(
        key="civil",
        name="青禾县民政局",
        short_name="民",
        uscc=invented_uscc(900002),
        posts=(PostPlan("decide", "审批岗", "decision"),),
    )
    plan = hall_plan()
    arrange(hall_plan(departments=(plan.departments[0], civil)), by=SYSTEM, at=NOW)
    letter = authority.Letter("〔2026〕9 号", "*", day("2026-01-01"), day("2026-12-31"))
    for department, expected in ((1, None), (2, "permission.denied")):
        code = None
        try:
            authority.authorise(
                Post.objects.get(department_id=department, key="decide"),
                counter.cast.user("approver").pk,
                letter,
                person_name="李敏",
                by=counter.department_head,
                at=NOW,
            )
        except Refusal as refusal:
            code = refusal.code
        assert code == expected
