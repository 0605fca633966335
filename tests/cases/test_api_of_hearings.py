"""A hearing over HTTP (行政许可法 art. 46 to 48): from being told to the signed minutes."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine

from tests.cases.test_api import Caller, problem
from tests.cases.test_hearing import ASKED, CALLED, HELD, MINUTES, TOLD, Room
from tests.factories.accounts import make_machine, make_token
from tests.factories.cases import Counter
from tests.factories.online import SIGNATURE
from yichuang.accounts.rules import Role
from yichuang.documents.models import Document

SCOPES = ("case.*", "hearing.*", "document.*")


@pytest.fixture
def room(counter: Counter) -> Room:
    return Room(counter)


@pytest.fixture
def caller(counter: Counter) -> Callable[..., Caller]:
    """A program with these roles, asking as often as it likes."""

    def make(*roles: Role, scopes: tuple[str, ...] = SCOPES) -> Caller:
        name = "-".join(sorted(role.value for role in roles))
        return Caller(make_token(make_machine(*roles, name=name), scopes).secret)

    return make


@pytest.fixture
def reviews(caller: Callable[..., Caller]) -> Caller:
    return caller(Role.APPROVER, Role.CLERK)


@pytest.fixture
def heads(caller: Callable[..., Caller]) -> Caller:
    return caller(Role.DEPARTMENT_HEAD)


def test_told_and_asked_for(room: Room, reviews: Caller) -> None:
    at = f"/cases/{room.case.number}/hearing"
    said = {"ground": "interest", "reason": "拟不予许可"}
    with time_machine.travel(TOLD, tick=False):
        problem(reviews.get(at), 409, "hearing.none")
        told = reviews.post(at, **said, interested=["周大顺"])
        assert told.status_code == 201, told.content
        assert told.json()["apply_due"] == "2026-03-17"
        assert [row["name"] for row in told.json()["parties"]] == ["林知夏", "周大顺"]
        problem(reviews.post(at, **said), 409, "hearing.stands")
    with time_machine.travel(ASKED, tick=False):
        seen = room.fresh().version
        asked = reviews.post(f"{at}/wish", wish="有新证据", version=seen)
        assert asked.json()["state"] == "applied"
        # The clock stands still now: the case went on, and its reader is told.
        assert asked.json()["version"] == room.fresh().version > seen
        problem(reviews.post(f"{at}/cancellation", version=seen), 409, "case.moved-on")


def test_called_and_its_chair_challenged(
    room: Room, reviews: Caller, heads: Caller
) -> None:
    room.asked()
    at = f"/cases/{room.case.number}/hearing"
    chair = room.counter.cast.user("department_head").pk
    call: dict[str, Any] = {
        "held_at": HELD.isoformat(),
        "place": "三楼听证室",
        "chair": chair,
    }
    with time_machine.travel(CALLED, tick=False):
        soon = reviews.post(f"{at}/call", **call | {"held_at": CALLED.isoformat()})
        assert problem(soon, 422, "hearing.notice-short")["field"] == "held_at"
        called = reviews.post(f"{at}/call", **call).json()
        assert (called["state"], called["chair"]) == ("scheduled", "邓远")
        assert called["public"] is True
        doubted = reviews.post(f"{at}/challenge", reason="是房东的哥哥")
        assert doubted.json()["challenged"] is True
        kept = heads.post(f"{at}/challenge/decision", uphold=False, decision="没有关系")
        assert kept.json()["challenged"] is False


def test_who_does_not_preside_neither_writes_nor_closes(
    room: Room, reviews: Caller, heads: Caller
) -> None:
    room.called()
    at = f"/cases/{room.case.number}/hearing"
    with time_machine.travel(HELD, tick=False):
        alien = heads.post(f"{at}/minutes", minutes=MINUTES)
        problem(alien, 409, "hearing.not-presiding")
        room.record()
        (party,) = reviews.get(at).json()["parties"]
        signed = heads.post(f"{at}/signatures", party=party["id"], signature=SIGNATURE)
        assert signed.json()["parties"][0]["signed"] is True
        problem(heads.post(f"{at}/close"), 409, "hearing.not-presiding")
        room.close()
        over = reviews.get(at).json()
    assert over["state"] == "closed"
    assert Document.objects.filter(number=over["minutes_document"]).exists()


def test_told_once_whatever_the_network_does(
    room: Room, caller: Callable[..., Caller]
) -> None:
    reviews = caller(Role.APPROVER)
    at = f"/cases/{room.case.number}/hearing"
    with time_machine.travel(TOLD, tick=False):
        first, second = (
            reviews.post(at, key="told-once", ground="interest", reason="拟不予许可")
            for _try in range(2)
        )
    assert first.content == second.content
    assert second["Idempotency-Replayed"] == "true"
    assert Document.objects.filter(kind="hearing_right").count() == 1


def test_none_is_wanted(room: Room, caller: Callable[..., Caller]) -> None:
    room.told()
    with time_machine.travel(ASKED, tick=False):
        done = caller(Role.CLERK).post(f"/cases/{room.case.number}/hearing/waiver")
    assert done.json()["state"] == "waived"


@pytest.mark.parametrize(
    ("path", "scope"),
    [
        ("wish", "hearing.apply"),
        ("close", "hearing.preside"),
        ("waiver", "hearing.apply"),
    ],
)
def test_each_asks_for_its_own_scope(
    room: Room, caller: Callable[..., Caller], path: str, scope: str
) -> None:
    room.told()
    reader = caller(Role.CLERK, Role.DEPARTMENT_HEAD, scopes=("case.view",))
    answer = reader.post(f"/cases/{room.case.number}/hearing/{path}")
    assert answer.status_code == 403, answer.content
    assert scope in answer.content.decode()
