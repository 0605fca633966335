"""Parallel work is parallel: answers in the same moment are all taken, the last one
closes the round once, and nothing is decided over an answer. SQLite and PostgreSQL."""

from collections.abc import Callable
from functools import partial
from typing import Any

from tests.factories.cases import moment
from tests.factories.joint import INFORMING, Table
from yichuang.cases.models import Consultation, Opinion
from yichuang.cases.rules.joint import Asked
from yichuang.cases.services import decision, joint
from yichuang.cases.services.joint import Question
from yichuang.journal.models import Entry
from yichuang.journal.queries import verify
from yichuang.kernel.refusals import Refusal

Together = Callable[[Any], list[Any]]
WHO = ("approver", "department_head", "chief_approver")


def completed(table: Table) -> int:
    done = Entry.objects.filter(about=table.case.about, code="case.opinions-complete")
    return done.count()


def test_three_answer_at_once_and_all_are_taken(
    together: Together, busy_table: Table
) -> None:
    rows = busy_table.ask_all()
    for who in WHO:
        busy_table.counter.cast.actor(who)
    outcomes = together(
        [
            partial(busy_table.answer, row, who)
            for row, who in zip(rows, WHO, strict=True)
        ]
    )
    assert [one.error for one in outcomes if one.error] == []
    assert set(Opinion.objects.values_list("state", flat=True)) == {Asked.ANSWERED}
    round_ = Consultation.objects.get()
    assert round_.waiting == 0
    assert round_.closed_at is not None
    assert completed(busy_table) == 1
    assert not list(verify())


def test_the_same_answer_pressed_twice_is_taken_once(
    together: Together, busy_table: Table
) -> None:
    row, *_others = busy_table.ask_all()
    busy_table.counter.cast.actor("approver")
    outcomes = together([partial(busy_table.answer, row, "approver")] * 4)
    lost = [one.error for one in outcomes if one.error]
    assert len(lost) == 3
    assert {error.code for error in lost} == {"opinion.none"}
    assert Consultation.objects.get().waiting == 2


def test_one_is_asked_while_another_gives_back(
    together: Together, busy_table: Table
) -> None:
    """Whoever comes first: what is owed is counted right, and the round stays open
    exactly while somebody still has to answer."""
    counter, case = busy_table.counter, busy_table.case
    lead, review = counter.chief_approver, counter.approver
    (asked,) = joint.ask(case, [Question(busy_table.review.pk)], by=lead, at=moment())
    first, second = counter.again(case), counter.again(case)
    outcomes = together(
        [
            partial(
                joint.ask,
                first,
                [Question(busy_table.civil.pk)],
                by=lead,
                at=moment(),
            ),
            partial(
                joint.give_back,
                second,
                asked.pk,
                reason="不归我",
                by=review,
                at=moment(),
            ),
        ]
    )
    lost = [one.error for one in outcomes if one.error]
    assert all(isinstance(error, Refusal) for error in lost), lost
    assert {error.code for error in lost} <= {"case.moved-on"}
    owed = Opinion.objects.filter(state=Asked.WAITING).count()
    open_rounds = Consultation.objects.filter(closed_at=None)
    assert sum(open_rounds.values_list("waiting", flat=True)) == owed
    assert open_rounds.exists() is (owed > 0)


def test_a_decision_and_an_answer_meet(together: Together, busy_table: Table) -> None:
    row, *_others = busy_table.ask_all(weight=INFORMING)
    counter = busy_table.counter
    counter.letter("chief_approver")
    counter.cast.actor("approver")
    case = counter.again(busy_table.case)
    outcomes = together(
        [
            partial(decision.approve, case, by=counter.chief_approver, at=moment()),
            partial(busy_table.answer, row, "approver"),
        ]
    )
    errors = [one.error for one in outcomes if one.error]
    assert all(isinstance(error, Refusal) for error in errors), errors
    row.refresh_from_db()
    decided = counter.again(case).state == "approved"
    # Either the answer was there and the decider reads it first, or it came too late.
    assert (
        row.state == (Asked.PASSED if decided else Asked.ANSWERED) or len(errors) == 0
    )
    assert not list(verify())
