"""An altered, removed, reordered or smuggled-in entry is found by `journal verify`."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from yichuang.journal import queries, rules
from yichuang.journal.models import Entry
from yichuang.journal.services import Recorded

pytestmark = pytest.mark.django_db
Happens = Callable[..., Recorded]


@pytest.fixture
def three(happens: Happens) -> list[Recorded]:
    """Three entries about one case, and one about another."""
    happens("case:2")
    return [happens("case:1", step=number) for number in (1, 2, 3)]


def by_hand(sql: str, *values: Any) -> None:
    """What somebody with the database in hand can do."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def kinds() -> set[str]:
    return {fault.kind for fault in queries.verify()}


def test_untouched_it_is_whole(three: list[Recorded]) -> None:
    assert not list(queries.verify())
    assert queries.count() == 4


def test_entries_of_a_subject_stand_in_one_chain_in_order(
    three: list[Recorded],
) -> None:
    assert len({entry.lane for entry in three}) == 1
    assert [entry.position for entry in three] == [1, 2, 3]
    told = queries.timeline("case:1")
    assert [entry.facts["step"] for entry in told] == [1, 2, 3]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("code", "test.other"),
        ("about", "case:9"),
        ("hall_id", 7),
        ("actor", "staff:99"),
        ("actor_name", "别人"),
        ("at", "2026-03-09 02:00:00+00:00"),
        ("facts", '{"step":9}'),
        ("hash", "0" * 64),
    ],
)
def test_an_altered_entry_is_named(
    three: list[Recorded], column: str, value: Any
) -> None:
    alter = f"UPDATE journal_entry SET {column} = %s WHERE id = %s"  # noqa: S608
    by_hand(alter, value, three[1].id)
    found = list(queries.verify())
    assert ("altered", three[1].id) in {(one.kind, one.entry_id) for one in found}


@pytest.mark.parametrize("which", [0, 1, 2], ids=["first", "middle", "last"])
def test_a_removed_entry_is_missed(three: list[Recorded], which: int) -> None:
    by_hand("DELETE FROM journal_entry WHERE id = %s", three[which].id)
    found = list(queries.verify())
    assert found
    assert {one.lane for one in found} == {three[0].lane}
    assert {one.kind for one in found} >= ({"end"} if which == 2 else {"missing"})


def test_all_entries_removed_are_missed(three: list[Recorded]) -> None:
    by_hand("DELETE FROM journal_entry")
    assert kinds() == {"end"}


def test_entries_that_changed_places_are_found(three: list[Recorded]) -> None:
    first, second = three[0], three[1]
    move = "UPDATE journal_entry SET position = %s WHERE id = %s"
    by_hand(move, 99, first.id)
    by_hand(move, first.position, second.id)
    by_hand(move, second.position, first.id)
    assert "altered" in kinds()


def test_a_forged_entry_at_the_end_is_found(three: list[Recorded]) -> None:
    by_hand(
        "INSERT INTO journal_entry (lane, position, code, about, hall_id, actor,"
        " actor_name, at, facts, hash) SELECT lane, position + 1, code, about, hall_id,"
        " actor, actor_name, at, facts, hash FROM journal_entry WHERE id = %s",
        three[2].id,
    )
    assert kinds() == {"altered", "end"}


def test_an_entry_outside_of_every_chain_is_found(three: list[Recorded]) -> None:
    by_hand(
        "INSERT INTO journal_entry (lane, position, code, about, hall_id, actor,"
        " actor_name, at, facts, hash) SELECT 99, 1, code, about, hall_id,"
        " actor, actor_name, at, facts, hash FROM journal_entry WHERE id = %s",
        three[2].id,
    )
    assert kinds() == {"no-chain"}


def test_a_lost_head_is_found(three: list[Recorded]) -> None:
    by_hand("DELETE FROM journal_lane WHERE number = %s", three[0].lane)
    assert kinds() == {"end"}


def test_rewriting_history_with_new_hashes_changes_the_digest(
    three: list[Recorded],
) -> None:
    """Who computes every hash anew leaves whole chains, but not the digest noted."""
    noted = queries.digest()
    last = Entry.objects.get(pk=three[2].id)
    forged = rules.Content(
        last.code, last.about, last.hall_id, last.actor, last.actor_name, last.at, "{}"
    )
    chained = rules.link(three[1].hash, three[2].position, forged)
    by_hand(
        "UPDATE journal_entry SET facts = '{}', hash = %s WHERE id = %s",
        chained,
        last.pk,
    )
    by_hand(
        "UPDATE journal_lane SET head = %s WHERE number = %s", chained, three[2].lane
    )
    assert not list(queries.verify())
    assert queries.digest() != noted


FACTS = st.dictionaries(
    st.text(max_size=8),
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    max_size=4,
)


@given(FACTS)
def test_the_order_of_facts_does_not_change_their_bytes(facts: dict[str, Any]) -> None:
    backwards = dict(reversed(facts.items()))
    assert rules.canonical(facts) == rules.canonical(backwards)


@given(st.text(max_size=80))
def test_a_subject_always_has_the_same_lane(about: str) -> None:
    assert rules.lane_of(about) == rules.lane_of(about)
    assert 0 <= rules.lane_of(about) < rules.LANES
