"""Bundles when several act at once: submitted once, released once, ended once. Runs alike
on SQLite and PostgreSQL."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from tests.cast import Cast
from tests.factories import bundles as make
from tests.factories.accounts import NOW
from yichuang.accounts.models import Message
from yichuang.cases.models import BundleState, Case
from yichuang.cases.queries import bundles as bundle_queries
from yichuang.cases.services.bundles import going_on, submitting
from yichuang.journal.models import Entry
from yichuang.journal.queries import verify
from yichuang.kernel.refusals import Refusal

Together = Callable[[Any], list[Any]]
HOMESTAY = {"licence": "no", "area": "large", "building": "no", "meals": "yes"}


@pytest.fixture
def busy(transactional_db: None) -> Cast:
    return Cast()


def quiet(outcomes: list[Any]) -> None:
    """Whoever came second was told in words; nothing else went wrong."""
    wrong = [one.error for one in outcomes if one.error is not None]
    assert [error for error in wrong if not isinstance(error, Refusal)] == []
    assert {error.code for error in wrong} <= {"bundle.moved-on", "case.moved-on"}
    assert not list(verify())


def test_submitted_by_two_clicks_it_is_born_once(
    together: Together, busy: Cast
) -> None:
    make.make_offices()
    draft = make.make_ready(busy)
    by = busy.actor("citizen")
    copies = [bundle_queries.find(by, draft.number) for _ in range(3)]
    outcomes = together(
        [partial(submitting.submit, copy, by=by, at=NOW) for copy in copies]
    )
    quiet(outcomes)
    assert sum(1 for one in outcomes if one.error is None) == 1
    assert Case.objects.count() == 5
    assert draft.children.count() == 5
    assert Entry.objects.filter(code="bundle.submitted").count() == 1


def test_two_predecessors_finish_at_once(together: Together, busy: Cast) -> None:
    """What waits for both is released by whoever comes last, exactly once."""
    make.make_offices("biz-start")
    make.authorise_everywhere(busy)
    bundle = make.make_submitted(
        busy, bundle_key="biz-start", answers={"staff": "yes", "bank": "no"}
    )
    for key in ("register", "seals", "invoices", "insurance", "housing-fund"):
        make.accept(busy, bundle, key)
    make.grant(busy, bundle, "register")
    make.listeners()
    together(
        [
            partial(make.grant, busy, bundle, key, NOW)
            for key in ("seals", "invoices", "insurance", "housing-fund")
        ]
    )
    outcomes = together(
        [partial(going_on.settle, bundle.number, at=NOW) for _ in range(4)]
    )
    quiet(outcomes)
    make.listeners()
    bundle.refresh_from_db()
    assert bundle.state == BundleState.CLOSED
    assert Entry.objects.filter(code="bundle.closed").count() == 1
    assert Entry.objects.filter(code="case.released").count() == 4
    texts = Message.objects.filter(about=bundle.about).values_list("text", flat=True)
    assert sum("全部有结果" in text for text in texts) == 1


def test_settled_by_four_at_once_a_result_is_handed_on_once(
    together: Together, busy: Cast
) -> None:
    make.make_offices("open-homestay")
    make.authorise_everywhere(busy)
    bundle = make.make_submitted(busy, bundle_key="open-homestay", answers=HOMESTAY)
    make.accept(busy, bundle, "register")
    make.grant(busy, bundle, "register")
    outcomes = together(
        [partial(going_on.settle, bundle.number, at=NOW) for _ in range(4)]
    )
    quiet(outcomes)
    make.listeners()
    handed = Entry.objects.filter(code="case.result-handed-on")
    assert handed.count() == len({entry.about for entry in handed}) == 3
    assert make.keys_in(bundle, released=False) == set()
