"""The guide: how long, what to bring for my case, what nobody may ask for any more."""

from datetime import date

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories import cases, catalogue, online
from tests.factories.catalogue import DIPLOMA
from tests.portal.reading import heading, main_of, words
from yichuang.catalogue.models import ItemVersion
from yichuang.catalogue.rules import CitationRule
from yichuang.kernel.limits import Limit
from yichuang.web import memory

GUIDE = f"/matters/{DIPLOMA}/"


def test_three_numbers_and_their_words(client: Client, diploma: ItemVersion) -> None:
    page = words(client.get(GUIDE))
    assert "我们承诺 15 个工作日 从受理第二天算起" in page
    assert "法定 未规定 按承诺监督" in page
    assert "通常 办过的还太少" in page


def test_the_usual_time_names_its_sample(
    client: Client, diploma: ItemVersion, cast: Cast
) -> None:
    for _ in range(5):
        online.make_closed(cast)
        memory.forget_all()
    assert "通常 当天 近 5 件的中位数" in words(client.get(GUIDE))


def test_the_sum_comes_first(client: Client, diploma: ItemVersion) -> None:
    page = words(client.get(GUIDE + "?year=after&who=agent"))
    assert "按您的情况：2006年及以后 · 我替别人办" in page
    assert "您只要准备 2 样" in page
    assert "1 样我们去调取" in page


def test_other_cases_are_folded(client: Client, diploma: ItemVersion) -> None:
    page = main_of(client.get(GUIDE + "?year=after&who=self"))
    others = page.split("<details", 1)[1]
    assert "委托书" not in page.split("<details", 1)[0]
    assert "委托书" in others
    assert "别的情况还会要什么（1 样）" in others


def test_a_paper_says_in_words_what_to_do_about_it(
    client: Client, diploma: ItemVersion
) -> None:
    page = words(client.get(GUIDE))
    assert "居民身份证 不用交，我们调取" in page
    assert "一寸免冠照片，2 份 可以后补" in page


def test_what_was_abolished_is_said(client: Client, diploma: ItemVersion) -> None:
    assert "不用交了：遗失启事报刊。 2022 年起不用登报。" in words(
        client.get(GUIDE)
    ).replace("。2022", "。 2022")


def test_start_print_and_code(client: Client, diploma: ItemVersion) -> None:
    page = main_of(client.get(GUIDE + "?year=after&who=self"))
    assert f'href="{GUIDE}apply/?year=after&amp;who=self"' in page
    assert f"/guides/{DIPLOMA}/print/" in page
    assert client.get(f"/guides/{DIPLOMA}/")["Location"] == GUIDE


def test_a_matter_of_the_window_only_has_no_online_start(
    client: Client, diploma: ItemVersion
) -> None:
    catalogue.follow(date(2026, 3, 1), online=False)
    page = client.get(GUIDE)
    assert "/apply/" not in main_of(page)
    assert "这件事到窗口办" in words(page)


def test_compared_with_the_version_before(client: Client, diploma: ItemVersion) -> None:
    assert client.get(GUIDE + "changes/").status_code == 404
    catalogue.follow(
        date(2026, 3, 1), promise=Limit.parse("10W"), papers=catalogue.without("photo")
    )
    assert "和上一版比" in words(client.get(GUIDE))
    page = client.get(GUIDE + "changes/")
    assert heading(page) == "第 2 版有什么变化"
    assert "承诺时限 15 个工作日 10 个工作日" in words(page)
    assert "不用交了：一寸免冠照片" in words(page)


@pytest.mark.parametrize(
    "address", ["/matters/no-such/", "/matters/no-such/questions/"]
)
def test_what_does_not_exist_is_not_found(
    client: Client, diploma: ItemVersion, address: str
) -> None:
    assert client.get(address).status_code == 404


def test_the_guide_in_english(client: Client, diploma: ItemVersion) -> None:
    page = client.get(GUIDE, headers={"accept-language": "en"})
    assert heading(page) == "Replacement certificate for a lost self-study diploma"
    assert "You only need to prepare 1 thing" in words(page)
    assert 'lang="en"' in page.content.decode()[:200]


def test_silence_approves_only_where_the_guide_says_by_which_clause(
    client: Client, diploma: ItemVersion
) -> None:
    assert "视为准予" not in words(client.get(GUIDE))
    cases.make_licence(
        silence_approves=True,
        citations=(
            CitationRule(law="行政许可法", article="第四十二条", about="limit"),
            CitationRule(law="集会游行示威法", article="第九条", about="silence"),
        ),
    )
    page = words(client.get("/matters/food-operation/"))
    assert "法定期限届满没有作出决定的，视为准予：集会游行示威法 第九条" in page
