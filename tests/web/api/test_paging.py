"""Pages of a list by cursor: every row once, in order, whatever is written meanwhile."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from yichuang.kernel.refusals import Refusal
from yichuang.web import queries
from yichuang.web.models import IdempotencyKey

NOON = datetime(2026, 3, 10, 4, 0, 0, 123456, tzinfo=UTC)
ORDER = ("-created_at", "-pk")


def rows(count: int, *, same: int = 3) -> None:
    """`same` rows to each moment, so that ties are met."""
    IdempotencyKey.objects.bulk_create(
        IdempotencyKey(
            actor="work",
            key=f"n-{n}",
            created_at=NOON + timedelta(seconds=n // same),
        )
        for n in range(count)
    )


def walk(limit: int) -> list[str]:
    seen: list[str] = []
    after = ""
    while True:
        part = queries.keyset(
            IdempotencyKey.objects.all(), ORDER, after=after, limit=limit
        )
        seen += [row.key for row in part.rows]
        if not part.after:
            return seen
        after = part.after


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 10, 11])
def test_every_row_comes_once_and_in_order(db: None, limit: int) -> None:
    rows(10)
    whole = IdempotencyKey.objects.order_by(*ORDER).values_list("key", flat=True)
    assert walk(limit) == list(whole)


def test_a_row_written_on_top_does_not_shift_the_pages(db: None) -> None:
    rows(6)
    first = queries.keyset(IdempotencyKey.objects.all(), ORDER, limit=3)
    IdempotencyKey.objects.create(
        actor="work", key="new", created_at=NOON + timedelta(days=1)
    )
    second = queries.keyset(
        IdempotencyKey.objects.all(), ORDER, after=first.after, limit=3
    )
    assert {row.key for row in (*first.rows, *second.rows)} == {
        f"n-{n}" for n in range(6)
    }


def test_an_empty_list_has_no_next(db: None) -> None:
    assert queries.keyset(IdempotencyKey.objects.all(), ORDER).after == ""


def code_of(text: str) -> str:
    """What becomes of a cursor: "read", or the code of the refusal."""
    try:
        found = queries._read(text, 2)
    except Refusal as refused:
        return refused.code
    return "read" if len(found) == 2 else "wrong"


@given(st.text(max_size=60))
def test_a_made_up_cursor_is_refused_never_an_error(text: str) -> None:
    assert code_of(text) in ("read", "cursor.unknown")


@pytest.mark.parametrize(
    "text", ["e30", "bnVsbA", "W10", "WzEsbnVsbF0", "NQ", "WzEse31d"]
)
def test_json_of_another_kind_is_no_cursor(text: str) -> None:
    assert code_of(text) == "cursor.unknown"


@given(
    st.lists(
        st.one_of(st.integers(), st.text(), st.datetimes(), st.dates()), max_size=4
    )
)
def test_a_cursor_says_what_it_was_given(
    values: list[int | str | datetime | date],
) -> None:
    assert queries._read(queries._spell(values), len(values)) == values


@pytest.mark.urls("tests.web.api.api_for_tests")
def test_the_api_walks_a_list(db: None) -> None:
    rows(5)
    caller = Client(headers={"Authorization": "Bearer good"})
    first = caller.get("/api/notes?limit=3").json()
    second = caller.get("/api/notes", {"limit": 3, "after": first["next"]}).json()
    assert [len(first["items"]), len(second["items"])] == [3, 2]
    assert second["next"] == ""
    wrong = caller.get("/api/notes?after=nonsense")
    assert wrong.status_code == 422
    assert wrong.json()["field"] == "after"
    assert caller.get("/api/notes?limit=201").status_code == 422
