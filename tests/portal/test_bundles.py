"""Opening a restaurant online: one form, each paper once, submitted once, followed as one."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from tests.cast import Cast
from tests.factories import bundles as make
from tests.factories.accounts import NOW
from tests.factories.online import photo
from tests.portal.reading import heading, main_of, whole, words
from yichuang.cases.models import BundleCase, Case
from yichuang.cases.rules.lifecycle import Outcome
from yichuang.cases.rules.papers import PaperState
from yichuang.cases.services import notices, papers
from yichuang.materials.models import StoredFile

pytestmark = pytest.mark.django_db
PAGE = f"/bundles/{make.RESTAURANT}/"


@pytest.fixture
def offices(now: datetime) -> None:
    make.make_offices()


@pytest.fixture
def citizen(offices: None, cast: Cast) -> Client:
    return cast.client("citizen")


def test_the_page_asks_and_shows_what_it_comes_to(
    offices: None, client: Client
) -> None:
    asked = client.get(PAGE)
    assert "餐馆" in heading(asked)
    shown = client.get(PAGE, make.FRESH)
    text = words(shown)
    assert "5 个事项" in text
    assert "营业执照" in text
    assert shown.content.count(b"<svg") >= 1
    assert f"{PAGE}apply/?" in main_of(shown)


@pytest.mark.parametrize(
    ("moment", "first_day"),
    [
        (datetime(2026, 3, 10, 2, tzinfo=UTC), "3月10日"),  # Tuesday, 10:00
        (datetime(2026, 3, 10, 12, tzinfo=UTC), "3月11日"),  # Tuesday, after closing
        (datetime(2026, 3, 14, 2, tzinfo=UTC), "3月16日"),  # Saturday
    ],
)
def test_the_promise_shown_before_filing_is_the_one_given_after_it(
    offices: None, cast: Cast, moment: datetime, first_day: str
) -> None:
    with time_machine.travel(moment, tick=False):
        citizen = cast.client("citizen")
        shown = words(citizen.get(PAGE, make.FRESH))
        assert first_day in shown.partition("时间怎么算的")[2].partition("→")[0]
        before = re.search(r"承诺 (\S+?日)", shown)
        address = begin(citizen)
        citizen.post(f"{address}form/", {**make.FORM, **ANSWERS})
        boxes = re.findall(
            r'action="([^"]*/papers/[^"]+/)"', main_of(citizen.get(f"{address}papers/"))
        )
        for box in dict.fromkeys(boxes):
            citizen.post(box, {"file": photo()})
        citizen.post(f"{address}delivery/", {"way": "window"})
        citizen.post(f"{address}submit/")
        after = re.search(r"承诺 (\S+?日)", words(citizen.get(f"{address}done/")))
    assert before
    assert after
    assert before[1] == after[1]


def test_answers_half_given_are_asked_for(offices: None, client: Client) -> None:
    shown = client.get(PAGE, {"licence": "no"})
    assert shown.status_code == 200
    assert "还没有回答" in words(shown)


def test_signing_in_comes_first(offices: None, client: Client) -> None:
    answer = client.get(f"{PAGE}apply/", make.FRESH)
    assert answer.status_code == 302
    assert "/sign-in/" in answer["location"]


def begin(citizen: Client) -> str:
    """The address of a draft begun by form."""
    query = "&".join(f"{key}={value}" for key, value in make.FRESH.items())
    page = citizen.get(f"{PAGE}apply/?{query}")
    key = re.search(r'name="form_key" value="([^"]+)"', whole(page))
    assert key
    sent = {"role": "self", "consent": "on", "form_key": key[1]}
    first = citizen.post(f"{PAGE}apply/?{query}", sent)
    again = citizen.post(f"{PAGE}apply/?{query}", sent)
    assert first.status_code == again.status_code == 302
    assert first["location"] == again["location"]
    assert BundleCase.objects.count() == 1
    return str(first["location"]).removesuffix("form/")


ANSWERS = {"register-family": "one", "food-online": "no"}


def test_a_missing_cell_is_named_once_and_what_was_typed_is_kept(
    citizen: Client,
) -> None:
    address = begin(citizen)
    form = {**make.FORM, **ANSWERS, "premises": ""}
    answer = citizen.post(f"{address}form/", form)
    assert answer.status_code == 422
    assert whole(answer).count("“经营场所”没有填") >= 1
    assert len(re.findall(r'id="id_premises[^"]*error', whole(answer))) <= 1
    again = citizen.get(f"{address}form/")
    assert make.FORM["name"] in whole(again)


def test_from_the_form_to_one_number(citizen: Client, cast: Cast) -> None:
    address = begin(citizen)
    answer = citizen.post(f"{address}form/", {**make.FORM, **ANSWERS})
    assert answer["location"] == f"{address}papers/"
    page = citizen.get(f"{address}papers/")
    assert "5 份申请表" in words(page)
    boxes = re.findall(r'action="([^"]*/papers/[^"]+/)"', main_of(page))
    for box in dict.fromkeys(boxes):
        assert citizen.post(box, {"file": photo()}).status_code == 302
    citizen.post(f"{address}delivery/", {"way": "window"})
    checked = citizen.get(f"{address}check/")
    assert make.FORM["premises"] in words(checked)
    for _ in range(2):  # a double click
        sent = citizen.post(f"{address}submit/")
        assert sent["location"] == f"{address}done/"
    assert Case.objects.count() == 5
    assert BundleCase.objects.get().children.count() == 5
    done = citizen.get(f"{address}done/")
    assert BundleCase.objects.get().query_code in words(done)
    followed = citizen.get(address)
    assert "5 个事项，办好 0 个" in words(followed)
    stored = StoredFile.objects.count()
    assert stored == 1  # the same picture everywhere is kept once


def test_stopped_half_way_it_goes_on_where_it_was(citizen: Client) -> None:
    address = begin(citizen)
    assert citizen.get(address)["location"] == f"{address}form/"
    citizen.post(f"{address}form/", {**make.FORM, **ANSWERS, "later": "1"})
    assert citizen.get(address)["location"] == f"{address}papers/"
    assert "我要开餐馆" in words(citizen.get("/my/"))


def test_without_papers_it_is_not_submitted(citizen: Client) -> None:
    address = begin(citizen)
    citizen.post(f"{address}form/", {**make.FORM, **ANSWERS})
    answer = citizen.post(f"{address}submit/")
    assert answer["location"] == f"{address}papers/"
    assert Case.objects.count() == 0


def test_one_list_of_what_all_offices_miss(citizen: Client, cast: Cast) -> None:
    """Two notices of two offices name the lease; it is handed in once (art. 32(4))."""
    bundle = make.make_submitted(cast)
    for key in ("sign", "fire"):
        case = make.case_of(bundle, key)
        make.settle_papers(cast, case)
        fault = papers.Finding(PaperState.DEFECTIVE, fault="缺第二页", mend="补全")
        papers.check(case, "premises", fault, by=cast.actor("clerk"), at=case.begun_at)
        notices.notify(case, by=cast.actor("clerk"), at=case.begun_at)
    address = f"/my/bundles/{bundle.number}/"
    page = citizen.get(address)
    assert "轮到您了" in words(page)
    assert main_of(page).count("缺第二页") == 1
    (box,) = set(re.findall(r'action="([^"]*/papers/[^"]+/)"', main_of(page)))
    assert citizen.post(box, {"file": photo()}).status_code == 302
    citizen.post(f"{address}answer/")
    assert {make.case_of(bundle, key).state for key in ("sign", "fire")} == {"received"}


def test_a_part_is_taken_back_and_the_rest_goes_on(citizen: Client, cast: Cast) -> None:
    bundle = make.make_submitted(cast)
    address = f"/my/bundles/{bundle.number}/"
    assert citizen.get(f"{address}withdraw/").status_code == 200
    gone = {"parts": ["tobacco"], "reason": "not-needed", "words": ""}
    assert citizen.post(f"{address}withdraw/", gone).status_code == 302
    outcomes = {row.key: row.case.outcome for row in bundle.children.all()}  # type: ignore[union-attr]
    assert outcomes.pop("tobacco") == "withdrawn"
    assert set(outcomes.values()) == {""}


def test_whoever_has_number_and_code_follows_it_masked(
    offices: None, client: Client, cast: Cast
) -> None:
    bundle = make.make_submitted(cast)
    seen = client.get("/track/", {"number": bundle.number, "code": bundle.query_code})
    assert "食品经营许可" in words(seen)
    assert "林知夏" not in words(seen)
    wrong = client.get("/track/", {"number": bundle.number, "code": "AAAAAAAAAA"})
    assert wrong.status_code == 422


def test_strangers_find_nothing(offices: None, cast: Cast) -> None:
    bundle = make.make_submitted(cast)
    for page in ("", "papers/", "form/", "done/", "withdraw/"):
        answer = cast.client("other_citizen").get(f"/my/bundles/{bundle.number}/{page}")
        assert answer.status_code == 404


def test_what_was_refused_has_ended_but_is_not_called_done(
    citizen: Client, cast: Cast
) -> None:
    bundle = make.make_submitted(cast)
    make.authorise_everywhere(cast)
    for key, act in (("register", make.grant), ("fire", make.refuse)):
        make.accept(cast, bundle, key)
        act(cast, bundle, key)
        make.issue(cast, bundle, key)
    followed = words(citizen.get(f"/my/bundles/{bundle.number}/"))
    assert "5 个事项，办完 2 个，其中办好 1 个" in followed


def test_what_needs_no_licence_is_not_called_refused(
    citizen: Client, cast: Cast
) -> None:
    bundle = make.make_submitted(cast)
    notices.decline(
        make.case_of(bundle, "fire"),
        Outcome.NOT_REQUIRED,
        reason="不是公众聚集场所，不需要办",
        by=cast.actor("clerk"),
        at=NOW,
    )
    followed = words(citizen.get(f"/my/bundles/{bundle.number}/"))
    assert "不需要办" in followed
    assert "未获准予" not in followed
