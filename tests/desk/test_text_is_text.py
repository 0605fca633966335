"""Whatever somebody types is shown as the text it is."""

import pytest

from tests.cast import Cast
from tests.desk.browse import case_page, do, hidden, look, paper, press, text
from tests.factories import counter as make
from tests.factories.accounts import NOW
from yichuang.cases.rules.papers import ToleranceKind
from yichuang.cases.services import tolerance
from yichuang.cases.services.intake import Party
from yichuang.cases.services.tolerance import Evidence
from yichuang.organisation.models import Hall

EVIL = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>"
RAW = ("<img src=x", "<script>alert(2)")


def clean(page: str) -> bool:
    return not any(raw in page for raw in RAW) and "&lt;img src=x" in page


def test_the_fault_of_a_paper(hall: Hall, cast: Cast) -> None:
    case, client = make.make_case(cast), cast.client("clerk")
    paper(client, case, "form", state="defective", fault=EVIL, mend=EVIL)
    assert clean(text(case_page(client, case)))
    assert clean(text(look(client, case, "notify")))
    do(client, case, "notify")
    assert clean(text(case_page(client, case)))


def test_needs_and_relation(hall: Hall, cast: Cast) -> None:
    party = Party(
        applicant=cast.person("citizen"),
        agent=cast.person("agent"),
        agent_relation=EVIL[:40],
        needs=EVIL,
    )
    case = make.make_case(cast, party=party)
    assert clean(text(case_page(cast.client("clerk"), case)))


def test_the_answer_of_a_source(hall: Hall, cast: Cast) -> None:
    case = make.make_case(cast)
    tolerance.ask(
        case,
        "register-form",
        ToleranceKind.EVIDENCE,
        by=cast.actor("clerk"),
        at=NOW,
        evidence=Evidence(whom=EVIL, how=EVIL[:50], at=NOW, answer=EVIL),
    )
    client = cast.client("chief_approver")
    assert clean(text(look(client, case, "consent", "register-form")))
    assert clean(text(case_page(client, case)))


@pytest.mark.parametrize("field", ["reason", "competent"])
def test_a_form_that_comes_back(hall: Hall, cast: Cast, field: str) -> None:
    case, client = make.make_case(cast), cast.client("clerk")
    assert clean(text(do(client, case, "decline", **{field: EVIL})))


def test_the_page_of_a_conflict(hall: Hall, cast: Cast) -> None:
    case = make.make_case(cast)
    first, second = cast.client("clerk"), cast.client("chief_approver")
    seen = hidden(look(second, case, "withdraw"), "seen")
    paper(first, case, "form", state="present")
    answer = press(second, case, "withdraw", seen=seen, reason=EVIL)
    assert answer.status_code == 409
    assert clean(text(answer))


@pytest.mark.parametrize(
    "address", ["/desk/search/", "/desk/cases/", "/desk/receive/", "/desk/guides/"]
)
def test_what_is_searched_for(hall: Hall, cast: Cast, address: str) -> None:
    answer = cast.client("clerk").get(address, {"q": EVIL})
    assert not any(raw in text(answer) for raw in RAW)
