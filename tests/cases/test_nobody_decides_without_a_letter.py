"""No decision without a letter that covers item, post, person and day; a refusal gives
its reason and the way to review and court (行政许可法 art. 38)."""

from datetime import datetime

import pytest

from tests.factories.cases import LICENCE, NOW, Counter, make_licence, moment
from yichuang.cases.models import Case
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.services import decision, handling
from yichuang.documents.models import Document
from yichuang.documents.rules import DocumentKind
from yichuang.journal.models import Entry
from yichuang.kernel.refusals import Refusal
from yichuang.organisation.models import Cover, Post
from yichuang.organisation.queries.places import department_id
from yichuang.organisation.services.authority import mark_away, revoke


def not_allowed(counter: Counter, case: Case, who: str, at: datetime = NOW) -> str:
    """Approving and refusing are refused alike, and leave nothing; the code of both."""
    by = counter.cast.actor(who)
    with pytest.raises(Refusal) as approving:
        decision.approve(case, by=by, at=at)
    with pytest.raises(Refusal) as refusing:
        decision.refuse(counter.again(case), reason="查无考籍", by=by, at=at)
    code = approving.value.code
    assert refusing.value.code == code
    assert approving.value.remedy
    assert counter.again(case).state == CaseState.ACCEPTED
    assert not Document.objects.filter(
        about=case.about, kind__in=["certificate", "decision", "refusal"]
    ).exists()
    return code


@pytest.fixture
def case(counter: Counter) -> Case:
    return counter.accepted()


def test_without_a_letter(counter: Counter, case: Case) -> None:
    assert not_allowed(counter, case, "chief_approver") == "authority.none"


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ("2026-01-01", "2026-03-09", "authority.ended"),
        ("2026-03-11", "2026-12-31", "authority.not-yet"),
    ],
    ids=["ended-yesterday", "begins-tomorrow"],
)
def test_with_a_letter_of_other_days(
    counter: Counter, case: Case, first: str, last: str, code: str
) -> None:
    counter.letter("chief_approver", first=first, last=last)
    assert not_allowed(counter, case, "chief_approver") == code


def test_the_day_is_the_hall_s_not_greenwich_s(counter: Counter, case: Case) -> None:
    """07:30 in the hall is still yesterday in UTC."""
    counter.letter("chief_approver", last="2026-03-10")
    early = moment("2026-03-11 07:30")
    assert not_allowed(counter, case, "chief_approver", early) == "authority.ended"


def test_with_a_letter_for_another_item(counter: Counter, case: Case) -> None:
    counter.letter("chief_approver", item=LICENCE)
    assert not_allowed(counter, case, "chief_approver") == "authority.none"


def test_with_a_letter_of_another_department(counter: Counter, case: Case) -> None:
    civil = department_id(1, "civil")
    assert civil is not None
    Post.objects.create(
        department_id=civil, key="decide", name="审批岗", kind="decision"
    )
    counter.letter("chief_approver", item="*", department=civil)
    assert not_allowed(counter, case, "chief_approver") == "authority.none"


def test_with_somebody_else_s_letter(counter: Counter, case: Case) -> None:
    counter.letter("chief_approver")
    counter.holds("approver", Cover.B)
    assert not_allowed(counter, case, "approver") == "authority.none"


def test_with_a_revoked_letter(counter: Counter, case: Case) -> None:
    letter = counter.letter("chief_approver")
    revoke(letter, reason="调岗", on=NOW.date(), by=counter.administrator, at=NOW)
    assert not_allowed(counter, case, "chief_approver") == "authority.withdrawn"


def test_a_letter_does_not_make_a_clerk_an_approver(
    counter: Counter, case: Case
) -> None:
    counter.letter("clerk")
    assert not_allowed(counter, case, "clerk") == "permission.denied"


def test_while_a_is_away_b_decides_with_their_own_letter(
    counter: Counter, case: Case
) -> None:
    holds_a = counter.holds("chief_approver")
    counter.letter("chief_approver")
    counter.holds("approver", Cover.B)
    letter = counter.letter("approver")
    assert not_allowed(counter, case, "approver") == "authority.not-acting"
    mark_away(holds_a, away=True, by=counter.hall_manager, at=NOW)
    assert not_allowed(counter, case, "chief_approver") == "authority.not-acting"
    decision.approve(counter.again(case), by=counter.approver, at=NOW)
    entry = Entry.objects.get(about=case.about, code="case.approved")
    assert letter.letter_number in entry.facts, "the letter stands in the journal"


def test_on_the_last_day_of_the_letter(counter: Counter, case: Case) -> None:
    counter.letter("chief_approver", last="2026-03-10")
    decision.approve(case, by=counter.chief_approver, at=moment("2026-03-10 23:59"))
    assert case.state == CaseState.APPROVED


def test_a_refusal_says_why_and_where_to_turn(counter: Counter, case: Case) -> None:
    counter.letter("chief_approver")
    with pytest.raises(Refusal) as refused:
        decision.refuse(case, reason=" ", by=counter.chief_approver, at=NOW)
    assert refused.value.field == "reason"
    decision.refuse(case, reason="查无考籍", by=counter.chief_approver, at=NOW)
    told = Document.objects.get(about=case.about, kind=DocumentKind.REFUSAL)
    assert told.facts["reasons"] == ["查无考籍"]
    assert told.facts["review_body"] == "青禾县人民政府"
    assert told.facts["court"] == "青禾县人民法院"
    counter.issue(case)
    case = counter.again(case)
    assert (case.state, case.outcome) == (CaseState.CLOSED, "refused")


def test_a_licence_is_granted_by_a_written_decision(counter: Counter) -> None:
    make_licence()
    case = counter.licence.accepted()
    counter.licence.letter("chief_approver")
    decision.approve(case, by=counter.chief_approver, at=NOW)
    kinds = set(
        Document.objects.filter(about=case.about).values_list("kind", flat=True)
    )
    assert kinds == {"acceptance", "decision", "certificate"}


def test_posts_that_were_asked_answer_first(counter: Counter, case: Case) -> None:
    counter.letter("chief_approver")
    post = counter.holds("approver", post="review").post
    asked = handling.ask_post(
        case, post.pk, question="考籍可查？", by=counter.clerk, at=NOW
    )
    with pytest.raises(Refusal) as refused:
        decision.approve(case, by=counter.chief_approver, at=NOW)
    assert refused.value.code == "opinions.open"
    assert dict(refused.value.facts) == {"answered": 0, "asked": 1}
    with pytest.raises(Refusal) as other:
        handling.opine(
            case, asked.pk, agrees=True, text="", by=counter.chief_approver, at=NOW
        )
    assert other.value.code == "authority.other-post"
    handling.opine(case, asked.pk, agrees=True, text="", by=counter.approver, at=NOW)
    decision.approve(case, by=counter.chief_approver, at=NOW)


def test_who_objects_says_why(counter: Counter, case: Case) -> None:
    post = counter.holds("approver", post="review").post
    asked = handling.ask_post(case, post.pk, question="", by=counter.clerk, at=NOW)
    with pytest.raises(Refusal) as refused:
        handling.opine(
            case, asked.pk, agrees=False, text=" ", by=counter.approver, at=NOW
        )
    assert refused.value.field == "text"
    assert counter.again(case).opinions.get().answered_at is None


def test_a_post_is_asked_once_until_it_answers(counter: Counter, case: Case) -> None:
    post = Post.objects.get(department_id=1, key="review")
    handling.ask_post(case, post.pk, question="", by=counter.clerk, at=NOW)
    with pytest.raises(Refusal) as refused:
        handling.ask_post(case, post.pk, question="", by=counter.clerk, at=NOW)
    assert refused.value.code == "opinion.asked-already"


def test_a_case_is_sent_to_posts_of_its_own_department(
    counter: Counter, case: Case
) -> None:
    own = Post.objects.get(department_id=1, key="review")
    other = Post.objects.create(
        department_id=2, key="review", name="初审岗", kind="review"
    )
    handling.route(case, own.pk, by=counter.clerk, at=NOW)
    for act in (
        lambda: handling.route(case, other.pk, by=counter.clerk, at=NOW),
        lambda: handling.route(case, 10**6, by=counter.clerk, at=NOW),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.field == "post"
    assert counter.again(case).post_id == own.pk
