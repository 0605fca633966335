"""Every page of the desk opens for whom it is for, in each state of a case."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories import counter as make
from yichuang.organisation.models import Hall

STATES = (*make.STATES, "closed")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("view", ["case", "clock", "timeline", "documents"])
def test_a_case_opens_in_every_state(
    hall: Hall, cast: Cast, state: str, view: str
) -> None:
    case = make.make_case(cast, state)
    answer = cast.client("clerk").get(reverse(f"desk:{view}", args=[case.number]))
    assert answer.status_code == 200
    assert "自学考试毕业证明书补办" in answer.content.decode()


@pytest.mark.parametrize(
    "who",
    [
        "clerk",
        "chief_approver",
        "approver",
        "issuer",
        "hall_manager",
        "department_head",
    ],
)
def test_the_start_page_opens_for_every_role(hall: Hall, cast: Cast, who: str) -> None:
    make.make_case(cast, "submitted")
    assert cast.client(who).get("/desk/").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/desk/cases/",
        "/desk/cases/?lamp=warn&state=received&q=林&mine=1",
        "/desk/search/?q=林知夏",
        "/desk/receive/",
        "/desk/receive/?q=毕业",
        "/desk/receive/edu-selfexam-diploma/",
        "/desk/guides/",
        "/desk/guides/?q=毕业证丢了",
        "/desk/guides/edu-selfexam-diploma/",
    ],
)
def test_pages_without_a_case_open(hall: Hall, cast: Cast, address: str) -> None:
    make.make_case(cast)
    assert cast.client("clerk").get(address).status_code == 200


def test_a_stranger_is_asked_to_sign_in(hall: Hall) -> None:
    answer = Client().get("/desk/")
    assert answer.status_code == 302
    assert "/sign-in" in answer["Location"]
