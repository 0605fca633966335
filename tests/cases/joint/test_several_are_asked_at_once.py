"""行政许可法 art. 26: one receives and delivers, the others give it their opinions. They
are asked at once, each with its own limit, and the count stands on the case."""

import pytest

from tests.factories.cases import Counter, day, moment
from tests.factories.joint import INFORMING, Table
from yichuang.cases.models import Consultation, Opinion
from yichuang.cases.queries import joint as joint_queries
from yichuang.cases.queries.detail import detail
from yichuang.cases.rules.joint import Asked
from yichuang.cases.services import decision, joint
from yichuang.cases.services.joint import Question
from yichuang.journal.models import Entry
from yichuang.kernel.refusals import Refusal


def codes(table: Table) -> list[str]:
    entries = Entry.objects.filter(about=table.case.about).order_by("id")
    return list(entries.values_list("code", flat=True))


def test_three_posts_of_two_departments_have_one_deadline(table: Table) -> None:
    asked = table.ask_all()
    assert [row.due for row in asked] == [day("2026-03-13")] * 3, "3 working days"
    round_ = Consultation.objects.get(case=table.case)
    assert (round_.waiting, round_.answer_by) == (3, day("2026-03-13"))
    assert codes(table).count("case.opinion-asked") == 3


def test_a_post_of_another_department_is_named_with_it(table: Table) -> None:
    table.ask_all()
    today = day("2026-03-10")
    by = table.counter.cast.actor("department_head")
    asked = joint_queries.owed_by(by, today).get()
    assert {"department"} <= asked.post._state.fields_cache.keys(), "read together"
    (row,) = joint_queries.owed([asked], today)
    assert row.post == f"{table.civil.department.name} {table.civil.name}"


def test_each_may_have_a_limit_of_its_own(table: Table) -> None:
    questions = [Question(table.review.pk, days=1), Question(table.civil.pk, days=2)]
    by = table.counter.chief_approver
    rows = joint.ask(table.case, questions, by=by, at=moment())
    assert [row.due for row in rows] == [day("2026-03-11"), day("2026-03-12")]
    assert Consultation.objects.get().answer_by == day("2026-03-12")


def test_two_of_three_answered_stands_on_the_case(table: Table) -> None:
    review, civil, _fire = table.ask_all()
    table.answer(review, "approver")
    table.answer(civil, "department_head", agrees=False, text="门宽不够")
    case = table.counter.again(table.case)
    count = joint_queries.tally_of(case)
    assert (count.answered, count.asked, count.agree) == (2, 3, 1)
    by = table.counter.chief_approver
    assert detail(case, by=by, today=day("2026-03-11")).answered == (2, 3)
    assert joint_queries.tallies([case.pk]) == {case.pk: (2, 3)}
    with pytest.raises(Refusal) as refused:
        table.counter.approve(case, moment("2026-03-11 10:00"))
    assert refused.value.code == "opinions.open"
    assert dict(refused.value.facts) == {"answered": 2, "asked": 3}


def test_with_the_last_answer_it_is_the_lead_s_turn(table: Table) -> None:
    rows = table.ask_all()
    for row, who in zip(rows, ("approver", "department_head"), strict=False):
        table.answer(row, who)
        assert "case.opinions-complete" not in codes(table)
    table.answer(rows[2], "chief_approver")
    assert codes(table)[-1] == "case.opinions-complete"
    assert Consultation.objects.get().closed_at is not None
    table.counter.approve(table.counter.again(table.case))


def test_more_can_be_asked_while_others_answer(table: Table) -> None:
    by, at = table.counter.chief_approver, moment()
    (first,) = joint.ask(table.case, [Question(table.review.pk)], by=by, at=at)
    joint.ask(table.case, [Question(table.civil.pk, days=5)], by=by, at=at)
    assert Consultation.objects.get().waiting == 2, "one round, one count"
    table.answer(first, "approver")
    assert Consultation.objects.get().closed_at is None


def test_what_is_asked_for_information_holds_nothing_up(table: Table) -> None:
    table.ask_all(weight=INFORMING)
    table.counter.approve(table.counter.again(table.case))
    states = set(Opinion.objects.values_list("state", flat=True))
    assert states == {Asked.PASSED}, "with the decision the questions end"


@pytest.mark.parametrize("days", [0, 21, -1])
def test_a_limit_without_sense_is_refused_and_nobody_is_asked(
    table: Table, days: int
) -> None:
    with pytest.raises(Refusal) as refused:
        table.ask_all(days=days)
    assert (refused.value.code, refused.value.field) == ("joint.days", "days")
    assert not Opinion.objects.exists()


def test_a_promise_is_not_lent_out(table: Table) -> None:
    """The diploma is promised in 15 working days; nobody gets 20 of them."""
    with pytest.raises(Refusal) as refused:
        table.ask_all(days=20)
    assert refused.value.code == "joint.after-promise"
    late = table.ask_all(at="2026-03-30 10:00")
    promised = table.counter.again(table.case).promise_due
    assert {row.due for row in late} == {promised}, (
        "the usual days end with the promise"
    )


def test_nobody_is_asked_twice_at_once(table: Table) -> None:
    twice = [Question(table.review.pk), Question(table.review.pk)]
    by = table.counter.chief_approver
    for questions in (twice, []):
        with pytest.raises(Refusal) as refused:
            joint.ask(table.case, questions, by=by, at=moment())
        assert refused.value.code in {"opinion.asked-already", "opinion.nobody"}
    assert not Opinion.objects.exists()


def test_a_post_that_was_not_asked_does_not_answer(table: Table) -> None:
    review, *_others = table.ask_all()
    with pytest.raises(Refusal) as other:
        table.answer(review, "department_head")
    assert other.value.code == "authority.other-post"
    review.refresh_from_db()
    assert review.state == Asked.WAITING


def test_after_the_decision_nobody_answers(table: Table, counter: Counter) -> None:
    rows = table.ask_all(weight=INFORMING)
    counter.approve(counter.again(table.case))
    with pytest.raises(Refusal) as refused:
        table.answer(rows[0], "approver")
    assert refused.value.code == "move.not-allowed"
    assert refused.value.remedy


def test_an_answer_after_its_day_is_taken_and_seen_as_late(table: Table) -> None:
    rows = table.ask_all()
    table.answer(rows[0], "approver", at="2026-03-16 09:00")
    (facts, *_rest) = joint_queries.questions_of(table.counter.again(table.case))
    assert facts.late
    assert joint_queries.tally_of(table.case).late == 1


def test_the_decision_sees_every_answer_first(table: Table) -> None:
    """Who decides on a page that was opened before the answer comes second."""
    rows = table.ask_all(weight=INFORMING)
    stale = table.counter.again(table.case)
    table.answer(rows[0], "approver", agrees=False, text="材料是假的")
    table.counter.letter("chief_approver")
    with pytest.raises(Refusal) as refused:
        decision.approve(
            stale, by=table.counter.chief_approver, at=moment("2026-03-11 11:00")
        )
    assert refused.value.code == "case.moved-on"
