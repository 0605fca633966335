"""The whole life of a case over HTTP: with scopes, keys, versions and problem details."""

import json
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.cases.scopes import SCOPED, application
from tests.factories.accounts import invented_id, make_machine, make_token
from tests.factories.cases import NOW, Counter, day
from tests.factories.online import SIGNATURE
from yichuang.accounts.rules import Role
from yichuang.cases.models import Case
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.config.api import api

ALL = ("case.*", "person.*", "document.*")
keys = count(1)
Ask = Callable[..., Any]


class Caller:
    """A machine with a token; every POST carries a fresh key unless told."""

    def __init__(self, secret: str, language: str = "en") -> None:
        self.client = Client(
            headers={
                "authorization": f"Bearer {secret}",
                "accept-language": language,
            }
        )

    def post(self, path: str, key: str = "", **data: Any) -> Any:
        return self.client.post(
            f"/api/v1{path}",
            json.dumps(data),
            "application/json",
            headers={"idempotency-key": key or f"test-key-{next(keys)}"},
        )

    def get(self, path: str) -> Any:
        return self.client.get(f"/api/v1{path}")


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def caller(counter: Counter) -> Caller:
    counter.letter("machine")
    return Caller(make_token(counter.cast.user("machine"), ALL).secret)


def filed(caller: Caller, **over: Any) -> dict[str, Any]:
    answer = caller.post("/cases", **application(**over))
    assert answer.status_code == 201, answer.content
    case: dict[str, Any] = answer.json()
    return case


def moved(answer: Any, state: str) -> dict[str, Any]:
    assert answer.status_code == 200, answer.content
    case: dict[str, Any] = answer.json()
    assert case["state"] == state
    return case


def problem(answer: Any, status: int, code: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    told: dict[str, Any] = answer.json()
    assert told["code"] == code, told
    assert told["type"] == f"urn:yichuang:problem:{code}"
    assert told["status"] == status
    assert told["detail"]
    return told


PAPERS = ["form", "id-card", "register-form", "photo"]


def test_from_filing_to_the_certificate(caller: Caller) -> None:
    case = filed(caller)
    at = f"/cases/{case['number']}"
    assert case["state"] == "submitted"
    moved(caller.post(f"{at}/receive", version=case["version"]), "received")
    found = caller.post(
        f"{at}/papers/id-card", state="shared", source="公安人口库，一致"
    )
    moved(found, "received")
    accepted = moved(
        caller.post(f"{at}/accept", papers=["form", "register-form", "photo"]),
        "accepted",
    )
    assert accepted["promise_due"] == "2026-03-31"
    moved(caller.post(f"{at}/decide", approve=True), "approved")
    closed = moved(
        caller.post(
            f"{at}/issue", how="window", receiver="林知夏", signature=SIGNATURE
        ),
        "closed",
    )
    assert closed["outcome"] == "approved"
    told = caller.get(at).json()
    assert len(told["documents"]) == 3  # the receipt, the acceptance, the certificate
    assert len([row for row in told["promise_days"] if row["counted"]]) == 15
    assert told["moves"] == []


def not_there(caller: Caller, at: str) -> None:
    """What the hall fetches itself was looked for and is not in the register."""
    found = caller.post(
        f"{at}/papers/id-card",
        state="defective",
        fault="人口库查无此人",
        mend="请带户口簿来",
    )
    assert found.status_code == 200, found.content


def test_told_once_then_withdrawn(caller: Caller) -> None:
    at = f"/cases/{filed(caller)['number']}"
    problem(caller.post(f"{at}/notice"), 422, "notice.fetch-first")
    not_there(caller, at)
    moved(caller.post(f"{at}/notice"), "correction")
    told = problem(caller.post(f"{at}/withdraw", reason=" "), 422, "case.reason-unsaid")
    assert told["field"] == "reason"
    moved(caller.post(f"{at}/withdraw", reason="不办了"), "closed")


def test_told_handed_in_and_accepted(caller: Caller) -> None:
    at = f"/cases/{filed(caller)['number']}"
    not_there(caller, at)
    moved(caller.post(f"{at}/notice"), "correction")
    problem(caller.post(f"{at}/lapse"), 409, "case.not-lapsed")
    problem(caller.post(f"{at}/supplement"), 422, "papers.not-uploaded")
    for key in PAPERS:
        assert caller.post(f"{at}/papers/{key}", state="verified").status_code == 200
    moved(caller.post(f"{at}/supplement"), "received")
    moved(caller.post(f"{at}/accept"), "accepted")
    problem(caller.post(f"{at}/suspend", ground="busy", days=5), 422, "stop.no-ground")
    stopped = moved(caller.post(f"{at}/suspend", ground="expert", days=5), "suspended")
    assert stopped["promise_due"] == "2026-04-07"
    resumed = moved(caller.post(f"{at}/resume"), "accepted")
    assert resumed["promise_due"] == "2026-03-31"
    problem(caller.post(f"{at}/extend", days=5, reason="x"), 403, "permission.denied")


def test_a_paper_is_tolerated_by_two(caller: Caller, counter: Counter) -> None:
    number = filed(caller)["number"]
    at = f"/cases/{number}/papers/register-form/tolerance"
    problem(caller.post(at, kind="evidence"), 422, "tolerance.evidence-unsaid")
    problem(caller.post(at, kind="later"), 422, "tolerance.not-allowed")
    asked = caller.post(at, kind="evidence", whom="考试院", how="电话", answer="一致")
    assert asked.status_code == 200
    decided = f"{at}/decision"
    problem(caller.post(decided, agree=True), 409, "authority.own-request")
    other = make_machine(Role.APPROVER, hall_id=1)
    counter.cast._users["other"] = other
    counter.letter("other")
    second = Caller(make_token(other, ALL).secret)
    assert second.post(decided, agree=True).status_code == 200
    told = caller.get(f"/cases/{number}").json()
    paper = next(row for row in told["papers"] if row["key"] == "register-form")
    assert paper["state"] == "tolerated"


def test_not_competent_names_who_is(caller: Caller) -> None:
    at = f"/cases/{filed(caller)['number']}"
    given = {"outcome": "not_competent", "reason": "属省考试院"}
    told = problem(caller.post(f"{at}/decline", **given), 422, "case.competent-unsaid")
    assert told["field"] == "competent"
    closed = moved(
        caller.post(f"{at}/decline", **given, competent="省教育考试院"), "closed"
    )
    assert closed["outcome"] == "not_competent"


def test_routed_and_refused(caller: Caller, counter: Counter) -> None:
    case = filed(caller)
    at = f"/cases/{case['number']}"
    moved(caller.post(f"{at}/accept", papers=PAPERS), "accepted")
    post = counter.letter("approver").post_id
    moved(caller.post(f"{at}/route", post=post), "accepted")
    problem(caller.post(f"{at}/route", post=10**6), 422, "organisation.no-post")
    problem(caller.post(f"{at}/decide", approve=False), 422, "case.reason-unsaid")
    moved(caller.post(f"{at}/decide", approve=False, reason="查无考籍"), "refused")


def test_a_repeated_key_answers_the_same_and_does_nothing(caller: Caller) -> None:
    first = caller.post("/cases", key="same-key-1", **application())
    again = caller.post("/cases", key="same-key-1", **application())
    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert again["Idempotency-Replayed"] == "true"
    assert Case.objects.count() == 1
    problem(
        caller.post("/cases", key="same-key-1", **application(origin="x")),
        422,
        "idempotency.reused",
    )


def test_without_a_key_nothing_is_done(caller: Caller) -> None:
    answer = caller.client.post(
        "/api/v1/cases", json.dumps(application()), "application/json"
    )
    assert answer.status_code in {400, 422}
    assert not Case.objects.exists()


def test_a_version_that_is_not_the_last_is_a_conflict(caller: Caller) -> None:
    case = filed(caller)
    at = f"/cases/{case['number']}"
    moved(caller.post(f"{at}/receive", version=case["version"]), "received")
    told = problem(
        caller.post(f"{at}/accept", version=case["version"], papers=PAPERS),
        409,
        "case.moved-on",
    )
    assert case["number"] in told["detail"]
    assert told["remedy"]


def test_a_move_that_is_not_possible_now(caller: Caller) -> None:
    at = f"/cases/{filed(caller)['number']}"
    told = problem(caller.post(f"{at}/decide", approve=True), 409, "move.not-allowed")
    assert told["remedy"]
    moved(caller.post(f"{at}/accept", papers=PAPERS), "accepted")
    problem(caller.post(f"{at}/receive"), 409, "move.not-allowed")


@pytest.mark.parametrize(
    ("language", "says"), [("en", "There is no such case."), ("zh-hans", "没有")]
)
def test_another_hall_s_case_is_not_there(
    caller: Caller, language: str, says: str
) -> None:
    case = filed(caller)
    elsewhere = make_machine(Role.CLERK, Role.CHIEF_APPROVER, hall_id=2)
    stranger = Caller(make_token(elsewhere, ALL).secret, language)
    at = f"/cases/{case['number']}"
    told = problem(stranger.get(at), 404, "case.not-found")
    assert says in told["detail"]
    assert told["remedy"]
    for path, data in (
        ("receive", {}),
        ("accept", {}),
        ("notice", {}),
        ("papers/form", {"state": "verified"}),
        ("decide", {"approve": True}),
        ("withdraw", {"reason": "x"}),
    ):
        problem(stranger.post(f"{at}/{path}", **data), 404, "case.not-found")
    assert stranger.get("/cases").json() == []


@pytest.mark.parametrize(("method", "path", "data", "scope"), SCOPED)
def test_every_operation_needs_its_scope(
    counter: Counter, method: str, path: str, data: dict[str, Any], scope: str
) -> None:
    others = tuple(row[3] for row in SCOPED if row[3] != scope)
    poor = Caller(make_token(counter.cast.user("machine"), others).secret)
    path = path.format(number=counter.received().number, opinion=1, parcel=1)
    answer = poor.get(path) if method == "get" else poor.post(path, **data)
    assert scope in problem(answer, 403, "scope.missing")["detail"]


def test_the_list_above_is_complete() -> None:
    described = {
        (method, path.removeprefix("/api/v1"))
        for path, methods in api.get_openapi_schema(path_prefix="/api/v1")[
            "paths"
        ].items()
        for method in methods
        if path.startswith("/api/v1/cases")
    }
    listed = {
        (method, path.replace("papers/form", "papers/{key}"))
        for method, path, _data, _scope in SCOPED
    }
    assert described == listed


def test_a_wrong_token_is_no_token(counter: Counter) -> None:
    assert Caller("nobody").get("/cases").status_code == 401


def test_every_wrong_field_is_named(caller: Caller) -> None:
    answer = caller.post(
        "/cases", item="edu-selfexam-diploma", delivery="pigeon", answers=[], papers="x"
    )
    assert answer.status_code == 422
    fields = {row["field"] for row in answer.json()["errors"]}
    assert fields == {"delivery", "answers", "papers"}


@pytest.mark.parametrize(
    ("over", "code", "field"),
    [
        ({"item": "nothing"}, "item.not-published", "item"),
        ({"applicant": None}, "case.no-applicant", "applicant"),
        ({"answers": {"year": "1899"}}, "answers.unknown", "year"),
        (
            {"applicant": {"name": "林知夏", "id_number": "430999199905230011"}},
            None,
            "id_number",
        ),
        ({"entity": {"name": "店", "uscc": "91430999000000001"}}, None, "uscc"),
    ],
)
def test_what_cannot_be_filed_says_why_and_leaves_nothing(
    caller: Caller, over: dict[str, Any], code: str | None, field: str
) -> None:
    answer = caller.post("/cases", **application(**over))
    assert answer.status_code in {404, 409, 422}, answer.content
    told = answer.json()
    assert code in {None, told["code"]}
    assert field in {told["field"], told["field"].rpartition(".")[2], "item"}
    assert not Case.objects.exists()


def test_a_paper_that_is_not_asked_for(caller: Caller) -> None:
    at = f"/cases/{filed(caller)['number']}"
    for key in ("hukou", "newspaper"):
        problem(
            caller.post(f"{at}/papers/{key}", state="verified"), 422, "paper.not-asked"
        )
    problem(caller.post(f"{at}/accept", papers=["hukou"]), 422, "paper.not-asked")
    answer = caller.post("/cases", **application(papers=["form", "hukou"]))
    problem(answer, 422, "paper.not-asked")


def test_an_unknown_state_is_an_error_not_everything(caller: Caller) -> None:
    filed(caller)
    assert len(caller.get("/cases?state=submitted").json()) == 1
    assert caller.get("/cases?state=accepted").json() == []
    for state in ("nonsense", "draft"):
        answer = caller.get(f"/cases?state={state}")
        assert answer.status_code == 422
        assert answer.json()["field"] == "state"


def test_numbers_are_masked_and_html_is_text(caller: Caller) -> None:
    case = filed(caller, origin="<script>alert(1)</script>")
    told = caller.get(f"/cases/{case['number']}")
    assert invented_id(88, day("1999-05-23")) not in told.content.decode()
    assert Case.objects.get().state == CaseState.SUBMITTED


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"agnet": {"name": "胡秀兰"}}, "agnet"),
        ({"applicant": {**application()["applicant"], "gender": "f"}}, "gender"),
    ],
)
def test_a_name_nobody_knows_is_refused(
    caller: Caller, over: dict[str, Any], field: str
) -> None:
    answer = caller.post("/cases", **application(**over))
    assert answer.status_code == 422
    assert answer.json()["code"] == "input.extra-forbidden"
    assert answer.json()["field"].endswith(field)
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    "over",
    [{"address": "a\0b"}, {"answers": {"who": "self\0"}}, {"papers": ["form\0"]}],
)
def test_no_text_holds_a_nul(caller: Caller, over: dict[str, Any]) -> None:
    answer = caller.post("/cases", **application(**over))
    assert answer.status_code == 422
    assert answer.json()["field"].startswith(next(iter(over)))


def test_an_origin_that_is_kept_for_bundles_is_refused(caller: Caller) -> None:
    answer = caller.post("/cases", **application(origin="bundle:2026-1"))
    assert answer.status_code == 422
    problem = answer.json()
    assert problem["code"] == "case.origin-kept"
    assert "origin" in answer.content.decode()
    assert filed(caller, origin="province:77")["number"]
