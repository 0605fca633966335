"""First review (行政许可法 art. 35, 43): accepted here, examined within 20 days, sent up
with the opinion and all papers; the applicant is asked for nothing again; the answer
comes back and is handed over here."""

import pytest

from tests.factories.cases import LICENCE, Counter, day, moment
from tests.factories.joint import UPPER, make_first_review
from yichuang.cases.models import Case, FirstReview
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.rules.upward import Above
from yichuang.cases.services import decision, handling, upward
from yichuang.cases.services.upward import Answer
from yichuang.documents.models import Document
from yichuang.journal.models import Entry
from yichuang.kernel.refusals import Refusal
from yichuang.organisation.models import Authorisation
from yichuang.organisation.rules import Scope

OPINION = "材料齐全，场所符合要求，同意上报"


@pytest.fixture
def case(counter: Counter) -> Case:
    made = make_first_review(counter)
    counter.licence.letter("chief_approver")
    Authorisation.objects.update(scope=Scope.FIRST_REVIEW)
    return made


def send(counter: Counter, case: Case, at: str = "2026-03-12 10:00") -> FirstReview:
    return upward.send_up(
        counter.again(case),
        agrees=True,
        opinion=OPINION,
        by=counter.chief_approver,
        at=moment(at),
    )


def come_back(
    counter: Counter, case: Case, answer: Answer, at: str = "2026-03-20 09:00"
) -> Case:
    by = counter.chief_approver
    return upward.come_back(counter.again(case), answer, by=by, at=moment(at))


def test_it_is_not_decided_here(counter: Counter, case: Case) -> None:
    with pytest.raises(Refusal) as refused:
        decision.approve(case, by=counter.chief_approver, at=moment())
    assert refused.value.code == "upward.decided-above"
    assert "35" in refused.value.remedy


def test_opinion_and_all_papers_go_up(counter: Counter, case: Case) -> None:
    row = send(counter, case)
    assert (row.state, row.body, row.opinion) == (Above.SENT, UPPER, OPINION)
    assert [paper["key"] for paper in row.papers] == ["form"]
    assert row.due == day("2026-04-07"), "20 working days after 10 March"
    sheet = Document.objects.get(kind="first_review")
    assert (sheet.addressee, sheet.facts["decision"]) == (UPPER, "同意")
    assert len(sheet.facts["papers"]) == 1


def test_a_paper_that_is_not_settled_keeps_it_here(
    counter: Counter, case: Case
) -> None:
    case.papers.update(state="present")
    with pytest.raises(Refusal) as refused:
        send(counter, case)
    assert refused.value.code == "papers.unchecked"
    assert not FirstReview.objects.exists()


def test_without_an_opinion_nothing_goes_up(counter: Counter, case: Case) -> None:
    with pytest.raises(Refusal) as refused:
        upward.send_up(
            case, agrees=True, opinion=" ", by=counter.chief_approver, at=moment()
        )
    assert refused.value.field == "opinion"


def test_first_review_needs_a_letter_too(counter: Counter, case: Case) -> None:
    with pytest.raises(Refusal) as refused:
        upward.send_up(
            case, agrees=True, opinion=OPINION, by=counter.approver, at=moment()
        )
    assert refused.value.code == "authority.none"


def test_a_letter_for_first_review_decides_nothing(counter: Counter) -> None:
    case = counter.accepted()
    counter.letter("chief_approver")
    Authorisation.objects.update(scope=Scope.FIRST_REVIEW)
    with pytest.raises(Refusal) as refused:
        decision.approve(case, by=counter.chief_approver, at=moment())
    assert refused.value.code == "authority.first-review-only"


def test_while_it_lies_above_nothing_is_done_here(counter: Counter, case: Case) -> None:
    send(counter, case)
    case = counter.again(case)
    post = counter.holds("approver", post="review").post
    for act in (
        lambda: decision.approve(case, by=counter.chief_approver, at=moment()),
        lambda: handling.route(case, post.pk, by=counter.clerk, at=moment()),
        lambda: send(counter, case),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "upward.away"
        assert dict(refused.value.facts)["body"] == UPPER


def test_the_receipt_is_on_record(counter: Counter, case: Case) -> None:
    send(counter, case)
    row = upward.confirm(
        counter.again(case),
        number="市监收〔2026〕88号",
        received_on=day("2026-03-13"),
        answer_due=day("2026-04-10"),
        by=counter.chief_approver,
        at=moment("2026-03-13 15:00"),
    )
    assert (row.state, row.answer_due) == (Above.RECEIVED, day("2026-04-10"))
    with pytest.raises(Refusal) as again:
        upward.confirm(
            counter.again(case),
            number="市监收〔2026〕88号",
            received_on=day("2026-03-13"),
            answer_due=None,
            by=counter.chief_approver,
            at=moment("2026-03-13 15:00"),
        )
    assert again.value.code == "move.not-allowed"


def test_the_answer_is_handed_over_here(counter: Counter, case: Case) -> None:
    send(counter, case)
    answer = Answer(granted=True, number="市监许〔2026〕12号", day=day("2026-03-19"))
    back = come_back(counter, case, answer)
    assert (back.state, back.outcome, back.on_time) == ("approved", "approved", True)
    told = Document.objects.get(kind="above_decision")
    assert told.facts["decided_number"] == "市监许〔2026〕12号"
    assert not Document.objects.filter(kind="certificate").exists(), "not our seal"
    counter.issue(counter.again(case), moment("2026-03-20 10:00"))
    assert counter.again(case).state == CaseState.CLOSED


def test_a_refusal_from_above_has_its_reasons(counter: Counter, case: Case) -> None:
    send(counter, case)
    with pytest.raises(Refusal) as unsaid:
        come_back(counter, case, Answer(granted=False, number="市监不许〔2026〕3号"))
    assert unsaid.value.field == "text"
    answer = Answer(granted=False, number="市监不许〔2026〕3号", text="布局不合要求")
    back = come_back(counter, case, answer)
    assert (back.state, back.reason) == (CaseState.REFUSED, "布局不合要求")
    assert Document.objects.get(kind="above_decision").facts["review_body"]


def test_above_nobody_asks_for_papers_again(counter: Counter, case: Case) -> None:
    send(counter, case)
    with pytest.raises(Refusal) as refused:
        come_back(counter, case, Answer(granted=True, number="1", asks="身份证复印件"))
    assert (refused.value.code, refused.value.field) == ("upward.asks-again", "asks")
    assert counter.again(case).state == CaseState.ACCEPTED


@pytest.mark.parametrize(
    ("answer", "code", "field"),
    [
        (Answer(granted=True, number=" "), "upward.number", "number"),
        (
            Answer(granted=True, number="1", day=day("2026-03-11")),
            "upward.before-sent",
            "day",
        ),
    ],
)
def test_an_answer_that_cannot_be(
    counter: Counter, case: Case, answer: Answer, code: str, field: str
) -> None:
    send(counter, case)
    with pytest.raises(Refusal) as refused:
        come_back(counter, case, answer)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_what_was_not_sent_does_not_come_back(counter: Counter, case: Case) -> None:
    with pytest.raises(Refusal) as refused:
        come_back(counter, case, Answer(granted=True, number="1"))
    assert refused.value.code == "upward.not-sent"


def test_what_is_ours_is_not_sent_up(counter: Counter) -> None:
    case = counter.accepted()
    counter.letter("chief_approver")
    with pytest.raises(Refusal) as refused:
        send(counter, case)
    assert refused.value.code == "upward.ours"


def test_the_citizen_sees_where_it_lies(counter: Counter, case: Case) -> None:
    send(counter, case)
    entry = Entry.objects.get(about=case.about, code="case.sent-up")
    assert UPPER in entry.facts
    assert case.item_key == LICENCE
