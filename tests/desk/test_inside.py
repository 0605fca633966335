"""Inside the hall: routed, asked, stopped on a legal ground, extended once."""

import pytest

from tests.cast import Cast
from tests.desk.browse import case_page, do, look, text
from tests.factories import catalogue
from tests.factories import counter as make
from yichuang.cases.models import Opinion
from yichuang.cases.rules.clock import GROUND_LABELS
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.catalogue.rules import CitationRule
from yichuang.kernel.limits import Limit
from yichuang.organisation.models import Hall, Post


def test_a_clerk_sends_the_case_to_a_post(hall: Hall, cast: Cast) -> None:
    post = make.put_at_post(cast, "approver")
    case = make.make_case(cast, "accepted")
    do(cast.client("clerk"), case, "route", post=str(post.pk))
    assert make.again(cast, case).post_id == post.pk
    assert case.number in text(cast.client("approver").get("/desk/"))


def test_only_posts_of_the_department_are_offered(hall: Hall, cast: Cast) -> None:
    case = make.make_case(cast, "accepted")
    other = Post.objects.exclude(department_id=case.department_id).first()
    page = text(look(cast.client("clerk"), case, "route"))
    assert "审批岗" in page
    if other is not None:
        assert f'value="{other.pk}"' not in page
    assert do(cast.client("clerk"), case, "route", post="99999").status_code == 422


def test_a_post_is_asked_and_answers(hall: Hall, cast: Cast) -> None:
    post = make.put_at_post(cast, "approver")
    case = make.make_case(cast, "accepted")
    do(
        cast.client("chief_approver"),
        case,
        "ask",
        posts=[str(post.pk)],
        question="考籍能查到吗",
        weight="needed",
    )
    client = cast.client("approver")
    assert "考籍能查到吗" in text(client.get("/desk/"))
    against = do(client, case, "opine", agrees="no")
    assert against.status_code == 422  # says what stands against it
    assert do(client, case, "opine", agrees="no", text="查不到").status_code == 302
    assert Opinion.objects.get().agrees is False
    assert "查不到" in text(case_page(client, case))


def test_an_opinion_is_offered_only_to_who_acts_at_the_post(
    hall: Hall, cast: Cast
) -> None:
    post = make.put_at_post(cast, "approver")
    case = make.make_case(cast, "accepted")
    do(
        cast.client("chief_approver"),
        case,
        "ask",
        posts=[str(post.pk)],
        weight="needed",
    )
    page = text(case_page(cast.client("chief_approver"), case))
    assert "/do/opine/" not in page
    assert do(cast.client("chief_approver"), case, "opine", on="1", agrees="yes")


def test_the_clock_stops_only_on_the_laws_grounds(hall: Hall, cast: Cast) -> None:
    make.put_at_post(cast, "approver")
    case, client = make.make_case(cast, "accepted"), cast.client("approver")
    page = text(look(client, case, "suspend"))
    for ground in GROUND_LABELS:
        assert f'value="{ground.value}"' in page
    assert do(client, case, "suspend", ground="lunch", days="3").status_code == 422
    assert do(client, case, "suspend", ground="expert", days="0").status_code == 422
    assert do(client, case, "suspend", ground="expert", days="5").status_code == 302
    stopped = make.again(cast, case)
    assert stopped.state == CaseState.SUSPENDED
    assert "停着" in text(client.get("/desk/cases/"))
    assert do(client, stopped, "resume").status_code == 302
    assert make.again(cast, case).state == CaseState.ACCEPTED


@pytest.fixture
def limited(hall: Hall) -> None:
    """The diploma with a limit in law, so that there is something to extend."""
    catalogue.make_item(
        key="limited",
        name="有法定时限的事项",
        statutory=Limit.parse("20W"),
        citations=(
            CitationRule(law="行政许可法", article="第四十二条", about="limit"),
        ),
    )


def test_the_limit_is_extended_once_by_the_head(
    limited: None, hall: Hall, cast: Cast
) -> None:
    case = make.make_case(cast, "accepted", item_key="limited")
    client = cast.client("department_head")
    assert do(client, case, "extend", days="99", reason="x").status_code == 422
    assert do(client, case, "extend", days="5", reason="").status_code == 422
    assert do(client, case, "extend", days="5", reason="要外省核对").status_code == 302
    page = text(case_page(client, make.again(cast, case)))
    assert "已经延长过，法律只允许一次" in page


def test_without_a_limit_in_law_nothing_is_extended(hall: Hall, cast: Cast) -> None:
    case = make.make_case(cast, "accepted")
    page = text(case_page(cast.client("department_head"), case))
    assert "/do/extend/" not in page
