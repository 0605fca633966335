"""Which move leads on the bar: nobody is sent the wrong way by a filled button."""

import re

from tests.cast import Cast
from tests.desk.browse import case_page, do, look, text
from tests.factories import catalogue
from tests.factories import counter as make
from tests.factories.accounts import NOW
from yichuang.cases.models import CasePaper
from yichuang.cases.services import decision, issuing
from yichuang.catalogue.rules.guide import Treatment
from yichuang.organisation.models import Hall


def main_act(page: str) -> str:
    """The address of the filled button on the bar."""
    found = re.findall(
        r'<a class="btn btn-primary[^>]*href="([^"]*)/do/([\w-]+)/', page
    )
    return str(found[0][1]) if found else ""


def test_while_a_tolerance_waits_nobody_is_told_to_bring_the_paper(
    hall: Hall, cast: Cast
) -> None:
    case = make.make_case(cast, papers=frozenset({"form", "photo"}))
    CasePaper.objects.filter(case=case).exclude(key="register-form").update(
        state="verified"
    )
    assert main_act(text(case_page(cast.client("clerk"), case))) == "notify"
    make.ask_tolerance(cast, case)
    page = text(case_page(cast.client("clerk"), case))
    assert "容缺已申请，等首席表态" in page
    assert main_act(page) != "notify"


def test_an_accepted_case_goes_on_to_a_post(hall: Hall, cast: Cast) -> None:
    make.authorise(cast)
    case = make.make_case(cast, "accepted")
    assert main_act(text(case_page(cast.client("clerk"), case))) == "route"
    assert main_act(text(case_page(cast.client("chief_approver"), case))) == "approve"


def test_what_the_hall_fetches_is_not_asked_of_the_person(
    hall: Hall, cast: Cast
) -> None:
    case = make.make_case(cast)
    fetched = [
        rule.name
        for rule in catalogue.sheet().papers
        if rule.treatment is Treatment.FETCHED
    ]
    page = text(look(cast.client("clerk"), case, "notify"))
    assert all(name in page for name in fetched)
    assert ("请先调取" in page) is bool(fetched)


def test_an_original_goes_back_before_the_result(hall: Hall, cast: Cast) -> None:
    case = make.make_case(cast, "accepted")
    issuing.take_original(case, "photo", 1, by=cast.actor("clerk"), at=NOW)
    make.authorise(cast)
    decision.approve(case, by=cast.actor("chief_approver"), at=NOW)
    client = cast.client("issuer")
    page = text(case_page(client, case))
    assert main_act(page) == "return-original"
    held = case.handovers.get()
    done = do(client, case, "return-original", on=str(held.pk), to="胡秀兰")
    assert done.status_code == 302
    assert main_act(text(case_page(client, case))) == "issue"
