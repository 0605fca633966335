"""What was written to others about a case is theirs (行政许可法 art. 36, 47, 48; PIPL art. 6):
the applicant may know that others are heard, not read their letters or their names."""

import pytest

from tests.cases.test_hearing import Room, documents
from tests.factories.cases import NOW, Counter
from yichuang.accounts.policies import Actor
from yichuang.cases.rules.authority import RecusalGround
from yichuang.cases.services import impartial
from yichuang.documents import queries as document_queries
from yichuang.documents.models import Document
from yichuang.documents.rules import DocumentKind
from yichuang.kernel.refusals import Refusal

NEIGHBOUR = "周大顺"


def reads(by: Actor, document: Document) -> bool:
    """Whether the address of the document leads them anywhere."""
    try:
        return document_queries.by_number(document.number, by=by) == document
    except Refusal:
        return False


@pytest.fixture
def room(counter: Counter) -> Room:
    return Room(counter)


def test_the_applicant_reads_the_notice_to_them_and_not_the_neighbours(
    room: Room,
) -> None:
    room.called(interested=[NEIGHBOUR])
    for kind in (DocumentKind.HEARING_RIGHT, DocumentKind.HEARING_NOTICE):
        own, other = documents(room.case, kind)
        assert (own.addressee, other.addressee) == ("林知夏", NEIGHBOUR)
        assert reads(room.counter.citizen, own)
        assert not reads(room.counter.citizen, other)
        assert reads(room.counter.clerk, other)


def test_the_address_of_the_neighbours_notice_is_not_there(room: Room) -> None:
    room.told(interested=[NEIGHBOUR])
    own, other = documents(room.case, DocumentKind.HEARING_RIGHT)
    browser = room.counter.cast.client("citizen")
    assert browser.get(f"/documents/{own.number}.pdf").status_code == 200
    assert browser.get(f"/documents/{other.number}.pdf").status_code == 404


def test_a_notice_says_that_others_are_heard_and_not_their_names(room: Room) -> None:
    room.called(interested=[NEIGHBOUR])
    own, other = documents(room.case, DocumentKind.HEARING_NOTICE)
    assert [one["name"] for one in own.facts["parties"]] == ["林知夏", "周**"]
    assert [one["role"] for one in own.facts["parties"]] == ["申请人", "利害关系人"]
    assert NEIGHBOUR not in str(own.facts)
    # Whoever is heard against an application knows whose it is.
    assert [one["name"] for one in other.facts["parties"]] == ["林知夏", NEIGHBOUR]


def test_who_was_heard_together_reads_the_same_minutes(room: Room) -> None:
    room.called(interested=[NEIGHBOUR])
    room.record()
    room.sign()
    room.close()
    (minutes,) = documents(room.case, DocumentKind.HEARING_MINUTES)
    assert {one["name"] for one in minutes.facts["parties"]} == {"林知夏", NEIGHBOUR}
    assert reads(room.counter.citizen, minutes)


@pytest.mark.parametrize("asked_by_the_applicant", [True, False])
def test_a_recusal_is_answered_to_whoever_asked_for_it(
    counter: Counter, asked_by_the_applicant: bool
) -> None:
    case = counter.accepted()
    row = impartial.ask(
        case,
        counter.cast.user("approver").pk,
        RecusalGround.KIN,
        relation="申请人的姐姐",
        by=counter.clerk if asked_by_the_applicant else counter.approver,
        at=NOW,
        by_applicant=asked_by_the_applicant,
    )
    impartial.decide(case, row.pk, grant=True, by=counter.department_head, at=NOW)
    (decision,) = documents(case, DocumentKind.RECUSAL)
    assert reads(counter.citizen, decision) is asked_by_the_applicant
    assert decision.addressee == ("林知夏" if asked_by_the_applicant else "李敏")
    assert decision.facts["giver"] == decision.addressee


def test_whoever_acts_for_the_applicant_reads_the_certificate_and_the_notices(
    counter: Counter,
) -> None:
    case = counter.approved()
    for document in Document.objects.filter(about=case.about):
        assert reads(counter.citizen, document), document.kind
        assert not reads(counter.other_citizen, document)
