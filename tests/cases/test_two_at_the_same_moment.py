"""Whoever acts at the same moment: one succeeds, the other is told in words, and nothing
is done twice. Runs alike on SQLite and PostgreSQL."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.factories.accounts import invented_id, make_token
from tests.factories.cases import ASKED, NOW, Counter, day, moment
from yichuang.accounts.models import Message, Person
from yichuang.cases.models import Case, Correction, Tolerance
from yichuang.cases.queries.finding import find
from yichuang.cases.rules.lifecycle import CaseState, Outcome
from yichuang.cases.rules.papers import ToleranceKind
from yichuang.cases.services import decision, intake, notices, tolerance
from yichuang.cases.services.intake import Application, Party
from yichuang.cases.worker import sweep
from yichuang.documents.models import Document
from yichuang.journal.models import Entry
from yichuang.journal.queries import verify
from yichuang.journal.worker import deliver
from yichuang.kernel.refusals import Refusal

Together = Callable[[Any], list[Any]]


def one_won(outcomes: list[Any], *codes: str) -> None:
    """Exactly one racer succeeded; each of the others was refused with one of `codes`."""
    lost = [one.error for one in outcomes if one.error is not None]
    assert len(lost) == len(outcomes) - 1, outcomes
    assert [error for error in lost if not isinstance(error, Refusal)] == []
    assert {error.code for error in lost} <= set(codes)
    assert not list(verify())


def test_two_clerks_accept_the_same_case(
    together: Together, busy_counter: Counter
) -> None:
    case, by = busy_counter.checked(), busy_counter.clerk
    copies = [find(by, case.number) for _ in range(4)]
    outcomes = together(
        [partial(notices.accept, copy, by=by, at=NOW) for copy in copies]
    )
    one_won(outcomes, "case.moved-on")
    assert Document.objects.filter(about=case.about, kind="acceptance").count() == 1
    assert Entry.objects.filter(about=case.about, code="case.accepted").count() == 1


def test_two_clerks_tell_what_is_missing(
    together: Together, busy_counter: Counter
) -> None:
    case, by = busy_counter.checked(but=["photo"]), busy_counter.clerk
    copies = [find(by, case.number) for _ in range(4)]
    outcomes = together(
        [partial(notices.notify, copy, by=by, at=NOW) for copy in copies]
    )
    one_won(outcomes, "case.moved-on", "move.not-allowed")
    assert Correction.objects.filter(case=case).count() == 1
    assert Document.objects.filter(about=case.about, kind="correction").count() == 1


def test_one_accepts_while_the_other_declines(
    together: Together, busy_counter: Counter
) -> None:
    case, by = busy_counter.checked(), busy_counter.clerk
    first, second = find(by, case.number), find(by, case.number)
    outcomes = together(
        [
            partial(notices.accept, first, by=by, at=NOW),
            partial(
                notices.decline,
                second,
                Outcome.NOT_ACCEPTED,
                reason="不符合",
                by=by,
                at=NOW,
            ),
        ]
    )
    one_won(outcomes, "case.moved-on", "move.not-allowed")
    assert Document.objects.filter(about=case.about).count() == 1


def test_the_clock_and_a_clerk_meet(together: Together, busy_counter: Counter) -> None:
    """Silence becomes acceptance in the moment the clerk accepts."""
    case, by = busy_counter.checked(), busy_counter.clerk
    over = moment("2026-03-18 00:01")
    outcomes = together(
        [
            partial(notices.accept, find(by, case.number), by=by, at=over),
            partial(sweep, at=over),
            partial(sweep, at=over),
        ]
    )
    wrong = [one.error for one in outcomes if one.error is not None]
    assert all(isinstance(error, Refusal) for error in wrong), wrong
    assert busy_counter.again(case).state == CaseState.ACCEPTED
    assert Document.objects.filter(about=case.about, kind="acceptance").count() == 1


def test_two_ask_to_tolerate_the_same_paper(
    together: Together, busy_counter: Counter
) -> None:
    case, by = busy_counter.checked(but=["register-form"]), busy_counter.clerk
    ask = [
        partial(
            tolerance.ask,
            find(by, case.number),
            "register-form",
            ToleranceKind.EVIDENCE,
            evidence=ASKED,
            by=by,
            at=NOW,
        )
        for _ in range(3)
    ]
    one_won(together(ask), "tolerance.asked-already", "case.moved-on")
    assert Tolerance.objects.count() == 1


def test_a_double_clicked_approval_makes_one_certificate(
    together: Together, busy_counter: Counter
) -> None:
    case = busy_counter.accepted()
    busy_counter.letter("chief_approver")
    by = busy_counter.chief_approver
    copies = [find(by, case.number) for _ in range(3)]
    outcomes = together(
        [partial(decision.approve, copy, by=by, at=NOW) for copy in copies]
    )
    one_won(outcomes, "case.moved-on", "move.not-allowed")
    assert Document.objects.filter(about=case.about, kind="certificate").count() == 1


def test_a_case_handed_over_at_two_windows(
    together: Together, busy_counter: Counter
) -> None:
    case = busy_counter.approved()
    by = busy_counter.issuer
    copies = [find(by, case.number) for _ in range(3)]
    outcomes = together([partial(busy_counter.issue, copy, by=by) for copy in copies])
    one_won(outcomes, "case.moved-on", "move.not-allowed")
    assert Entry.objects.filter(about=case.about, code="case.issued").count() == 1


def test_twenty_windows_receive_at_once_and_no_number_comes_twice(
    together: Together, busy_counter: Counter
) -> None:
    by = busy_counter.clerk
    party = Party(applicant=busy_counter.cast.person("citizen"))

    def receive() -> list[str]:
        application = Application(busy_counter.item_key, {}, party)
        return [
            intake.receive(application, hall_id=1, by=by, at=NOW).number
            for _ in range(3)
        ]

    outcomes = together([receive] * 20)
    assert not [one.error for one in outcomes if one.error]
    numbers = [number for one in outcomes for number in one.value]
    assert len(set(numbers)) == 60 == Case.objects.count()
    assert not list(verify())


def test_workers_at_once_tell_the_applicant_once(
    together: Together, busy_counter: Counter
) -> None:
    busy_counter.accepted()
    outcomes = together([partial(deliver, at=NOW)] * 4)
    assert not [one.error for one in outcomes if one.error]
    assert Message.objects.count() == 2


@pytest.fixture
def send(busy_counter: Counter) -> Callable[..., Any]:
    """`send("key", data)` files an application as the machine does."""
    secret = make_token(
        busy_counter.cast.user("machine"), ("case.*", "person.*")
    ).secret

    def send(key: str, **over: Any) -> Any:
        data = {
            "item": busy_counter.item_key,
            "answers": {"year": "after", "who": "self"},
            "applicant": {
                "name": "林知夏",
                "id_number": invented_id(77, day("1999-05-23")),
            },
        }
        return Client(headers={"authorization": f"Bearer {secret}"}).post(
            "/api/v1/cases",
            json.dumps(data | over),
            "application/json",
            headers={"idempotency-key": key},
        )

    return send


def test_a_repeated_post_makes_one_case(
    together: Together, send: Callable[..., Any]
) -> None:
    with time_machine.travel(NOW, tick=True):
        outcomes = together([partial(send, "one-key-0001")] * 5)
    answers = [one.value for one in outcomes]
    assert [one.error for one in outcomes if one.error] == []
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert Case.objects.count() == 1


def test_many_file_for_new_people_at_once(
    together: Together, send: Callable[..., Any]
) -> None:
    """Each enters a person and a case, which lie in different chains of the journal:
    whoever they meet there, nobody is turned away."""

    def file(number: int) -> list[int]:
        return [
            send(
                f"key-{number:04}-{turn}",
                applicant={
                    "name": "林知夏",
                    "id_number": invented_id(number * 10 + turn, day("1999-05-23")),
                },
            ).status_code
            for turn in range(4)
        ]

    with time_machine.travel(NOW, tick=True):
        outcomes = together([partial(file, number) for number in range(8)])
    assert [one.error for one in outcomes if one.error] == []
    assert {code for one in outcomes for code in one.value} == {201}
    assert Case.objects.count() == 32
    assert Person.objects.count() == 32
    assert not list(verify())
