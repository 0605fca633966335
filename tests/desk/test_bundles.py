"""Several matters as one at the counter: received once, followed together, answered."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.cast import Cast
from tests.factories import bundles as make
from tests.factories.accounts import NOW, invented_id
from tests.portal.reading import main_of, whole, words
from yichuang.cases.models import BundleCase, Case

pytestmark = pytest.mark.django_db
RECEIVE = f"/desk/receive/bundles/{make.RESTAURANT}/"


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


@pytest.fixture
def now() -> Iterator[datetime]:
    with time_machine.travel(NOW, tick=False):
        yield NOW


@pytest.fixture
def clerk(now: datetime, cast: Cast) -> Client:
    make.make_offices()
    return cast.client("clerk")


def filled(page: Any, **over: Any) -> dict[str, Any]:
    """The page of receiving as a clerk sends it."""
    token = re.search(r'name="token" value="([^"]+)"', whole(page))
    assert token
    given = {
        "token": token[1],
        **{f"q-{key}": value for key, value in make.FRESH.items()},
        "q-register-family": "one",
        "q-food-online": "no",
        **{f"c-{key}": value for key, value in make.FORM.items()},
        "who": "person",
        "person_id_kind": "resident",
        "person_id_number": invented_id(77),
        "person_name": "刘春花",
        "delivery": "window",
    }
    return given | over


def test_the_clerk_receives_all_of_it_on_one_page(clerk: Client) -> None:
    page = clerk.get(RECEIVE)
    assert page.status_code == 200
    looked = clerk.post(RECEIVE, filled(page, look="1"))
    assert "经营场所" in words(looked)
    papers = re.findall(r'name="papers" value="([^"]+)"', main_of(looked))
    assert len(papers) == len(set(papers))
    sent = filled(page, papers=papers)
    answers = [clerk.post(RECEIVE, sent) for _ in range(2)]  # a double click
    assert {answer.status_code for answer in answers} == {302}
    bundle = BundleCase.objects.get()
    assert answers[0]["location"] == f"/desk/bundles/{bundle.number}/"
    assert Case.objects.filter(state="received").count() == 5
    lease = make.case_of(bundle, "fire").papers.get(key="premises")
    assert lease.state == "present"
    shown = clerk.get(answers[0]["location"])
    assert "办好 0" in words(shown)
    assert "刘春花" in words(clerk.get("/desk/bundles/"))


def test_what_is_missing_is_said_at_its_field(clerk: Client) -> None:
    page = clerk.get(RECEIVE)
    answer = clerk.post(RECEIVE, filled(page, **{"c-premises": "", "c-area": "大"}))
    assert answer.status_code == 422
    text = words(answer)
    assert "“经营场所”没有填" in text
    assert "整数" in text
    assert Case.objects.count() == 0


def test_a_case_shows_whom_it_waits_for(clerk: Client, cast: Cast) -> None:
    bundle = make.make_submitted(cast)
    food = make.case_of(bundle, "food")
    page = clerk.get(f"/desk/cases/{food.number}/")
    assert "要等" in whole(page)
    assert make.FORM["name"] in whole(page)
    register = make.case_of(bundle, "register")
    assert "食品经营许可" in whole(clerk.get(f"/desk/cases/{register.number}/"))


def test_what_the_bank_answered_is_entered(now: datetime, cast: Cast) -> None:
    make.make_offices("biz-start")
    make.authorise_everywhere(cast)
    bundle = make.make_submitted(
        cast, bundle_key="biz-start", answers={"staff": "no", "bank": "yes"}
    )
    clerk = cast.client("clerk")
    page = f"/desk/bundles/{bundle.number}/answer/bank/"
    early = clerk.post(page, {"done": "yes", "answer": "已开户"})
    assert early.status_code == 422
    assert "公章刻制" in words(early)
    for key in ("register", "seals"):
        make.accept(cast, bundle, key)
        make.grant(cast, bundle, key)
        make.listeners()
    assert clerk.post(page, {"done": "yes", "answer": ""}).status_code == 422
    assert clerk.post(page, {"done": "yes", "answer": "已开户"}).status_code == 302
    assert bundle.children.get(key="bank").state == "result"


def test_the_head_extends_once(clerk: Client, cast: Cast) -> None:
    bundle = make.make_submitted(cast)
    make.accept(cast, bundle, "fire")
    make.listeners()
    head = cast.client("department_head")
    page = f"/desk/bundles/{bundle.number}/extend/"
    assert clerk.get(page).status_code == 404
    wrong = head.post(page, {"days": "15", "head": "", "reason": "工期长"})
    assert wrong.status_code == 422
    good = head.post(page, {"days": "15", "head": "县长 李明", "reason": "工期长"})
    assert good.status_code == 302
    assert (
        head.post(page, {"days": "1", "head": "县长", "reason": "x"}).status_code == 422
    )


def test_other_halls_and_strangers_find_nothing(clerk: Client, cast: Cast) -> None:
    bundle = make.make_submitted(cast)
    page = f"/desk/bundles/{bundle.number}/"
    assert cast.client("clerk_elsewhere").get(page).status_code == 404
    assert cast.client("citizen").get(page).status_code == 404
