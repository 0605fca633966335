"""Supervision at the desk: the list, an order answered and reviewed, one opened by hand,
and what waits for whom on the start page."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories.cases import Counter, make_licence, moment
from tests.factories.organisation import make_hall
from yichuang.cases.models import Case, SupervisionOrder
from yichuang.cases.rules.supervision import Level, OrderState
from yichuang.cases.worker import lamps

pytestmark = pytest.mark.django_db

LATE = moment("2026-04-01 09:00")


@pytest.fixture
def counter(cast: Cast) -> Counter:
    """A hall that is open, and the cast."""
    make_hall()
    return Counter(cast)


@pytest.fixture
def order(counter: Counter) -> SupervisionOrder:
    """A yellow card that the clerk has to answer."""
    make_licence()
    for who in ("supervisor", "department_head", "hall_manager"):
        counter.cast.user(who)
    counter.licence.accepted(moment("2026-03-10 10:00"))
    lamps.light(at=LATE)
    return SupervisionOrder.objects.get()


def text(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_the_one_who_is_asked_finds_it_at_the_start_and_answers(
    counter: Counter, order: SupervisionOrder
) -> None:
    clerk = counter.cast.client("clerk")
    assert f"/desk/supervision/{order.pk}/" in text(clerk, "/desk/")
    page = text(clerk, f"/desk/supervision/{order.pk}/")
    assert "请您答复" in page
    sent = clerk.post(
        f"/desk/supervision/{order.pk}/answer/",
        {"version": order.version, "text": "外省档案未到，今天办结"},
    )
    assert sent.status_code == 302
    order.refresh_from_db()
    assert order.state == OrderState.ANSWERED
    assert "请您答复" not in text(clerk, f"/desk/supervision/{order.pk}/")


def test_the_supervisor_reviews_it(counter: Counter, order: SupervisionOrder) -> None:
    counter.cast.client("clerk").post(
        f"/desk/supervision/{order.pk}/answer/",
        {"version": order.version, "text": "今天办结"},
    )
    supervisor = counter.cast.client("supervisor")
    assert f"/desk/supervision/{order.pk}/" in text(supervisor, "/desk/")
    order.refresh_from_db()
    url = f"/desk/supervision/{order.pk}/review/"
    unsaid = supervisor.post(url, {"version": order.version, "verdict": "no"})
    assert unsaid.status_code == 422
    assert "请用一两句话说明" in unsaid.content.decode()
    done = supervisor.post(url, {"version": order.version, "verdict": "yes"})
    assert done.status_code == 302
    order.refresh_from_db()
    assert order.state == OrderState.CLOSED


def test_what_somebody_else_did_meanwhile_is_told(
    counter: Counter, order: SupervisionOrder
) -> None:
    stale = counter.cast.client("clerk").post(
        f"/desk/supervision/{order.pk}/answer/",
        {"version": order.version - 1, "text": "今天办结"},
    )
    assert stale.status_code == 409
    assert "今天办结" in stale.content.decode(), "what was typed is kept"


@pytest.mark.parametrize(
    "query", ["", "?mine=1", "?state=open", "?kind=late", "?level=blue"]
)
def test_the_list_and_its_filters(
    counter: Counter, order: SupervisionOrder, query: str
) -> None:
    page = text(counter.cast.client("clerk"), f"/desk/supervision/{query}")
    assert order.document_number in page


@pytest.mark.parametrize("query", ["?state=closed", "?kind=charge", "?level=red"])
def test_what_does_not_fit_is_left_out(
    counter: Counter, order: SupervisionOrder, query: str
) -> None:
    page = text(counter.cast.client("supervisor"), f"/desk/supervision/{query}")
    assert order.document_number not in page


def test_a_supervisor_opens_one_by_hand_from_a_case(
    counter: Counter, order: SupervisionOrder
) -> None:
    supervisor = counter.cast.client("supervisor")
    number = Case.objects.get().number
    assert number in text(supervisor, f"/desk/supervision/new/?case={number}")
    sent = supervisor.post(
        "/desk/supervision/new/",
        {"kind": "no_reasons", "case": number, "what": "不予许可没有说明理由"},
    )
    assert sent.status_code == 302
    assert SupervisionOrder.objects.filter(kind="no_reasons").count() == 1


@pytest.mark.parametrize(
    ("over", "says"),
    [
        ({"case": ""}, "请填写办件编号或者选择部门"),
        ({"case": "4309990000000000000000000"}, "没有这个办件"),
        ({"due": "2020-01-01"}, "早于第一天"),
        ({"due": "2099-01-01"}, "十年或更久以后"),
        ({"what": ""}, "必填"),
    ],
)
def test_what_cannot_be_sent_says_why_and_what_to_do(
    counter: Counter, order: SupervisionOrder, over: dict[str, str], says: str
) -> None:
    given = {"kind": "charge", "case": Case.objects.get().number, "what": "乱收费"}
    sent = counter.cast.client("supervisor").post(
        "/desk/supervision/new/", given | over
    )
    assert 400 <= sent.status_code < 500
    assert says in sent.content.decode()
    assert not SupervisionOrder.objects.filter(kind="charge").exists()


def test_at_red_nobody_is_told_of_a_next_level(
    counter: Counter, order: SupervisionOrder
) -> None:
    clerk, manager = counter.cast.client("clerk"), counter.cast.client("hall_manager")
    page = f"/desk/supervision/{order.pk}/"
    assert "升级督办" in text(clerk, page)
    SupervisionOrder.objects.filter(pk=order.pk).update(level=Level.RED)
    shown = text(manager, page)
    assert "已是最高一级" in shown
    assert "升级督办" not in shown
