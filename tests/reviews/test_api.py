"""Other systems hand reviews in: by the link's token, or by case number with a scope."""

from typing import Any

from django.http import HttpResponse

from tests.cast import Cast
from tests.factories import reviews as make
from yichuang.organisation.models import Hall
from yichuang.reviews.models import Review

ADDRESS = "/api/v1/reviews"


def hand_in(cast: Cast, key: str = "key-00001", **body: Any) -> HttpResponse:
    answer: HttpResponse = cast.client("machine").post(  # type: ignore[assignment]
        ADDRESS, body, "application/json", headers={"idempotency-key": key}
    )
    return answer


def test_by_token(hall: Hall, cast: Cast) -> None:
    invitation = make.make_invitation(cast)
    answer = hand_in(cast, token=invitation.token, level=4, tags=["411"])
    assert answer.status_code == 201
    told = answer.json()  # type: ignore[attr-defined]
    assert (told["level"], told["counted"], told["channel"]) == (4, True, "machine")


def test_by_number_once_whatever_is_sent(hall: Hall, cast: Cast) -> None:
    case = make.make_finished(cast)
    for key in ("key-00001", "key-00001", "key-00002"):
        answer = hand_in(cast, key, case=case.number, level=5)
        assert answer.status_code == 201
    assert Review.objects.count() == 1


def test_what_a_system_made_up_is_not_counted(hall: Hall, cast: Cast) -> None:
    case = make.make_finished(cast)
    answer = hand_in(cast, case=case.number, level=5, kind="default")
    assert answer.json()["counted"] is False  # type: ignore[attr-defined]


def test_what_is_wrong_is_named(hall: Hall, cast: Cast) -> None:
    case = make.make_finished(cast)
    for body, status in (
        ({"case": case.number, "level": 9}, 422),
        ({"case": case.number, "level": 5, "tags": ["115"]}, 422),
        ({"level": 5}, 422),
        ({"token": "x" * 24, "level": 5}, 404),
        ({"case": "4309992101202603100000ZZ", "level": 5}, 404),
        ({"case": case.number, "level": 5, "kind": "bought"}, 422),
    ):
        answer = hand_in(cast, **body)
        assert answer.status_code == status, body
        assert answer["Content-Type"] == "application/problem+json"
    assert not Review.objects.exists()


def test_without_a_token_nobody_hands_in(hall: Hall, cast: Cast) -> None:
    answer = cast.client("stranger").post(ADDRESS, {}, "application/json")
    assert answer.status_code == 401
