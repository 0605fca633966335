"""Receipts, mandates and sheets that tell once: numbered, dated, made once (行政许可法
art. 29, 30, 32)."""

import pytest

from tests.cast import HALL
from tests.factories.cases import AGENT, NOW, SELF, Counter, moment
from yichuang.cases.services import letters
from yichuang.cases.services.intake import Party
from yichuang.documents import queries as document_queries
from yichuang.documents.models import Document
from yichuang.documents.rules import DocumentKind
from yichuang.kernel.refusals import Refusal


def test_a_receipt_lists_what_lies_here_and_is_made_once(counter: Counter) -> None:
    case = counter.received(papers=frozenset({"form", "photo"}))
    number = letters.acknowledge(case, by=counter.clerk, at=NOW)
    assert letters.acknowledge(case, by=counter.clerk, at=NOW) == number
    receipt = Document.objects.get(number=number)
    assert receipt.kind == DocumentKind.RECEIPT
    names = {row["name"] for row in receipt.facts["papers"]}
    assert len(names) == 2
    counter.check(case)
    later = letters.acknowledge(counter.again(case), by=counter.clerk, at=NOW)
    assert later != number  # more papers lie here now


def test_without_papers_there_is_nothing_to_acknowledge(counter: Counter) -> None:
    with pytest.raises(Refusal) as refused:
        letters.acknowledge(counter.received(), by=counter.clerk, at=NOW)
    assert refused.value.code == "receipt.nothing-here"


def test_a_mandate_names_both_masked_and_what_the_agent_may(counter: Counter) -> None:
    person = counter.cast.person
    party = Party(
        applicant=person("citizen"), agent=person("agent"), agent_relation="母亲"
    )
    case = counter.received(answers=AGENT, party=party)
    number = letters.mandate(case, by=counter.clerk, at=NOW)
    assert letters.mandate(case, by=counter.clerk, at=NOW) == number
    facts = Document.objects.get(number=number).facts
    assert (facts["client"], facts["agent"]) == ("林知夏", "胡秀兰")
    assert "*" in facts["agent_no"]
    assert person("agent").id_number not in str(facts)
    assert facts["powers"]


def test_nobody_acts_so_nobody_is_mandated(counter: Counter) -> None:
    with pytest.raises(Refusal) as refused:
        letters.mandate(counter.received(), by=counter.clerk, at=NOW)
    assert refused.value.code == "mandate.no-agent"


def test_everything_to_bring_is_said_once_for_the_situation(counter: Counter) -> None:
    def sheet(answers: dict[str, str]) -> Document:
        number = letters.tell_once(
            counter.item_key, answers, name="", hall_id=HALL, by=counter.guide, at=NOW
        )
        return Document.objects.get(number=number)

    alone, sent = sheet(SELF), sheet(AGENT)
    assert alone.kind == DocumentKind.ONE_OFF
    mine = {row["name"] for row in alone.facts["papers"]}
    theirs = {row["name"] for row in sent.facts["papers"]}
    assert mine < theirs  # who sends somebody brings a mandate too
    assert alone.facts["promise"] == "15个工作日"
    assert alone.addressee == "来访群众"


def test_a_citizen_does_not_make_such_sheets(counter: Counter) -> None:
    with pytest.raises(Refusal) as refused:
        letters.tell_once(
            counter.item_key, SELF, name="", hall_id=HALL, by=counter.citizen, at=NOW
        )
    assert refused.value.code == "permission.denied"


def test_what_changes_hands_with_a_case_is_listed(counter: Counter) -> None:
    case = counter.accepted()
    chief = counter.cast.user("chief_approver").pk
    given = {"reason": "岗位轮换", "by": counter.approver}
    at = moment("2026-03-11 09:00")
    number = letters.hand_over(case, chief, **given, at=at)
    listed = Document.objects.get(number=number)
    assert (listed.facts["giver"], listed.facts["receiver"]) == ("李敏", "贺清")
    assert listed.facts["received_on"] == "2026-03-11T09:00"
    assert listed.facts["reasons"] == ["岗位轮换"]
    assert len(listed.facts["papers"]) == 4
    # Between colleagues: it is not among what the applicant opens.
    assert listed.addressee == "贺清"
    with pytest.raises(Refusal):
        document_queries.by_number(number, by=counter.citizen)
    assert letters.hand_over(case, chief, **given, at=moment("2026-03-11 16:00")) == (
        number
    )
    later = letters.hand_over(case, chief, **given, at=moment("2026-03-12 09:00"))
    assert later != number


@pytest.mark.parametrize(
    ("to", "reason", "code", "field"),
    [
        ("approver", "换班", "handover.nobody", "receiver"),  # oneself
        ("clerk_elsewhere", "换班", "handover.nobody", "receiver"),
        ("citizen", "换班", "handover.nobody", "receiver"),
        ("chief_approver", "  ", "case.reason-unsaid", "reason"),
    ],
)
def test_papers_go_to_a_colleague_for_a_reason(
    counter: Counter, to: str, reason: str, code: str, field: str
) -> None:
    case, user = counter.accepted(), counter.cast.user(to).pk
    with pytest.raises(Refusal) as refused:
        letters.hand_over(case, user, reason=reason, by=counter.approver, at=NOW)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_the_papers_of_a_closed_case_are_with_the_archive(counter: Counter) -> None:
    case, chief = counter.closed(), counter.cast.user("chief_approver").pk
    with pytest.raises(Refusal) as refused:
        letters.hand_over(case, chief, reason="换班", by=counter.clerk, at=NOW)
    assert refused.value.code == "handover.closed"
