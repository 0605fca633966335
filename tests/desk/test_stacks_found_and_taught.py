"""Any page by one field, and what the robot learnt: measured, switched on, and back."""

from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.desk.browse import text
from tests.factories import papers as make
from tests.factories.accounts import COLLEAGUE, NOW
from yichuang.materials.models import Classifier, Sample, Stack
from yichuang.organisation.models import Hall

LOCATE = "/desk/stacks/locate/"
TRAINING = "/desk/stacks/training/"


@pytest.fixture
def stack(hall: Hall, settings: Any, tmp_path: Any) -> Stack:
    settings.YICHUANG_FILES = tmp_path
    return make.make_sorted()


@pytest.fixture
def manager(hall: Hall, cast: Cast) -> Client:
    return cast.client("item_manager")


def measured(n: int, decided: int, right: int) -> dict[str, Any]:
    return {
        "n": n,
        "decided": decided,
        "right": right,
        "strangers": 0,
        "taken": 0,
        "per_class": {"diploma": [n, decided, right]},
    }


def make_version(version: int, right: int = 58, **over: Any) -> Classifier:
    own, used = measured(60, 59, right), measured(60, 57, 56)
    given: dict[str, Any] = {
        "hall_id": 1,
        "version": version,
        "weights": {},
        "measured": {"own": own, "in_use": used},
        "samples": 240,
        "trained_at": NOW,
        "trained_by": COLLEAGUE,
        "by_name": "易文",
    }
    return Classifier.objects.create(**given | over)


def test_a_page_opens_at_the_words(stack: Stack, cast: Cast) -> None:
    page = text(cast.client("approver").get(LOCATE, {"q": "姓名 林知夏"}))
    assert "林知夏" in page
    assert f"/desk/stacks/{stack.key}/sort/?page=1" in page
    assert 'class="st-box on"' in page


def test_the_search_of_the_bar_leads_to_the_pages(stack: Stack, cast: Cast) -> None:
    page = text(cast.client("clerk").get("/desk/search/", {"q": "林知夏"}))
    assert f"{LOCATE}?q=%E6%9E%97" in page


def test_nothing_found_says_what_helps(stack: Stack, cast: Cast) -> None:
    page = text(cast.client("clerk").get(LOCATE, {"q": "查无此人"}))
    assert "没有哪一页有这些字" in page


def test_too_much_is_refused_at_the_field(stack: Stack, cast: Cast) -> None:
    answer = cast.client("clerk").get(LOCATE, {"q": "长" * 300})
    assert answer.status_code == 422
    assert 'aria-describedby="f-page-error"' in text(answer)


def test_marks_in_what_is_asked_stay_text(stack: Stack, cast: Cast) -> None:
    page = text(cast.client("clerk").get(LOCATE, {"q": "<b>x</b>"}))
    assert "<b>x</b>" not in page


def test_another_hall_finds_nothing_here(stack: Stack, cast: Cast) -> None:
    page = text(cast.client("clerk_elsewhere").get(LOCATE, {"q": "林知夏"}))
    assert "/sort/" not in page


def test_confirmations_are_counted_by_class(manager: Client) -> None:
    for number in range(3):
        Sample.objects.create(
            hall_id=1,
            page_key=f"{number:032}",
            stack_key="s",
            kind="diploma",
            features={},
            at=NOW,
        )
    page = text(manager.get(TRAINING))
    assert "毕业证书" in page
    assert "在用出厂版本" in page


def test_too_few_confirmations_are_told(manager: Client) -> None:
    answer = manager.post(f"{TRAINING}train/")
    assert answer.status_code == 409
    assert not Classifier.objects.exists()


def test_a_version_stands_beside_the_one_in_use(manager: Client) -> None:
    make_version(1)
    page = text(manager.get(TRAINING))
    assert "58 / 59" in page
    assert "56 / 57" in page
    assert "1 / 60" in page


def test_more_wrong_pages_are_never_called_better(manager: Client) -> None:
    make_version(1, right=57)
    assert "判错的比在用的多" in text(manager.get(TRAINING))


def test_switched_on_and_back(manager: Client) -> None:
    made = make_version(1)
    manager.post(f"{TRAINING}switch/", {"version": "1"})
    made.refresh_from_db()
    assert made.on
    manager.post(f"{TRAINING}switch/", {"version": "0"})
    made.refresh_from_db()
    assert not made.on


def test_a_version_nobody_made_is_not_switched_on(manager: Client) -> None:
    answer = manager.post(f"{TRAINING}switch/", {"version": "9"})
    assert answer.status_code == 404


def test_who_trains_sees_no_papers(manager: Client, stack: Stack) -> None:
    assert manager.get(f"/desk/stacks/{stack.key}/").status_code == 404
    assert manager.get("/desk/stacks/").status_code == 404
    assert "机器人学到的" in text(manager.get("/desk/"))
