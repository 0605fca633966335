"""Ways of handling over HTTP: the services of the pages, with scopes, keys and problems."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine

from tests.cases.test_api import Caller, problem
from tests.cast import HALL
from tests.factories.accounts import make_machine, make_token
from tests.factories.cases import NOW, Counter
from tests.factories.catalogue import make_item
from tests.factories.modes import (
    SHOP,
    certificate_of,
    collected,
    make_ending_licence,
    make_other_hall,
    make_shop,
    valid_until,
)
from tests.factories.online import SIGNATURE
from yichuang.accounts.rules import Role
from yichuang.cases.models import Case, GreenChannel, TransferLeg
from yichuang.documents.models import Document
from yichuang.documents.rules import DocumentKind

SCOPES = ("case.*", "person.*", "document.*")


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def caller(counter: Counter) -> Caller:
    counter.letter("machine")
    return Caller(make_token(counter.cast.user("machine"), SCOPES).secret)


def of(case: Case, path: str = "") -> str:
    return f"/cases/{case.number}{path}"


def test_a_case_ends_without_a_decision_in_writing(
    counter: Counter, caller: Caller
) -> None:
    case = counter.accepted()
    wrong = caller.post(of(case, "/terminate"), ground="bored", reason="无")
    assert problem(wrong, 422, "input.enum")["field"] == "ground"
    unsaid = caller.post(of(case, "/terminate"), ground="died", reason="")
    assert problem(unsaid, 422, "case.reason-unsaid")["field"] == "reason"
    given = {"ground": "died", "reason": "申请人于 3 月 8 日去世。"}
    ended = caller.post(of(case, "/terminate"), key="terminate-1", **given)
    assert (ended.json()["state"], ended.json()["outcome"]) == ("closed", "terminated")
    again = caller.post(of(case, "/terminate"), key="terminate-1", **given)
    assert again["Idempotency-Replayed"] == "true"
    assert again.json() == ended.json()
    about = {"about": case.about, "kind": DocumentKind.TERMINATION}
    assert Document.objects.filter(**about).count() == 1


def test_what_is_done_on_the_spot_is_one_call(counter: Counter, caller: Caller) -> None:
    make_shop()
    counter.letter("machine", item=SHOP)
    case = Counter(counter.cast, SHOP).received()
    given: dict[str, Any] = {"papers": ["form"], "receiver": "林知夏"}
    bad = caller.post(of(case, "/at-once"), **given, signature="")
    problem(bad, 422, "documents.signature-bad")
    assert Case.objects.get(pk=case.pk).state == "received"  # nothing half done
    done = caller.post(of(case, "/at-once"), **given, signature=SIGNATURE)
    assert done.status_code == 200, done.content
    assert (done.json()["state"], done.json()["outcome"]) == ("closed", "approved")


def test_precedence_is_asked_for_and_granted_by_another(
    counter: Counter, caller: Caller
) -> None:
    case = counter.received()
    asked = caller.post(
        of(case, "/precedence"),
        reason="disabled",
        evidence="残疾人证已核验",
        minutes=30,
    )
    assert asked.status_code == 200, asked.content
    own = caller.post(of(case, "/precedence/decision"), grant=True)
    problem(own, 409, "authority.own-request")
    GreenChannel.objects.update(asked_by=counter.clerk.ref)
    granted = caller.post(of(case, "/precedence/decision"), grant=True)
    assert granted.status_code == 200, granted.content
    told = caller.get(of(case, "/modes")).json()["precedence"]
    assert (told["state"], told["reason"]) == ("granted", "disabled")
    assert told["target"] == "2026-03-10T02:30:00Z"
    assert "残疾" not in str(told)  # what shows it stays in the hall


def test_papers_go_to_the_deciding_hall_and_the_result_comes_back(
    counter: Counter,
) -> None:
    make_other_hall()
    make_item(key="city", reach_code="3")
    case = collected(Counter(counter.cast, "city"), "city")
    there = make_machine(Role.CLERK, name="there", hall_id=2)
    here = make_machine(Role.CLERK, name="here", hall_id=HALL)
    collects = Caller(make_token(there, SCOPES).secret)
    decides = Caller(make_token(here, SCOPES).secret)
    sent = collects.post(of(case, "/transfer"), identity="人证一致")
    assert sent.status_code == 200, sent.content
    assert decides.post(of(case, "/transfer/taken")).status_code == 200
    parcels = of(case, "/transfer/parcels")
    unsaid = collects.post(parcels, what="原件 2 份")
    problem(unsaid, 422, "elsewhere.tracking")
    assert collects.post(parcels, what="原件 2 份", tracking="EMS1").status_code == 200
    leg = TransferLeg.objects.get()
    mine = collects.post(f"{parcels}/{leg.pk}/arrival")
    problem(mine, 409, "elsewhere.no-parcel")  # only who receives it confirms it
    assert decides.post(f"{parcels}/{leg.pk}/arrival").status_code == 200
    told = decides.get(of(case, "/modes")).json()["transfer"]
    assert (told["from_hall"], told["state"]) == ("远溪县政务服务大厅", "taken")
    (parcel,) = told["parcels"]
    assert (parcel["direction"], parcel["what"]) == ("there", "原件 2 份")
    assert parcel["arrived"]


def test_what_follows_a_certificate_begins_once(
    counter: Counter, caller: Caller
) -> None:
    make_ending_licence()
    counter.licence.letter("chief_approver")
    made = certificate_of(counter.licence.closed())
    valid_until(made, date(2026, 5, 9))
    at = f"/certificates/{made.number}/follow-ups"
    unsaid = caller.post(at, kind="change")
    assert problem(unsaid, 422, "change.unsaid")["field"] == "wish"
    begun = caller.post(at, kind="renewal")
    assert begun.status_code == 201, begun.content
    case = begun.json()
    assert case["state"] == "received"
    told = caller.get(f"/cases/{case['number']}/modes").json()["follows"]
    assert (told["kind"], told["earlier"]) == ("renewal", made.number)
    assert told["by_silence"] == "2026-05-09"
    problem(caller.post(at, kind="reissue", wish="遗失"), 409, "follow.open")
    nowhere = caller.post(
        "/certificates/430999-2026-999999-X/follow-ups", kind="renewal"
    )
    problem(nowhere, 404, "certificate.not-found")


@pytest.mark.parametrize(
    ("path", "scope"),
    [
        ("terminate", "case.terminate"),
        ("at-once", "case.at-once"),
        ("precedence", "case.green"),
        ("transfer", "case.transfer"),
        ("transfer/taken", "case.receive"),
    ],
)
def test_each_asks_for_its_own_scope(counter: Counter, path: str, scope: str) -> None:
    case = counter.received()
    user = counter.cast.user("machine")
    caller = Caller(make_token(user, ("case.view",)).secret)
    bodies = {
        "terminate": {"ground": "law", "reason": "x"},
        "at-once": {"receiver": "x", "signature": "x"},
        "precedence": {"reason": "elderly", "evidence": "x"},
        "transfer": {"identity": "x"},
    }
    answer = caller.post(of(case, f"/{path}"), **bodies.get(path, {}))
    assert answer.status_code == 403, answer.content
    assert scope in answer.content.decode()
