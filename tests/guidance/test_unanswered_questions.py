"""What could not be answered becomes a list, and from it names and answers of a guide."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.factories.accounts import NOW
from tests.factories.catalogue import DIPLOMA, make_item
from tests.factories.guidance import make_asked
from tests.factories.organisation import make_hall
from yichuang.accounts.policies import STRANGER
from yichuang.catalogue import queries as catalogue
from yichuang.catalogue.rules import FaqRule
from yichuang.guidance import queries, services
from yichuang.guidance.models import Asked
from yichuang.guidance.rules import Answer, Refused
from yichuang.kernel.refusals import Refusal

SINCE = date(2026, 1, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def hall(db: None) -> None:
    make_hall()
    make_item()


def unknown(question: str) -> Answer:
    return Answer(question, refused=Refused("ask.unknown", "", ""))


def note(question: str) -> str:
    return services.note(unknown(question), hall_id=1, by=STRANGER, at=NOW)


def listed() -> list[tuple[str, int]]:
    rows = queries.open_questions(1, since=SINCE, most=10)
    return [(row.question, row.times) for row in rows]


def test_the_same_question_is_counted_once_a_day() -> None:
    note("潜水证怎么考")
    note("潜水证怎么考？")
    note("无人机怎么飞")
    assert listed() == [("潜水证怎么考", 2), ("无人机怎么飞", 1)]


def test_numbers_of_persons_are_not_in_the_table() -> None:
    note("我的电话13900000001没有人接")
    assert "139" not in Asked.objects.get().question


def test_an_answer_that_did_not_help_is_on_the_list() -> None:
    answered = Answer("毕业证", items=())
    key = services.note(answered, hall_id=1, by=STRANGER, at=NOW)
    assert listed() == []
    services.helped(key, yes=True, hall_id=1, by=STRANGER, at=NOW)
    assert listed() == []
    services.helped(key, yes=False, hall_id=1, by=STRANGER, at=NOW)
    assert listed() == [("毕业证", 1)]
    told = queries.figures(1, since=SINCE)
    assert (told.asked, told.helped, told.not_helped) == (1, 1, 1)


def test_a_name_stands_in_the_next_version_only(cast: Cast) -> None:
    key = note("文凭被老鼠咬了")
    by = cast.actor("item_manager")
    before = catalogue.newest_guide(DIPLOMA)
    services.as_alias(key, DIPLOMA, "文凭被咬", hall_id=1, by=by, at=NOW)
    draft = catalogue.newest_guide(DIPLOMA)
    assert draft.number == before.number + 1
    assert "文凭被咬" in draft.aliases
    assert draft.papers == before.papers
    assert "文凭被咬" not in catalogue.current_guide(DIPLOMA, NOW.date()).aliases
    assert listed() == []


def test_two_settled_in_a_row_stand_in_one_draft(cast: Cast) -> None:
    by = cast.actor("item_manager")
    one, two = note("文凭被老鼠咬了"), note("毕业证可以加急吗")
    services.as_alias(one, DIPLOMA, "文凭被咬", hall_id=1, by=by, at=NOW)
    faq = FaqRule(question="毕业证可以加急吗？", answer="可以，请告诉窗口。")
    services.as_faq(two, DIPLOMA, faq, hall_id=1, by=by, at=NOW)
    draft = catalogue.newest_guide(DIPLOMA)
    assert "文凭被咬" in draft.aliases
    assert faq in draft.faqs


@pytest.mark.parametrize(
    ("words", "code"),
    [("", "asked.no-words"), ("字" * 41, "asked.no-words")],
)
def test_a_name_that_is_none(cast: Cast, words: str, code: str) -> None:
    key = note("文凭被老鼠咬了")
    by = cast.actor("item_manager")
    with pytest.raises(Refusal) as no:
        services.as_alias(key, DIPLOMA, words, hall_id=1, by=by, at=NOW)
    assert no.value.code == code
    assert listed()


def test_settled_is_settled(cast: Cast) -> None:
    key = note("文凭被老鼠咬了")
    by = cast.actor("item_manager")
    services.dismiss(key, hall_id=1, by=by, at=NOW)
    with pytest.raises(Refusal) as no:
        services.dismiss(key, hall_id=1, by=by, at=NOW)
    assert no.value.code == "asked.settled"


@pytest.mark.parametrize("who", ["guide", "clerk", "hall_manager", "citizen"])
def test_only_the_item_manager_settles(cast: Cast, who: str) -> None:
    key = note("文凭被老鼠咬了")
    with pytest.raises(Refusal) as no:
        services.dismiss(key, hall_id=1, by=cast.actor(who), at=NOW)
    assert no.value.code == "permission.denied"


def test_a_flood_fills_no_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yichuang.guidance.services.noting.MOST_A_DAY", 2)
    assert note("潜水证一")
    assert note("潜水证二")
    assert note("潜水证三") == ""
    assert Asked.objects.count() == 2


def test_old_questions_are_forgotten() -> None:
    note("潜水证怎么考")
    assert services.forget(NOW) == 0
    assert services.forget(NOW + timedelta(days=2)) == 1


def test_the_page_of_the_list(cast: Cast) -> None:
    row = make_asked(day=timezone.localdate())
    page = cast.client("item_manager").get("/questions/").content.decode()
    assert row.question in page
    assert f"/questions/{row.key}/" in page
    seen = cast.client("hall_manager").get("/questions/").content.decode()
    assert row.question in seen
    assert f"/questions/{row.key}/" not in seen


def test_a_name_by_the_page(cast: Cast) -> None:
    row = make_asked(day=timezone.localdate())
    client = cast.client("item_manager")
    form = {"item": DIPLOMA, "words": "潜水证"}
    answer = client.post(f"/questions/{row.key}/alias/", form, follow=True)
    assert "草稿" in answer.content.decode()
    assert "潜水证" in catalogue.newest_guide(DIPLOMA).aliases


def test_what_is_missing_is_told_at_its_field(cast: Cast) -> None:
    row = make_asked(day=timezone.localdate())
    client = cast.client("item_manager")
    answer = client.post(f"/questions/{row.key}/faq/", {"faq-item": DIPLOMA})
    assert answer.status_code == 422
    again = client.post(
        f"/questions/{row.key}/alias/", {"item": DIPLOMA, "words": "字"}
    )
    assert again.status_code in {409, 422}
    assert "2 到 40 个字" in again.content.decode()


def test_a_question_becomes_an_answer_by_the_page(cast: Cast) -> None:
    row = make_asked(day=timezone.localdate())
    form = {"item": DIPLOMA, "question": "能邮寄吗？", "answer": "能，到付。"}
    prefixed = {f"faq-{name}": value for name, value in form.items()}
    cast.client("item_manager").post(f"/questions/{row.key}/faq/", prefixed)
    assert catalogue.newest_guide(DIPLOMA).faqs[-1].answer == "能，到付。"


def test_off_the_list_by_the_page(cast: Cast) -> None:
    row = make_asked(day=timezone.localdate())
    cast.client("item_manager").post(f"/questions/{row.key}/dismiss/")
    assert Asked.objects.get().settled == "none"
