"""What is not a post's own comes back fast, with a reason, and is never lost: a question
within one working day, a whole case within two (policy of the hall)."""

import pytest

from tests.factories.accounts import COLLEAGUE
from tests.factories.cases import Counter, day, moment
from tests.factories.joint import BY_LAW, Table
from yichuang.cases.models import JointTerms, Opinion, Routing
from yichuang.cases.queries import joint as joint_queries
from yichuang.cases.rules.joint import Asked
from yichuang.cases.services import handling, joint
from yichuang.kernel.refusals import Refusal

NEXT_DAY = "2026-03-11 16:59"
TOO_LATE = "2026-03-12 09:00"


def give_back(
    table: Table, row: Opinion, at: str, reason: str = "归住建局管"
) -> Opinion:
    case = table.counter.again(table.case)
    by = table.counter.approver
    return joint.give_back(case, row.pk, reason=reason, by=by, at=moment(at))


def test_a_question_goes_back_within_a_working_day(table: Table) -> None:
    review, *others = table.ask_all()
    give_back(table, review, NEXT_DAY)
    review.refresh_from_db()
    assert (review.state, review.ended_reason) == (Asked.RETURNED, "归住建局管")
    for row, who in zip(others, ("department_head", "chief_approver"), strict=True):
        table.answer(row, who)
    with pytest.raises(Refusal) as refused:
        table.counter.approve(table.counter.again(table.case))
    assert refused.value.code == "opinions.returned", "it is not lost"
    joint.withdraw(
        table.counter.again(table.case),
        review.pk,
        reason="改问住建局",
        by=table.counter.chief_approver,
        at=moment(TOO_LATE),
    )
    table.counter.approve(table.counter.again(table.case))


def test_later_it_is_answered_instead(table: Table) -> None:
    review, *_others = table.ask_all()
    with pytest.raises(Refusal) as refused:
        give_back(table, review, TOO_LATE)
    assert (refused.value.code, refused.value.field) == ("return.late", "reason")
    assert refused.value.remedy
    table.answer(review, "approver", TOO_LATE)


def test_it_says_whose_it_is(table: Table) -> None:
    review, *_others = table.ask_all()
    with pytest.raises(Refusal) as refused:
        give_back(table, review, NEXT_DAY, reason=" ")
    assert refused.value.field == "reason"
    assert Opinion.objects.get(pk=review.pk).state == Asked.WAITING


def test_another_hall_s_terms(table: Table) -> None:
    """Places differ: here a question may go back for three working days."""
    JointTerms.objects.create(
        hall_id=1,
        version=1,
        valid_from=day("2026-03-01"),
        answer_days=5,
        remind_before=1,
        return_days=3,
        wrong_lead_days=2,
        site_check_days=5,
        made_by=COLLEAGUE,
        made_at=moment(),
    )
    review, *_others = table.ask_all()
    assert review.due == day("2026-03-17")
    give_back(table, review, "2026-03-13 10:00")


def test_a_case_goes_back_to_who_sent_it(table: Table, counter: Counter) -> None:
    handling.route(table.case, table.review.pk, by=counter.clerk, at=moment())
    case = counter.again(table.case)
    handling.give_back(
        case, reason="不归初审岗", by=counter.approver, at=moment("2026-03-12 16:00")
    )
    assert counter.again(case).post_id is None
    (row,) = joint_queries.came_back(counter.clerk)
    assert (row.number, row.reason) == (case.number, "不归初审岗")
    assert not joint_queries.came_back(counter.chief_approver)
    decide = table.counter.holds("chief_approver").post
    handling.route(counter.again(case), decide.pk, by=counter.clerk, at=moment())
    assert not joint_queries.came_back(counter.clerk), "it has gone on"


def test_a_case_goes_back_to_the_post_before(table: Table, counter: Counter) -> None:
    decide = counter.holds("chief_approver").post
    handling.route(table.case, decide.pk, by=counter.clerk, at=moment())
    handling.route(table.case, table.review.pk, by=counter.chief_approver, at=moment())
    case = counter.again(table.case)
    handling.give_back(case, reason="审批岗的事", by=counter.approver, at=moment())
    assert counter.again(case).post_id == decide.pk
    assert Routing.objects.filter(returned_at__isnull=False).count() == 1


def test_a_case_is_kept_after_two_working_days(table: Table, counter: Counter) -> None:
    handling.route(table.case, table.review.pk, by=counter.clerk, at=moment())
    case = counter.again(table.case)
    with pytest.raises(Refusal) as late:
        handling.give_back(
            case, reason="不归我", by=counter.approver, at=moment("2026-03-13 09:00")
        )
    assert late.value.code == "return.late"
    with pytest.raises(Refusal) as other:
        handling.give_back(
            case, reason="不归我", by=counter.department_head, at=moment()
        )
    assert other.value.code == "authority.other-post"
    assert counter.again(case).post_id == table.review.pk


def test_who_was_not_sent_a_case_gives_none_back(table: Table) -> None:
    with pytest.raises(Refusal) as refused:
        handling.give_back(
            table.case, reason="不归我", by=table.counter.approver, at=moment()
        )
    assert refused.value.code == "route.not-sent"


def test_the_lead_goes_on_without_an_overdue_answer(table: Table) -> None:
    review, *others = table.ask_all()
    for row, who in zip(others, ("department_head", "chief_approver"), strict=True):
        table.answer(row, who)

    def pass_over(at: str, reason: str = "三次催办未回，不影响结论") -> Opinion:
        case = table.counter.again(table.case)
        by = table.counter.chief_approver
        return joint.pass_over(case, review.pk, reason=reason, by=by, at=moment(at))

    with pytest.raises(Refusal) as early:
        pass_over("2026-03-13 16:00")
    assert early.value.code == "opinion.not-due"
    with pytest.raises(Refusal) as unsaid:
        pass_over("2026-03-16 09:00", " ")
    assert unsaid.value.field == "reason"
    assert pass_over("2026-03-16 09:00").state == Asked.PASSED
    table.counter.approve(table.counter.again(table.case), moment("2026-03-16 10:00"))


def test_nobody_goes_on_without_an_opinion_the_law_asks_for(table: Table) -> None:
    review, *_others = table.ask_all(weight=BY_LAW)
    with pytest.raises(Refusal) as refused:
        joint.pass_over(
            table.counter.again(table.case),
            review.pk,
            reason="等不及",
            by=table.counter.chief_approver,
            at=moment("2026-03-20 09:00"),
        )
    assert refused.value.code == "opinion.by-law"


def test_what_was_answered_is_not_withdrawn(table: Table) -> None:
    review, *_others = table.ask_all()
    table.answer(review, "approver")
    with pytest.raises(Refusal) as refused:
        joint.withdraw(
            table.counter.again(table.case),
            review.pk,
            reason="不问了",
            by=table.counter.chief_approver,
            at=moment(NEXT_DAY),
        )
    assert refused.value.code == "opinion.none"
