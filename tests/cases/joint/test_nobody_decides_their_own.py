"""Separation of duties (design 4.4): nobody decides a tolerance they asked for, their
own matter, or a hearing on their own case; who is recused 回避 keeps away."""

from dataclasses import replace

import pytest

from tests.factories.cases import ASKED, NOW, Counter
from tests.factories.joint import Table
from yichuang.cases.models import Case, Recusal
from yichuang.cases.rules import authority
from yichuang.cases.rules.authority import RecusalGround, RecusalState
from yichuang.cases.rules.papers import ToleranceKind
from yichuang.cases.services import decision, impartial, tolerance
from yichuang.kernel.refusals import Refusal


def recuse(
    counter: Counter,
    case: Case,
    who: str = "chief_approver",
    by: str = "chief_approver",
    *,
    relation: str = "申请人的姐姐",
    by_applicant: bool = False,
) -> Recusal:
    return impartial.ask(
        case,
        counter.cast.user(who).pk,
        RecusalGround.KIN,
        relation=relation,
        by=counter.cast.actor(by),
        at=NOW,
        by_applicant=by_applicant,
    )


def decided(counter: Counter, case: Case) -> str:
    """ "" where the chief approver can decide, else the code of the refusal."""
    try:
        decision.approve(counter.again(case), by=counter.chief_approver, at=NOW)
    except Refusal as refusal:
        return refusal.code
    return ""


@pytest.fixture
def case(counter: Counter) -> Case:
    counter.letter("chief_approver")
    return counter.accepted()


def test_nobody_agrees_to_the_tolerance_they_asked_for(counter: Counter) -> None:
    counter.letter("chief_approver")
    case = counter.checked(but=["register-form"])
    by = counter.chief_approver
    tolerance.ask(
        case, "register-form", ToleranceKind.EVIDENCE, evidence=ASKED, by=by, at=NOW
    )
    with pytest.raises(Refusal) as refused:
        tolerance.decide(case, "register-form", agree=True, by=by, at=NOW)
    assert refused.value.code == "authority.own-request"


def test_nobody_agrees_to_a_tolerance_in_their_own_matter(counter: Counter) -> None:
    counter.letter("chief_approver")
    case = counter.checked(but=["register-form"])
    tolerance.ask(
        case,
        "register-form",
        ToleranceKind.EVIDENCE,
        evidence=ASKED,
        by=counter.clerk,
        at=NOW,
    )
    by = replace(counter.chief_approver, person_id=case.applicant_id)
    with pytest.raises(Refusal) as refused:
        tolerance.decide(case, "register-form", agree=True, by=by, at=NOW)
    assert refused.value.code == "authority.own-matter"


def test_nobody_decides_their_own_matter(counter: Counter, case: Case) -> None:
    by = replace(counter.chief_approver, person_id=case.applicant_id)
    with pytest.raises(Refusal) as refused:
        decision.approve(case, by=by, at=NOW)
    assert refused.value.code == "authority.own-matter"


def test_from_the_asking_on_the_person_keeps_away(counter: Counter, case: Case) -> None:
    row = recuse(counter, case)
    assert decided(counter, case) == "authority.recused"
    impartial.decide(case, row.pk, grant=True, by=counter.department_head, at=NOW)
    assert decided(counter, case) == "authority.recused"


def test_what_is_denied_lets_the_person_work_on(counter: Counter, case: Case) -> None:
    row = recuse(counter, case, by="clerk", by_applicant=True)
    with pytest.raises(Refusal) as unsaid:
        impartial.decide(case, row.pk, grant=False, by=counter.department_head, at=NOW)
    assert unsaid.value.field == "reason"
    impartial.decide(
        case,
        row.pk,
        grant=False,
        reason="没有亲属关系",
        by=counter.department_head,
        at=NOW,
    )
    assert Recusal.objects.get().state == RecusalState.DENIED
    assert decided(counter, case) == ""


def test_nobody_decides_on_their_own_recusal(counter: Counter, case: Case) -> None:
    row = recuse(counter, case, who="department_head", by="department_head")
    with pytest.raises(Refusal) as refused:
        impartial.decide(
            case,
            row.pk,
            grant=False,
            reason="我没事",
            by=counter.department_head,
            at=NOW,
        )
    assert refused.value.code == "recusal.own"
    impartial.decide(case, row.pk, grant=True, by=counter.hall_manager, at=NOW)


def test_colleagues_are_not_pushed_aside_by_each_other(
    counter: Counter, case: Case
) -> None:
    with pytest.raises(Refusal) as refused:
        recuse(counter, case, by="approver")
    assert refused.value.code == "recusal.others"
    with pytest.raises(Refusal) as bare:
        recuse(counter, case, relation=" ")
    assert bare.value.field == "relation"
    recuse(counter, case)
    with pytest.raises(Refusal) as twice:
        recuse(counter, case)
    assert twice.value.code == "recusal.known"


def test_who_is_recused_gives_no_opinion(table: Table) -> None:
    review, *_others = table.ask_all()
    recuse(table.counter, table.case, who="approver", by="approver")
    with pytest.raises(Refusal) as refused:
        table.answer(review, "approver")
    assert refused.value.code == "authority.recused"


def test_who_examined_it_does_not_chair_the_hearing() -> None:
    """行政许可法 art. 48(1)(3)."""
    authority.require_impartial_chair(
        chair="staff:9", handled_by={"staff:1", "staff:2"}
    )
    with pytest.raises(Refusal) as refused:
        authority.require_impartial_chair(chair="staff:1", handled_by={"staff:1"})
    assert (refused.value.code, refused.value.field) == (
        "authority.own-hearing",
        "chair",
    )


def test_nobody_closes_a_bad_review_against_themselves() -> None:
    authority.require_not_own_review(closes="staff:9", handled_by={"staff:1"})
    with pytest.raises(Refusal) as refused:
        authority.require_not_own_review(closes="staff:1", handled_by={"staff:1"})
    assert refused.value.code == "authority.own-review"
