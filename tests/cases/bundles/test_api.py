"""Other systems read what a situation needs, file it once, and follow it."""

from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.cast import Cast
from tests.factories import bundles as make
from tests.factories.accounts import NOW, invented_id, make_token
from yichuang.cases.models import BundleCase, Case

pytestmark = pytest.mark.django_db


SCOPES = ("case.*", "person.*", "document.*")


def machine(cast: Cast) -> Client:
    """Another system, with a token that may enter people."""
    secret = make_token(cast.user("machine"), SCOPES).secret
    return Client(headers={"authorization": f"Bearer {secret}"})


def post(
    cast: Cast, path: str, data: dict[str, Any], key: str = "bundle-key-0001"
) -> Any:
    return machine(cast).post(
        f"/api/v1{path}",
        data,
        content_type="application/json",
        headers={"idempotency-key": key},
    )


def body(**over: Any) -> dict[str, Any]:
    given = {
        "bundle": make.RESTAURANT,
        "answers": make.FRESH,
        "told": {"register-family": "one", "food-online": "no"},
        "form": make.FORM,
        "applicant": {"name": "刘春花", "id_number": invented_id(77)},
    }
    return given | over


@time_machine.travel(NOW, tick=False)
def test_read_file_and_follow(cast: Cast) -> None:
    make.make_offices()
    read = post(cast, f"/bundles/{make.RESTAURANT}/situation", {"answers": make.FRESH})
    assert read.status_code == 200, read.content
    plan = read.json()
    assert [part["key"] for part in plan["parts"]] == [
        "register",
        "food",
        "sign",
        "fire",
        "tobacco",
    ]
    assert {q["key"] for q in plan["questions"]} == {"register-family", "food-online"}
    filed = [post(cast, "/bundle-cases", body()) for _ in range(2)]
    assert [answer.status_code for answer in filed] == [201, 201], filed[0].content
    assert filed[0].json() == filed[1].json()
    assert BundleCase.objects.count() == 1
    assert Case.objects.count() == 5
    number = filed[0].json()["number"]
    seen = machine(cast).get(f"/api/v1/bundle-cases/{number}").json()
    waits = {child["key"]: child["waits_for"] for child in seen["children"]}
    assert waits["food"] == ["register"]
    assert (seen["done"], seen["count"]) == (0, 5)


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"answers": {"licence": "no"}}, "small"),
        ({"answers": {"licence": "vielleicht"}}, "licence"),
        ({"form": make.FORM | {"premises": " "}}, "premises"),
        ({"form": make.FORM | {"area": "viel"}}, "area"),
        ({"told": {}}, "register-family"),
        ({"applicant": None}, "applicant"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(
    cast: Cast, over: dict[str, Any], field: str
) -> None:
    make.make_offices()
    answer = post(cast, "/bundle-cases", body(**over))
    assert answer.status_code in {409, 422}
    assert field in answer.content.decode()
    assert (BundleCase.objects.count(), Case.objects.count()) == (0, 0)


def test_an_unknown_bundle_is_not_found(cast: Cast) -> None:
    make.make_offices()
    assert post(cast, "/bundles/open-a-zoo/situation", {}).status_code in {404, 422}
