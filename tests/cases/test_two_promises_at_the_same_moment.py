"""Tolerance, promise and repair when several act at once: one succeeds, the others are told,
and nothing happens twice. Runs alike on SQLite and PostgreSQL."""

from collections.abc import Callable
from functools import partial
from typing import Any

from tests.factories.cases import NOW, Counter, day, moment
from tests.factories.catalogue import make_item, with_tolerance, withdraw
from tests.factories.online import photo
from yichuang.cases.models import Case, CreditRecord, PromiseCheck, Tolerance
from yichuang.cases.queries.finding import find
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.rules.papers import ToleranceKind
from yichuang.cases.rules.promise import Found, Method, Verdict
from yichuang.cases.services import (
    breaking,
    credit,
    notices,
    papers,
    promise,
    tolerance,
)
from yichuang.cases.worker import chase
from yichuang.catalogue.models import ItemVersion
from yichuang.catalogue.rules import Tolerance as Kind
from yichuang.documents.models import Document
from yichuang.journal.queries import verify
from yichuang.kernel.refusals import Refusal

Together = Callable[[Any], list[Any]]
PHOTO = "photo"
DUE = day("2026-03-20")
AFTER = moment("2026-03-21 00:01")


def one_won(outcomes: list[Any], *codes: str) -> None:
    """Exactly one racer succeeded; the others were refused with one of `codes`."""
    lost = [one.error for one in outcomes if one.error is not None]
    assert len(lost) == len(outcomes) - 1, outcomes
    assert [error for error in lost if not isinstance(error, Refusal)] == []
    assert {error.code for error in lost} <= set(codes)
    assert not list(verify())


def owing(counter: Counter) -> Case:
    """Accepted; the photo may follow until 20 March."""
    counter.letter("chief_approver")
    case = counter.checked(but=[PHOTO])
    counter.tolerated(case, PHOTO, ToleranceKind.LATER, due=DUE)
    return notices.accept(case, by=counter.clerk, at=NOW)


def test_two_approvers_agree_at_once(together: Together, busy_counter: Counter) -> None:
    counter = busy_counter
    counter.letter("chief_approver")
    counter.letter("approver")
    case = counter.checked(but=[PHOTO])
    signed = counter.signed(case)
    kind = ToleranceKind.LATER
    tolerance.ask(case, PHOTO, kind, due=DUE, signed=signed, by=counter.clerk, at=NOW)
    notices_before = Document.objects.filter(kind="tolerance").count()
    copies = [
        (find(counter.clerk, case.number), counter.cast.actor(who))
        for who in ("chief_approver", "approver", "chief_approver")
    ]
    outcomes = together(
        [
            partial(tolerance.decide, copy, PHOTO, agree=True, by=by, at=NOW)
            for copy, by in copies
        ]
    )
    one_won(outcomes, "case.moved-on", "tolerance.none")
    assert Tolerance.objects.get().state == "agreed"
    assert Document.objects.filter(kind="tolerance").count() == notices_before


def test_the_paper_comes_while_the_clock_ends_the_case(
    together: Together, busy_counter: Counter
) -> None:
    """On the border of the day: either it came in time and the case goes on, or the case
    ended and nothing was taken; never both."""
    case, clerk = owing(busy_counter), busy_counter.clerk
    last = moment("2026-03-20 23:59")
    came = partial(
        papers.attach,
        find(clerk, case.number),
        PHOTO,
        photo(),
        by=busy_counter.cast.actor("citizen"),
        at=last,
    )
    clock = [
        partial(breaking.breach, find(clerk, case.number), at=AFTER) for _ in range(2)
    ]
    outcomes = together([came, *clock])
    one_won(outcomes, "case.moved-on", "paper.too-late", "move.not-allowed")
    row, now = Tolerance.objects.get(), busy_counter.again(case)
    if now.state == CaseState.CLOSED:
        assert (row.state, row.came_on) == ("breached", None)
        assert CreditRecord.objects.count() == 1
        assert not row.paper.files.exists()
    else:
        assert (row.state, row.came_on) == ("agreed", DUE)
        assert not CreditRecord.objects.exists()


def test_two_workers_end_it_once(together: Together, busy_counter: Counter) -> None:
    case = owing(busy_counter)
    outcomes = together([partial(chase, at=AFTER) for _ in range(3)])
    assert [one.error for one in outcomes if one.error is not None] == []
    assert busy_counter.again(case).state == CaseState.CLOSED
    assert CreditRecord.objects.count() == 1
    assert Document.objects.filter(kind="tolerance_ended").count() == 1


def test_two_supervisors_decide_on_a_repair(
    together: Together, busy_counter: Counter
) -> None:
    owing(busy_counter)
    chase(at=AFTER)
    record, at = CreditRecord.objects.get(), moment("2026-05-06 10:00")
    citizen = busy_counter.cast.actor("citizen")
    credit.ask_repair(record.pk, grounds="已补齐", by=citizen, at=at)
    given = [
        (busy_counter.supervisor, True),
        (busy_counter.department_head, False),
        (busy_counter.supervisor, True),
    ]
    outcomes = together(
        [
            partial(
                credit.decide_repair,
                record.pk,
                grant=grant,
                reason="核实",
                by=by,
                at=at,
            )
            for by, grant in given
        ]
    )
    one_won(outcomes, "credit.moved-on", "repair.none")


def test_two_check_the_same_promise(together: Together, busy_counter: Counter) -> None:
    counter = busy_counter
    withdraw(ItemVersion.objects.get(item__key=counter.item_key))
    make_item(papers=with_tolerance(PHOTO, Kind.PROMISE), promise_allowed=True)
    counter.letter("chief_approver")
    case = counter.checked(but=[PHOTO])
    counter.promised(case, PHOTO)
    notices.accept(case, by=counter.clerk, at=NOW)
    counter.issue(counter.approve(case))
    rows = [
        PromiseCheck.objects.select_related("case", "tolerance__paper").get()
        for _ in range(3)
    ]
    false = Found(Method.SHARE, (), "查无登记", Verdict.FALSE)
    by, at = counter.chief_approver, moment("2026-04-10 10:00")
    outcomes = together(
        [partial(promise.check, row, false, by=by, at=at) for row in rows]
    )
    one_won(outcomes, "check.moved-on", "case.moved-on")
    assert CreditRecord.objects.count() == 1
    assert Document.objects.filter(kind="annulment").count() == 1
