"""A page is found by name, number, case, season and words; the index tells nothing."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.cast import Cast
from tests.factories import stacks as make
from tests.factories.organisation import make_hall
from yichuang.accounts.policies import SYSTEM
from yichuang.kernel.refusals import Refusal
from yichuang.materials.models import PageWords, StackPage
from yichuang.materials.queries.locating import locate
from yichuang.materials.services import sorting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setattr(settings, "YICHUANG_FILES", tmp_path)
    make_hall()


def numbers(cast: Cast, text: str, who: str = "clerk") -> list[int]:
    return sorted(row.number for row in locate(text, by=cast.actor(who)))


def test_by_name_number_class_and_words(cast: Cast) -> None:
    make.make_stack(cast.actor("clerk"))
    assert numbers(cast, "王芳") == [1, 2, 3]  # the back belongs to her
    assert numbers(cast, "105421201205001234") == [3]
    assert numbers(cast, "1054 2120 1205 001234") == [3]
    assert numbers(cast, "湘北师范大学") == [3]
    assert numbers(cast, "王芳 毕业证书") == [3]
    assert numbers(cast, "临湘市公安局") == [2]
    assert numbers(cast, "李明 公安局") == []


def test_by_the_case_and_the_title_it_belongs_to(cast: Cast) -> None:
    make.make_stack(
        cast.actor("clerk"), title="春季认定", about="case:430921000120260310000240"
    )
    assert numbers(cast, "430921000120260310000240") == [1, 2, 3]
    assert numbers(cast, "春季认定") == [1, 2, 3]


def test_the_spot_on_the_page_is_told(cast: Cast) -> None:
    make.make_stack(cast.actor("clerk"))
    (found,) = locate("汉语言文学", by=cast.actor("clerk"))
    assert "汉语言文学" in found.line
    assert found.spot is not None
    assert 0 < found.spot.y < 1


def test_what_people_put_right_is_found_anew(cast: Cast) -> None:
    clerk = cast.actor("clerk")
    stack = make.make_stack(clerk)
    other = sorting.new_applicant(stack.key, "周大顺", by=clerk, at=make.AT)
    sorting.move(make.page_of(stack, 3).key, other.pk, by=clerk, at=make.AT)
    assert numbers(cast, "周大顺") == [3]


def test_the_index_holds_no_word_in_the_clear(cast: Cast) -> None:
    make.make_stack(cast.actor("clerk"))
    words = " ".join(PageWords.objects.values_list("words", flat=True))
    assert set(words) <= set("abcdefghijklmnop ")
    with connection.cursor() as cursor:
        cursor.execute("SELECT text_kept, found_kept FROM materials_stackpage")
        kept = "".join(text for row in cursor.fetchall() for text in row)
    assert "王芳" not in kept
    assert "430682" not in kept


def test_only_the_own_hall_and_only_who_may(cast: Cast) -> None:
    make.make_stack(cast.actor("clerk"))
    assert numbers(cast, "王芳", "approver") == [1, 2, 3]
    for who in ("clerk_elsewhere", "citizen", "item_manager", "auditor", "stranger"):
        assert numbers(cast, "王芳", who) == []


def test_removed_pages_are_not_found(cast: Cast) -> None:
    make.make_stack(cast.actor("clerk"))
    StackPage.objects.all().delete()
    assert numbers(cast, "王芳") == []
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO materials_pagefinder(materials_pagefinder)"
                " VALUES ('integrity-check')"
            )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "locate.empty"),
        (" 。，", "locate.empty"),
        ("王" * 100_000, "locate.too-long"),
    ],
)
def test_questions_that_cannot_be_answered(cast: Cast, text: str, code: str) -> None:
    with pytest.raises(Refusal) as no:
        locate(text, by=cast.actor("clerk"))
    assert no.value.code == code
    assert no.value.field == "text"


@pytest.mark.parametrize(
    "text", ['" OR 1', "a AND NOT b*", "words:王", "'; DROP--", "x | y & !z"]
)
def test_signs_of_the_search_language_are_words_like_others(text: str) -> None:
    assert locate(text, by=SYSTEM) == ()
