"""Many entries recorded in one go stand exactly as if recorded one after the other."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.accounts import NOW
from yichuang.accounts.policies import SYSTEM
from yichuang.journal import services
from yichuang.journal.events import event, subscribe
from yichuang.journal.models import Delivery, Entry, Lane
from yichuang.journal.queries import verify
from yichuang.web.gathering import gather

ONE = event("test.many-one", "One")
TWO = event("test.many-two", "Two")
LISTENERS = {"test.many-one": ("tests.journal.listeners.hear", "tests.other.hear")}

entries = st.lists(
    st.tuples(
        st.sampled_from([ONE, TWO]),
        st.integers(0, 40).map(lambda number: f"case:{number}"),
        st.sampled_from([None, 1, 2]),
        st.dictionaries(st.sampled_from("abc"), st.text(max_size=5), max_size=3),
        st.integers(0, 9),
    ),
    max_size=30,
)


def stands() -> tuple[list[object], list[object], list[object]]:
    """Lanes, entries and deliveries without the ids, which are the database's."""
    lanes = list(
        Lane.objects.order_by("number").values_list("number", "length", "head")
    )
    rows = Entry.objects.order_by("lane", "position")
    sent = Delivery.objects.order_by("entry__lane", "entry__position", "listener")
    return (
        [lane for lane in lanes if lane[1]],
        list(
            rows.values_list("lane", "position", "code", "about", "at", "facts", "hash")
        ),
        list(sent.values_list("entry__hash", "listener", "state", "tries", "next_at")),
    )


def wipe() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for table in ("journal_delivery", "journal_entry", "journal_lane"):
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608


@pytest.mark.django_db
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=entries, earlier=entries)
def test_one_go_or_one_by_one(said: list, earlier: list) -> None:  # type: ignore[type-arg]
    subscribe(LISTENERS)
    try:
        results = []
        for many in (False, True):
            wipe()
            for kind, about, hall, facts, minutes in earlier:
                services.record(
                    kind,
                    about=about,
                    by=SYSTEM,
                    at=NOW + timedelta(minutes=minutes),
                    hall_id=hall,
                    **facts,
                )
            if many:
                with gather() as kept:
                    _record_all(said)
                    kept.write()
            else:
                _record_all(said)
            assert not list(verify())
            results.append(stands())
        assert results[0] == results[1]
    finally:
        from yichuang.config.wiring import SUBSCRIPTIONS

        subscribe(SUBSCRIPTIONS)


def _record_all(said: list) -> None:  # type: ignore[type-arg]
    for kind, about, hall, facts, minutes in said:
        services.record(
            kind,
            about=about,
            by=SYSTEM,
            at=NOW + timedelta(minutes=minutes),
            hall_id=hall,
            **facts,
        )


@pytest.mark.django_db
def test_what_was_taken_back_is_not_recorded() -> None:
    with gather() as kept:
        services.record(ONE, about="case:1", by=SYSTEM, at=NOW)
        mark = kept.mark()
        services.record(TWO, about="case:2", by=SYSTEM, at=NOW)
        kept.back_to(mark)
        kept.write()
    assert list(Entry.objects.values_list("about", flat=True)) == ["case:1"]


@pytest.mark.django_db
def test_nothing_is_recorded_without_the_word() -> None:
    with gather():
        services.record(ONE, about="case:1", by=SYSTEM, at=NOW)
    assert not Entry.objects.exists()
