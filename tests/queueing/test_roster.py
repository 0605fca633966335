"""Rosters: what they must not ask of people, made from a plan, published in one piece."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from tests.factories.accounts import NOW
from tests.factories.queueing import make_sitter
from yichuang.accounts.policies import SYSTEM
from yichuang.journal.events import EntryFacts
from yichuang.journal.models import Entry
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.organisation.models import Hall
from yichuang.queueing.models import Roster
from yichuang.queueing.queries import roster as rosters
from yichuang.queueing.rules.roster import (
    HALF_DAY,
    MOST,
    NOON,
    Place,
    Worker,
    clashes,
    half_hours,
    staffed,
)
from yichuang.queueing.services.rosters import (
    Sitting,
    drop_draft,
    from_duties,
    publish_roster,
    put,
    train,
)
from yichuang.queueing.subscribers import staff_a_plan

CHEN = Worker(1, "陈雨", frozenset("AC"))
TANG = Worker(2, "唐小禾", frozenset("ABC"))
AWAY = Worker(3, "何澄", frozenset("ABC"), away=True, stands_in="唐小禾")
PEOPLE = {one.id: one for one in (CHEN, TANG, AWAY)}
SERVES = {5: ("A", "C"), 6: ("A",), 7: ("B",)}
DAY = tuple(range(18, 34))
TODAY = date(2026, 3, 10)


def codes(places: list[Place], slots: tuple[int, ...] = DAY) -> list[str]:
    return [one.code for one in clashes(places, PEOPLE, SERVES, slots)]


def sits(person: int | None, window: int, slots: range) -> list[Place]:
    return [Place(slot, window, person) for slot in slots]


def test_one_person_sits_at_one_window_at_a_time() -> None:
    both = [*sits(1, 5, range(18, 20)), *sits(1, 6, range(19, 21))]
    found = clashes(both, PEOPLE, SERVES, ())
    assert {one.code for one in found} == {"roster.two-windows"}
    assert "陈雨" in str(found[0])


def test_nobody_sits_where_they_were_not_trained() -> None:
    found = clashes(sits(1, 7, range(18, 20)), PEOPLE, SERVES, ())
    assert [str(one) for one in found] == [
        "陈雨 was not trained for B, which window 7 serves."
    ]


def test_who_is_away_has_a_b() -> None:
    (found,) = clashes(sits(3, 5, range(18, 19)), PEOPLE, SERVES, ())
    assert (found.code, found.remedy_text()) == ("roster.away", "唐小禾 stands in.")


def test_eight_hours_are_the_most() -> None:
    assert "roster.too-long" not in codes(sits(2, 7, range(14, 14 + MOST)), ())
    assert "roster.too-long" in codes(sits(2, 7, range(14, 15 + MOST)), ())


def test_who_works_through_noon_has_a_meal() -> None:
    whole = range(18, 32)
    assert "roster.no-meal" in codes(sits(2, 5, whole))
    assert "roster.no-meal" not in codes(
        [one for one in sits(2, 5, whole) if one.slot != 24]
    )


def test_a_line_served_today_is_served_over_noon_while_the_doors_are_open() -> None:
    split = [*sits(2, 7, range(18, 24)), *sits(2, 7, range(26, 32))]
    assert codes(split) == ["roster.no-cover"]
    assert codes(split, tuple(one for one in DAY if one not in (24, 25))) == []


def test_a_window_that_was_to_be_open_has_somebody() -> None:
    (found,) = clashes(sits(None, 6, range(18, 20)), PEOPLE, SERVES, ())
    assert str(found) == "Nobody sits at window 6 from 09:00."


@given(
    st.dictionaries(
        st.sampled_from([5, 6, 7]),
        st.sets(st.integers(16, 38), min_size=1).map(sorted),
        max_size=3,
    )
)
def test_people_found_for_a_plan_can_all_be_there(
    duties: dict[int, list[int]],
) -> None:
    places = staffed(duties, PEOPLE, SERVES)
    assert {(one.window, one.slot) for one in places} == {
        (window, slot) for window, slots in duties.items() for slot in slots
    }
    wrong = {one.code for one in clashes(places, PEOPLE, SERVES, ())}
    assert wrong <= {"roster.nobody"}
    for person in PEOPLE:
        mine = {one.slot for one in places if one.person == person}
        assert len(mine) <= MOST
        assert len(mine) <= HALF_DAY or not mine.issuperset(NOON)


def test_a_started_half_hour_counts() -> None:
    assert half_hours([(time(9, 10), time(10, 5))]) == (18, 19, 20)


@pytest.fixture
def clerk(hall: Hall) -> int:
    """Somebody trained for what windows 5 and 6 serve."""
    user = make_sitter(5).pk
    train(hall.pk, user, ("A", "C"), by=SYSTEM, at=NOW)
    return user


def give(hall: Hall, person: int | None, window: int = 5, **over: int) -> Roster:
    sitting = Sitting(window, over.get("first", 18), over.get("before", 22), person)
    return put(hall.pk, over.get("day", TODAY), sitting, by=SYSTEM, at=NOW)  # type: ignore[arg-type]


def test_a_draft_is_seen_by_nobody_until_it_is_published(
    hall: Hall, clerk: int
) -> None:
    give(hall, clerk)
    assert rosters.current(hall.pk, TODAY).places == ()
    assert not rosters.rostered_now(hall.pk, NOW)
    publish_roster(hall.pk, TODAY, by=SYSTEM, at=NOW)
    assert rosters.rostered_now(hall.pk, NOW) == {5: clerk}
    assert Entry.objects.filter(code="roster.published").count() == 1


def test_changes_replace_the_roster_in_one_piece(hall: Hall, clerk: int) -> None:
    give(hall, clerk)
    publish_roster(hall.pk, TODAY, by=SYSTEM, at=NOW)
    give(hall, None, first=20)
    assert len(rosters.current(hall.pk, TODAY).places) == 4
    drop_draft(hall.pk, TODAY, by=SYSTEM, at=NOW)
    give(hall, None, first=20)
    publish_roster(hall.pk, TODAY, by=SYSTEM, at=NOW)
    assert [one.slot for one in rosters.current(hall.pk, TODAY).places] == [18, 19]
    assert Roster.objects.filter(state="published").count() == 1


@pytest.mark.parametrize(
    ("window", "over", "code"),
    [
        (7, {}, "roster.no-skill"),
        (99, {}, "queueing.no-window-here"),
        (5, {"first": 4, "before": 6}, "roster.times"),
        (5, {"first": 22, "before": 20}, "roster.times"),
        (5, {"day": TODAY - timedelta(days=1)}, "roster.past-day"),
    ],
)
def test_what_cannot_be_put(
    hall: Hall, clerk: int, window: int, over: dict[str, int], code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        give(hall, clerk, window, **over)
    assert refused.value.code == code


def test_a_roster_with_clashes_is_refused_whole(hall: Hall, clerk: int) -> None:
    from_duties(
        hall.pk, TODAY, {5: range(18, 22), 7: [18]}, source="plan:1", by=SYSTEM, at=NOW
    )
    with pytest.raises(Refusals) as refused:
        publish_roster(hall.pk, TODAY, by=SYSTEM, at=NOW)
    assert [one.code for one in refused.value.items] == ["roster.nobody"]
    assert rosters.current(hall.pk, TODAY).id is None


def test_an_adopted_plan_becomes_a_draft_with_people(hall: Hall, clerk: int) -> None:
    duties = [{"window": 5, "slots": [18, 19]}]
    entry = EntryFacts(
        id=1,
        code="plan.adopted",
        about="plan:7",
        hall_id=hall.pk,
        actor="",
        actor_name="",
        at=NOW,
        facts={"day": TODAY.isoformat(), "duties": duties},
    )
    staff_a_plan(entry, at=NOW)
    staff_a_plan(entry, at=NOW)
    draft = rosters.current(hall.pk, TODAY, draft=True)
    assert (draft.state, draft.source) == ("draft", "plan:7")
    assert draft.places == (Place(18, 5, clerk), Place(19, 5, clerk))


def test_only_the_manager_makes_rosters(hall: Hall, clerk: int, cast: Cast) -> None:
    sitting = Sitting(5, 18, 20, clerk)
    with pytest.raises(Refusal):
        put(hall.pk, TODAY, sitting, by=cast.actor("clerk"), at=NOW)
    put(hall.pk, TODAY, sitting, by=cast.actor("hall_manager"), at=NOW)
