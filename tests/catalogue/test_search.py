"""Search: what people type finds the item they mean."""

from datetime import date
from functools import cache

import pytest

from tests.catalogue.conftest import PUBLISHED, sheet_named, sheets
from tests.factories.accounts import NOW
from yichuang.accounts.policies import SYSTEM
from yichuang.catalogue import queries
from yichuang.catalogue.queries.searching import readings, texts_of
from yichuang.catalogue.rules.searching import Entry, Index, build, find, near
from yichuang.catalogue.services import ImportReport, withdraw_item

ASKED = [
    ("自考毕业证丢了怎么补办", "edu-selfexam-diploma"),
    ("补个自考毕业证明书要好久,急着入职", "edu-selfexam-diploma"),
    ("自考的档案丢了怎么补", "edu-selfexam-register"),
    ("我在大学当老师,教师资格证怎么认定?", "edu-univ-teacher"),
    ("幼师资格证认定要不要无犯罪证明,在哪里打", "edu-k12-teacher"),
    ("培训学校改名字要到民政厅办什么手续", "civil-nonent-change"),
    ("协会换会长要去哪里变更", "civil-society-change"),
    ("基金会改名要带哪些资料到省里", "civil-foundation"),
    ("开个儿童乐园要不要办卫生许可证", "health-public-place"),
    ("卖包装零食要办食品经营许可还是备案", "food-operation"),
    ("想开个小店办营业执照要带什么", "indiv-business"),
    ("户口在外地能在常德补办身份证吗", "id-card-reissue"),
    ("今年幼升小什么时候报名", "school-enrol"),
    ("村里想修条路能不能申请一事一议", "village-project"),
    ("新公司办税和社保要另外跑吗", "biz-start"),
    ("想开奶茶店资料一次交齐行不行", "open-restaurant"),
    # two characters
    ("身份", "id-card-reissue"),
    ("民宿", "open-homestay"),
    ("学籍", "edu-query"),
    ("社团", "civil-society-change"),
    # written wrongly, but sounding right
    ("学藉查询", "edu-query"),
    ("教师资格政", "edu-k12-teacher"),
    ("身分证丢失", "id-card-reissue"),
    ("营业直照", "indiv-business"),
    # pinyin and initials
    ("shenfenzheng", "id-card-reissue"),
    ("sfz", "id-card-reissue"),
    ("minsu", "open-homestay"),
    ("bu ban biye zheng", "edu-selfexam-diploma"),
    # English, with typing errors
    ("I lost my diploma", "edu-selfexam-diploma"),
    ("lost id card", "id-card-reissue"),
    ("restaurant licence", "open-restaurant"),
    ("how do I start a compnay", "biz-start"),
    ("foundaton", "civil-foundation"),
]


def keys(q: str, language: str = "zh-hans") -> list[str]:
    return [hit.key for hit in queries.search(q, language, on=PUBLISHED)]


@cache
def shipped_index() -> Index:
    """The index of the shipped sheets, without a database."""
    entries = (Entry("any", key, texts_of(row)) for key, row in sheets().items())
    return build(entries, readings)


def found(q: str) -> list[str]:
    return [hit.entry.key for hit in find(shipped_index(), q)]


@pytest.mark.parametrize(("asked", "meant"), ASKED)
def test_the_right_item_is_among_the_first_three(asked: str, meant: str) -> None:
    assert meant in found(asked)[:3]


def test_a_word_two_items_share_finds_both() -> None:
    assert set(found("教师资格证")[:2]) == {"edu-univ-teacher", "edu-k12-teacher"}


@pytest.mark.parametrize(
    "asked", ["", "   ", "？！", "今天天气怎么样", "给我讲个笑话", "医保报销", "xyzzy"]
)
def test_what_nobody_offers_finds_nothing(asked: str) -> None:
    assert found(asked) == []


@pytest.mark.django_db
def test_a_hit_says_why_in_the_readers_language(some: ImportReport) -> None:
    chinese = queries.search("丢了毕业证", "zh-hans", on=PUBLISHED)[0]
    assert chinese.name == "自学考试毕业证明书补办（毕业证书遗失）"
    assert "毕业证" in chinese.text
    english = queries.search("replace certificate", "en", on=PUBLISHED)[0]
    assert english.name.startswith("Proof of graduation")
    assert english.department_name == "Qinghe Education Bureau"
    assert english.reason % {"text": english.text} == (
        "also called “replace graduation certificate”"
    )


@pytest.mark.django_db
def test_a_version_withdrawn_is_found_no_more(some: ImportReport) -> None:
    assert "edu-query" in keys("学籍")
    version = queries.current_version_id("edu-query", PUBLISHED)
    withdraw_item(version, by=SYSTEM, at=NOW, reason="并入省平台")
    assert "edu-query" not in keys("学籍")


@pytest.mark.django_db
def test_nothing_is_found_before_it_is_in_force(some: ImportReport) -> None:
    assert queries.search("学籍", "zh-hans", on=date(2026, 1, 4)) == ()


@pytest.mark.django_db
def test_the_index_is_kept_while_nothing_changes(
    some: ImportReport, django_assert_num_queries: object
) -> None:
    keys("学籍")
    with django_assert_num_queries(0):  # type: ignore[operator]
        keys("毕业证")


def test_a_very_long_question_is_answered() -> None:
    assert found("自考毕业证丢了" + "，请问" * 500)[0] == "edu-selfexam-diploma"


@pytest.mark.django_db
def test_lists_by_theme_department_and_audience(catalogue: ImportReport) -> None:
    study = queries.guides(PUBLISHED, theme="study", department="edu")
    assert "school-enrol" in [row.key for row in study]
    societies = queries.guides(PUBLISHED, audience="4")
    assert {row.department_key for row in societies} == {"civil"}
    themes = {theme.key: theme for theme in queries.themes(PUBLISHED, "en")}
    assert themes["village"].count == 1
    assert themes["study"].name == "Education"
    assert sheet_named("open-homestay").themes == ("business", "catering")


def test_one_letter_wrong_is_near() -> None:
    assert near("company", "compnay")
    assert near("licence", "license")
    assert near("card", "cards")
    assert not near("card", "care home")
    assert not near("food", "fire")
