"""Every operation on cases with a body that is read, and the scope it needs."""

from typing import Any

from tests.factories.accounts import invented_id
from tests.factories.cases import day

HEARING = "/cases/{number}/hearing"


def application(**over: Any) -> dict[str, Any]:
    """What is posted to file a case."""
    given = {
        "item": "edu-selfexam-diploma",
        "answers": {"year": "after", "who": "self"},
        "applicant": {
            "name": "林知夏",
            "id_number": invented_id(88, day("1999-05-23")),
            "phone": "13900001234",
        },
    }
    return given | over


SCOPED = [
    ("get", "/cases", {}, "case.view"),
    ("get", "/cases/{number}", {}, "case.view"),
    ("post", "/cases", application(), "case.submit"),
    ("post", "/cases/{number}/receive", {}, "case.receive"),
    ("post", "/cases/{number}/papers/form", {"state": "verified"}, "case.check"),
    ("post", "/cases/{number}/notice", {}, "case.notify"),
    ("post", "/cases/{number}/accept", {}, "case.accept"),
    (
        "post",
        "/cases/{number}/decline",
        {"outcome": "not_accepted", "reason": "x"},
        "case.decline",
    ),
    ("post", "/cases/{number}/route", {"post": 1}, "case.route"),
    ("post", "/cases/{number}/decide", {"approve": True}, "case.decide"),
    ("post", "/cases/{number}/issue", {"how": "window", "receiver": "x"}, "case.issue"),
    ("post", "/cases/{number}/withdraw", {"reason": "x"}, "case.withdraw"),
    ("post", "/cases/{number}/supplement", {}, "case.supplement"),
    ("post", "/cases/{number}/lapse", {}, "case.lapse"),
    ("get", "/cases/{number}/opinions", {}, "case.view"),
    ("post", "/cases/{number}/opinions", {"questions": [{"post": 1}]}, "case.route"),
    (
        "post",
        "/cases/{number}/opinions/{opinion}/answer",
        {"agrees": True},
        "case.opine",
    ),
    (
        "post",
        "/cases/{number}/opinions/{opinion}/return",
        {"reason": "x"},
        "case.opine",
    ),
    (
        "post",
        "/cases/{number}/opinions/{opinion}/withdrawal",
        {"reason": "x"},
        "case.route",
    ),
    (
        "post",
        "/cases/{number}/suspend",
        {"ground": "expert", "days": 5},
        "case.suspend",
    ),
    ("post", "/cases/{number}/resume", {}, "case.suspend"),
    ("post", "/cases/{number}/extend", {"days": 5, "reason": "x"}, "case.extend"),
    (
        "post",
        "/cases/{number}/papers/form/tolerance",
        {"kind": "later"},
        "case.tolerate",
    ),
    (
        "post",
        "/cases/{number}/undertaking",
        {"signer": "x", "signed_as": "applicant", "signature": "M1 1"},
        "case.undertake",
    ),
    (
        "post",
        "/cases/{number}/promise",
        {
            "signer": "x",
            "signed_as": "applicant",
            "signature": "M1 1",
            "papers": ["form"],
        },
        "case.undertake",
    ),
    (
        "post",
        "/cases/{number}/papers/form/promise/withdrawal",
        {},
        "case.undertake",
    ),
    (
        "post",
        "/cases/{number}/papers/form/arrival",
        {"came_on": "2026-03-10", "how": "post"},
        "case.check",
    ),
    (
        "post",
        "/cases/{number}/papers/form/tolerance/decision",
        {"agree": True},
        "case.agree",
    ),
    ("get", "/cases/{number}/modes", {}, "case.view"),
    (
        "post",
        "/cases/{number}/terminate",
        {"ground": "died", "reason": "x"},
        "case.terminate",
    ),
    (
        "post",
        "/cases/{number}/at-once",
        {"receiver": "x", "signature": "M1 1"},
        "case.at-once",
    ),
    (
        "post",
        "/cases/{number}/precedence",
        {"reason": "disabled", "evidence": "x"},
        "case.green",
    ),
    (
        "post",
        "/cases/{number}/precedence/decision",
        {"grant": True},
        "case.green-decide",
    ),
    ("post", "/cases/{number}/transfer", {"identity": "x"}, "case.transfer"),
    ("post", "/cases/{number}/transfer/taken", {}, "case.receive"),
    ("post", "/cases/{number}/transfer/parcels", {"what": "x"}, "case.carry"),
    (
        "post",
        "/cases/{number}/transfer/parcels/{parcel}/arrival",
        {},
        "case.carry",
    ),
    ("get", HEARING, {}, "case.view"),
    ("post", HEARING, {"ground": "duty", "reason": "x"}, "hearing.tell"),
    ("post", f"{HEARING}/wish", {}, "hearing.apply"),
    ("post", f"{HEARING}/waiver", {}, "hearing.apply"),
    ("post", f"{HEARING}/cancellation", {}, "hearing.apply"),
    (
        "post",
        f"{HEARING}/call",
        {"held_at": "2026-03-20T09:00:00+08:00", "place": "x", "chair": 990001},
        "hearing.organise",
    ),
    ("post", f"{HEARING}/challenge", {"reason": "x"}, "hearing.apply"),
    (
        "post",
        f"{HEARING}/challenge/decision",
        {"uphold": True, "decision": "x"},
        "hearing.judge",
    ),
    ("post", f"{HEARING}/minutes", {"minutes": "x"}, "hearing.preside"),
    ("post", f"{HEARING}/signatures", {"party": 990001}, "hearing.preside"),
    ("post", f"{HEARING}/close", {}, "hearing.preside"),
]
