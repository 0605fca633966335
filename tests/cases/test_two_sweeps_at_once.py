"""Two workers sweep at the same moment, an answer meets the next level: everything happens
once. Runs alike on SQLite and PostgreSQL."""

from collections.abc import Callable
from functools import partial
from typing import Any

from tests.factories.cases import Counter, moment
from yichuang.accounts.models import Message
from yichuang.cases.models import Case, LampChange, SupervisionOrder
from yichuang.cases.queries.supervision import find
from yichuang.cases.services import supervision
from yichuang.cases.worker import lamps
from yichuang.journal.models import Entry
from yichuang.journal.queries import verify
from yichuang.kernel.refusals import Refusal

Together = Callable[[Any], list[Any]]
CAME = moment("2026-03-10 10:00")
LATE = moment("2026-04-01 09:00")


def faults(outcomes: list[Any]) -> list[Any]:
    return [one.error for one in outcomes if one.error is not None]


def test_each_lamp_is_lit_once_and_each_card_shown_once(
    together: Together, busy_counter: Counter
) -> None:
    for who in ("supervisor", "department_head", "hall_manager"):
        busy_counter.cast.user(who)
    cases = [busy_counter.accepted(CAME) for _ in range(3)]
    outcomes = together([partial(lamps.light, at=LATE) for _ in range(4)])
    assert not faults(outcomes)
    lamps.light(at=LATE)  # what the fastest left
    assert LampChange.objects.filter(acted_at=None).count() == 0
    for case in cases:
        assert Case.objects.get(pk=case.pk).lamp == "yellow"
        assert LampChange.objects.filter(case=case).count() == 1
        order = SupervisionOrder.objects.get(case=case)
        assert Message.objects.filter(about=order.about).count() == 1
        lit = Entry.objects.filter(about=case.about, code="case.lamp")
        assert lit.count() == 1
    assert not list(verify())


def test_an_answer_meets_the_next_level(
    together: Together, busy_counter: Counter
) -> None:
    for who in ("supervisor", "department_head", "hall_manager"):
        busy_counter.cast.user(who)
    busy_counter.accepted(CAME)
    lamps.light(at=LATE)
    order = SupervisionOrder.objects.get()
    by, over = busy_counter.clerk, moment("2026-04-07 09:00")
    mine = find(by, order.pk)
    outcomes = together(
        [
            partial(supervision.answer, mine, "今天办结", by=by, at=over),
            partial(lamps.escalate, at=over),
        ]
    )
    lost = faults(outcomes)
    assert all(isinstance(error, Refusal) for error in lost), lost
    assert {error.code for error in lost} <= {"supervision.moved-on"}
    order.refresh_from_db()
    answered, level = order.answers.count(), order.level
    assert (answered, level) in {(1, "blue"), (0, "orange")}
    assert not list(verify())
