"""The terms of the hall on one page: what is in force, the stated default, every version
with what it changed, and the next one for who may set it."""

from datetime import date
from typing import Any

import pytest

from tests.cast import Cast
from tests.factories.accounts import NOW
from tests.portal.reading import words
from yichuang.cases.models import JointTerms, SupervisionTerms
from yichuang.cases.rules.supervision import Policy
from yichuang.cases.rules.terms import TermsKind
from yichuang.cases.services import terms
from yichuang.organisation.models import Hall

pytestmark = pytest.mark.usefixtures("hall")
SUPERVISION, JOINT = "/desk/terms/supervision/", "/desk/terms/joint/"
FILLED = {
    "valid_from": "2026-03-11",
    "blue_days": 3,
    "orange_days": 2,
    "red_days": 1,
    "head_after_hours": 8,
    "note": "部门来文",
}


def published(cast: Cast, policy: Policy, since: date) -> Any:
    return terms.publish(
        TermsKind.SUPERVISION,
        Hall.objects.get().pk,
        policy,
        valid_from=since,
        by=cast.actor("supervisor"),
        at=NOW,
    )


def test_before_anything_is_set_the_default_is_stated(cast: Cast) -> None:
    page = words(cast.client("auditor").get(SUPERVISION))
    assert "默认，还没有发布" in page
    assert "蓝色督办：承办人答复期限" in page
    assert "2 个工作日" in page
    page = words(cast.client("auditor").get(JOINT))
    assert "行政许可法第三十四条、第五十五条" in page


def test_a_supervisor_publishes_the_next_version(cast: Cast) -> None:
    by = cast.client("supervisor")
    assert by.post(SUPERVISION, FILLED).status_code == 302
    row = SupervisionTerms.objects.get()
    assert (row.version, row.valid_from, row.blue_days) == (1, date(2026, 3, 11), 3)
    page = words(by.get(SUPERVISION))
    assert "第 1 版，2026年3月11日 起" in page
    assert "未生效" in page
    assert "承办人答复期限：2 个工作日 → 3 个工作日" in page
    assert "部门来文" in page


def test_the_one_in_force_is_marked_and_the_earlier_ones_stay(
    cast: Cast, clock: Any
) -> None:
    published(cast, Policy(blue_days=3), date(2026, 3, 11))
    published(cast, Policy(blue_days=4), date(2026, 3, 12))
    clock.move_to(NOW.replace(day=13))
    page = words(cast.client("hall_manager").get(SUPERVISION))
    assert "4 个工作日 本厅自定" in page
    assert "2026年3月12日 起，肖正 发布 现行" in page
    assert "2026年3月11日 起，肖正 发布 蓝色" in page, "the one before it is only kept"
    assert "承办人答复期限：3 个工作日 → 4 个工作日" in page


def test_what_is_wrong_stands_at_its_field(cast: Cast) -> None:
    wrong = FILLED | {"valid_from": "2026-03-10", "red_days": 9}
    answer = cast.client("supervisor").post(SUPERVISION, wrong)
    assert answer.status_code == 422
    page = words(answer)
    assert "新规则最早从明天起施行" in page
    assert "1 到 3 之间" in page
    assert not SupervisionTerms.objects.exists()


def test_the_hall_manager_sets_joint_work_but_not_who_watches(cast: Cast) -> None:
    by = cast.client("hall_manager")
    filled = {
        "valid_from": "2026-03-16",
        "answer_days": 5,
        "remind_before": 1,
        "return_days": 1,
        "wrong_lead_days": 2,
        "site_check_days": 5,
    }
    assert by.post(JOINT, filled).status_code == 302
    assert JointTerms.objects.get().answer_days == 5
    assert by.post(SUPERVISION, FILLED).status_code == 404
    page = words(by.get(SUPERVISION))
    assert "由监察员制定" in page
    assert "发布下一版" not in page


def test_what_is_no_kind_of_terms_is_not_found(cast: Cast) -> None:
    assert cast.client("supervisor").get("/desk/terms/else/").status_code == 404


@pytest.mark.parametrize("who", ["supervisor", "hall_manager", "administrator"])
def test_there_is_a_way_to_it(cast: Cast, who: str) -> None:
    assert "本厅规则" in words(cast.client(who).get("/desk/"))
