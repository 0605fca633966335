"""Many cases at once are as many full cases: what a run writes is, row for row, what the
same services write for one case after the other (design: each keeps its own journal)."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.factories.batches import done, make_teacher_item, teachers
from tests.factories.cases import NOW, Counter
from yichuang.accounts.policies import Actor
from yichuang.cases.models import Case
from yichuang.cases.queries.finding import find
from yichuang.cases.rules.batches import Action
from yichuang.cases.services import decision, notices
from yichuang.documents.models import Document
from yichuang.documents.rules import canonical, fingerprint
from yichuang.journal.models import Delivery, Entry
from yichuang.journal.queries import verify

OWN = {"id", "number", "query_code", "applicant_id", "applicant_name", "version"}
COUNT = 7


@pytest.fixture
def hall(counter: Counter) -> Counter:
    make_teacher_item()
    counter.item_key = "teacher-college"
    counter.letter("chief_approver")
    return counter


def columns(case: Case) -> dict[str, Any]:
    row = Case.objects.filter(pk=case.pk).values()[0]
    return {name: value for name, value in row.items() if name not in OWN}


def same(value: Any, case: Case) -> Any:
    """A value without what is this case's alone: its numbers and its name."""
    plain = canonical(value) if isinstance(value, dict) else str(value)
    text = plain.replace(case.number, "CASE").replace(case.query_code, "CODE")
    text = text.replace(case.applicant_name, "NAME")
    text = re.sub(r"第\d{6}号|430999-2026-\d{6}-.|/verify/\w+/", "…", text)
    text = re.sub(r"\d+\*+\w+", "…", text)
    return re.sub(r"[0-9a-f]{64}", "…", text)


def written(case: Case) -> dict[str, Any]:
    """Everything that stands about a case, comparable with another's."""
    documents = Document.objects.filter(about=case.about).order_by("id")
    entries = Entry.objects.filter(about=case.about).order_by("id")
    skip = {"id", "sha256", "verify_code", "identifier"}
    return {
        "case": columns(case),
        "documents": [
            {k: same(v, case) for k, v in row.items() if k not in skip}
            for row in documents.values()
        ],
        "entries": [
            (row.code, row.actor, row.actor_name, row.at, same(row.facts, case))
            for row in entries
        ],
        "deliveries": sorted(
            (row.entry.code, row.listener, row.tries, row.next_at)
            for row in Delivery.objects.filter(entry__about=case.about)
        ),
    }


One = Callable[..., object]


def refuse(case: Case, *, by: Actor, at: Any) -> object:
    return decision.refuse(case, reason="学历不符合规定。", by=by, at=at)


WAYS: list[tuple[Action, One, str, dict[str, str]]] = [
    (Action.ACCEPT, notices.accept, "clerk", {}),
    (Action.APPROVE, decision.approve, "chief_approver", {}),
    (Action.REFUSE, refuse, "chief_approver", {"reason": "学历不符合规定。"}),
]


@pytest.mark.parametrize("way", WAYS, ids=[row[0].value for row in WAYS])
def test_a_run_writes_what_single_services_write(
    hall: Counter, way: tuple[Action, One, str, dict[str, str]]
) -> None:
    action, one, who, options = way
    by = hall.cast.actor(who)
    cases = teachers(hall, 2 * COUNT)
    if action is not Action.ACCEPT:
        for case in cases:
            notices.accept(case, by=hall.clerk, at=NOW)
    alone, together = cases[:COUNT], cases[COUNT:]
    for case in alone:
        one(find(by, case.number), by=by, at=NOW)
    run = done(action, together, by=by, options=options)
    assert (run.done, run.left_out) == (COUNT, 0)
    expected = written(alone[0])
    assert len(expected["documents"]) >= 1
    for case in together:
        assert written(case) == expected
    assert not list(verify())


def test_every_document_has_a_number_of_its_own(hall: Counter) -> None:
    cases = teachers(hall, COUNT)
    done(Action.ACCEPT, cases, by=hall.clerk)
    done(Action.APPROVE, cases, by=hall.chief_approver)
    rows = Document.objects.all()
    assert len(set(rows.values_list("number", flat=True))) == 3 * COUNT
    assert len(set(rows.values_list("verify_code", flat=True))) == 3 * COUNT
    for row in rows:
        assert fingerprint(row.facts) == row.sha256
