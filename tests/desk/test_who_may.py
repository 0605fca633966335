"""Doors: what exists for whom. What is not one's business answers "not found"."""

import pytest

from tests.cast import Cast
from tests.desk.browse import case_page, look, press, text
from tests.factories import counter as make
from yichuang.organisation.models import Hall

NO_DESK = ("citizen", "other_citizen", "item_manager", "administrator")
# act: who gets its page
MAY: dict[str, set[str]] = {
    "accept": {"clerk", "chief_approver"},
    "notify": {"clerk", "chief_approver", "supervisor"},
    "decline": {"clerk", "chief_approver", "approver"},
    "withdraw": {"clerk", "chief_approver"},
    "tolerate": {"clerk", "chief_approver"},
    "consent": {"chief_approver", "approver"},
    "route": {"clerk", "chief_approver", "approver"},
    "opine": {"chief_approver", "approver", "department_head"},
    "suspend": {"chief_approver", "approver"},
    "extend": {"department_head"},
    "approve": {"chief_approver", "approver"},
    "refuse": {"chief_approver", "approver"},
    "issue": {"clerk", "chief_approver", "issuer"},
}
STAFF = {
    "guide", "clerk", "chief_approver", "approver", "issuer", "hall_manager",
    "review_officer", "supervisor", "department_head", "auditor",
}  # fmt: skip


@pytest.mark.parametrize("who", NO_DESK)
def test_the_desk_does_not_exist_for_others(hall: Hall, cast: Cast, who: str) -> None:
    case = make.make_case(cast)
    client = cast.client(who)
    assert client.get("/desk/cases/").status_code == 404
    assert case_page(client, case).status_code == 404
    assert press(client, case, "accept", seen=1).status_code == 404


@pytest.mark.parametrize("act", MAY)
def test_an_act_exists_for_those_who_may(hall: Hall, cast: Cast, act: str) -> None:
    case = make.make_case(cast)
    for who in sorted(STAFF):
        wanted = 200 if who in MAY[act] else 404
        assert look(cast.client(who), case, act).status_code == wanted, who
        if who not in MAY[act]:
            answer = press(cast.client(who), case, act, seen=case.version)
            assert answer.status_code == 404, who


def test_a_colleague_of_another_hall_finds_nothing(hall: Hall, cast: Cast) -> None:
    case, client = make.make_case(cast), cast.client("clerk_elsewhere")
    assert case_page(client, case).status_code == 404
    assert look(client, case, "accept").status_code == 404


@pytest.mark.parametrize("number", ["43099921012026031099999X", "x", "0"])
def test_an_unknown_number_is_not_found(hall: Hall, cast: Cast, number: str) -> None:
    client = cast.client("clerk")
    for tail in ("", "clock/", "timeline/", "documents/", "do/accept/"):
        assert client.get(f"/desk/cases/{number}/{tail}").status_code == 404


def test_an_unknown_act_is_not_found(hall: Hall, cast: Cast) -> None:
    assert look(cast.client("clerk"), make.make_case(cast), "burn").status_code == 404


def test_who_only_looks_has_no_moves(hall: Hall, cast: Cast) -> None:
    case = make.make_case(cast)
    page = text(case_page(cast.client("auditor"), case))
    assert "yc-actbar" not in page
    assert "tick-" not in page


def test_a_number_opens_its_case_from_the_search(hall: Hall, cast: Cast) -> None:
    case, client = make.make_case(cast), cast.client("clerk")
    answer = client.get("/desk/search/", {"q": f" {case.number.lower()} "})
    assert answer["Location"] == f"/desk/cases/{case.number}/"
    by_name = text(client.get("/desk/search/", {"q": "林知夏"}))
    assert case.number in by_name
