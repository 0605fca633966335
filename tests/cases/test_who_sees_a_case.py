"""A case exists for its applicant, its agent and the hall that works on it; for everybody
else there is no such case."""

import pytest
from django.test import Client

from tests.factories.cases import AGENT, NOW, Counter
from tests.factories.online import make_draft
from yichuang.cases.models import Case
from yichuang.cases.queries import finding, worklist
from yichuang.cases.queries.detail import detail, mine
from yichuang.cases.services.intake import Party
from yichuang.kernel.refusals import Refusal

SEE = {
    "citizen",
    "agent",
    "guide",
    "clerk",
    "chief_approver",
    "approver",
    "issuer",
    "hall_manager",
    "review_officer",
    "supervisor",
    "department_head",
    "auditor",
    "machine",
    "system",
}
STRANGERS = {
    "stranger",
    "other_citizen",
    "clerk_elsewhere",
    "item_manager",
    "administrator",
}


@pytest.fixture
def case(counter: Counter) -> Case:
    """The daughter's case, brought by her mother."""
    party = Party(
        applicant=counter.cast.person("citizen"), agent=counter.cast.person("agent")
    )
    return counter.received(answers=AGENT, party=party)


@pytest.mark.parametrize("who", sorted(SEE))
def test_for_these_it_exists(counter: Counter, case: Case, who: str) -> None:
    by = counter.cast.actor(who)
    assert finding.find(by, case.number).pk == case.pk
    assert Case.objects.filter(finding.scope(by), pk=case.pk).exists()
    assert finding.visible(case.about, by)


@pytest.mark.parametrize("who", sorted(STRANGERS))
def test_for_all_others_it_does_not(counter: Counter, case: Case, who: str) -> None:
    by = counter.cast.actor(who)
    with pytest.raises(Refusal) as refused:
        finding.find(by, case.number)
    with pytest.raises(Refusal) as nothing:
        finding.find(by, "4309992101202603109999X")
    assert refused.value.code == nothing.value.code == "case.not-found"
    assert str(refused.value) == str(nothing.value), "nothing tells them apart"
    assert not Case.objects.filter(finding.scope(by), pk=case.pk).exists()
    assert not finding.visible(case.about, by)


def test_what_one_sees_in_a_list_one_can_open_and_the_other_way_round(
    counter: Counter, case: Case
) -> None:
    for who in SEE | STRANGERS:
        by = counter.cast.actor(who)
        listed = Case.objects.filter(finding.scope(by), pk=case.pk).exists()
        assert listed is (who in SEE), who


def test_number_and_query_code_follow_a_case_without_signing_in(case: Case) -> None:
    number = f" {case.number[:6]} {case.number[6:]} "
    code = f"{case.query_code[:5]} {case.query_code[5:].lower()}"
    assert finding.by_query_code(number, code).pk == case.pk
    for wrong in ("", "AAAAAAAAAA", case.query_code[:-1]):
        with pytest.raises(Refusal) as refused:
            finding.by_query_code(case.number, wrong)
        assert refused.value.code == "case.not-found"


def test_the_code_cannot_be_guessed(counter: Counter) -> None:
    codes = {counter.received().query_code for _ in range(5)}
    assert len(codes) == 5
    assert all(len(code) == 10 and code.isalnum() for code in codes)


def test_citizens_see_their_own_drafts_and_cases(counter: Counter, case: Case) -> None:
    draft = make_draft(counter.cast, "agent")
    rows = mine(counter.cast.actor("agent"), NOW.date())
    assert {row.number for row in rows} == {case.number, draft.number}
    assert not mine(counter.cast.actor("other_citizen"), NOW.date())


def test_nobody_browses_cases_of_others(counter: Counter) -> None:
    client = Client()
    answer = client.get("/api/v1/cases")
    assert answer.status_code == 401


def test_people_are_masked_on_the_case(counter: Counter, case: Case) -> None:
    told = detail(counter.again(case), by=counter.clerk, today=NOW.date())
    applicant = counter.cast.person("citizen")
    shown = told.people[0]
    assert applicant.id_number not in repr(told.people)
    assert applicant.phone not in repr(told.people)
    assert shown.masked_name != applicant.name
    assert shown.id_number.count("*") >= 8


def test_a_search_finds_by_number_its_beginning_and_the_name(
    counter: Counter, case: Case
) -> None:
    other = counter.received(party=Party(applicant=counter.cast.person("agent")))
    by = counter.clerk

    def found(text: str) -> list[str]:
        return [row.number for row in worklist.search(by, text)]

    assert found(case.number) == [case.number]
    assert found(f"{case.number[:6]} {case.number[6:10]} {case.number[10:]}") == [
        case.number
    ]
    assert found(case.number.lower()) == [case.number]
    assert set(found(case.number[:18])) == {case.number, other.number}
    assert found(case.number[:18])[0] == max(case.number, other.number)
    assert found("胡秀兰") == [other.number]
    assert found("") == found("   ") == found("无此人") == found("430999999999") == []


def test_a_search_reaches_no_further_than_one_s_hall_and_no_draft(
    counter: Counter, case: Case
) -> None:
    draft = make_draft(counter.cast)
    elsewhere = counter.cast.actor("clerk_elsewhere")
    assert not worklist.search(elsewhere, case.number)
    assert not worklist.search(counter.clerk, draft.number)
    for who in ("citizen", "stranger", "administrator"):
        with pytest.raises(Refusal) as refused:
            worklist.search(counter.cast.actor(who), case.number)
        assert refused.value.code == "permission.denied"


def test_a_version_that_is_no_longer_shown_is_told(
    counter: Counter, case: Case
) -> None:
    seen = case.version
    counter.check(case)
    with pytest.raises(Refusal) as refused:
        finding.find(counter.clerk, case.number, seen=seen)
    assert refused.value.code == "case.moved-on"
    assert finding.find(counter.clerk, case.number, seen=case.version)


def test_a_draft_is_its_citizen_s_own(counter: Counter) -> None:
    """Not even the hall's staff see what somebody has not submitted yet."""
    draft = make_draft(counter.cast)
    with pytest.raises(Refusal) as refused:
        finding.find(counter.clerk, draft.number)
    assert refused.value.code == "case.not-found"
    assert not finding.visible(draft.about, counter.clerk)
    assert finding.find(counter.cast.actor("citizen"), draft.number) == draft
