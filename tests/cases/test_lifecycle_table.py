"""The life of a case is a table: what it does not name cannot happen, to nobody."""

import itertools
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.factories.cases import AGENT, NOW, Counter, make_licence
from tests.factories.online import make_draft, make_submitted
from yichuang.accounts.rules import Role
from yichuang.cases import policies
from yichuang.cases.models import Case
from yichuang.cases.rules.lifecycle import LIFECYCLE, CaseState, Outcome
from yichuang.cases.rules.papers import PaperState
from yichuang.cases.services import decision, handling, intake, notices
from yichuang.cases.services.moving import advance
from yichuang.kernel.refusals import Refusal

MOVES = sorted({move.name for move in LIFECYCLE.moves})
# The table once more, by hand, as the law tells it.
MAY_LEAD = {
    CaseState.DRAFT: {"submit": CaseState.SUBMITTED},
    CaseState.SUBMITTED: {
        "terminate": CaseState.CLOSED,
        "renew": CaseState.APPROVED,
        "receive": CaseState.RECEIVED,
        "notify": CaseState.CORRECTION,
        "accept": CaseState.ACCEPTED,
        "deem": CaseState.ACCEPTED,
        "decline": CaseState.CLOSED,
        "withdraw": CaseState.CLOSED,
    },
    CaseState.RECEIVED: {
        "terminate": CaseState.CLOSED,
        "renew": CaseState.APPROVED,
        "transfer": CaseState.RECEIVED,
        "notify": CaseState.CORRECTION,
        "accept": CaseState.ACCEPTED,
        "deem": CaseState.ACCEPTED,
        "decline": CaseState.CLOSED,
        "withdraw": CaseState.CLOSED,
    },
    CaseState.CORRECTION: {
        "terminate": CaseState.CLOSED,
        "supplement": CaseState.RECEIVED,
        "decline": CaseState.CLOSED,
        "lapse": CaseState.CLOSED,
        "withdraw": CaseState.CLOSED,
    },
    CaseState.ACCEPTED: {
        "terminate": CaseState.CLOSED,
        "renew": CaseState.APPROVED,
        "withdraw": CaseState.CLOSED,
        "route": CaseState.ACCEPTED,
        "opine": CaseState.ACCEPTED,
        "return": CaseState.ACCEPTED,
        "inspect": CaseState.ACCEPTED,
        "send_up": CaseState.ACCEPTED,
        "confirm_up": CaseState.ACCEPTED,
        "come_back_granted": CaseState.APPROVED,
        "silence": CaseState.APPROVED,
        "come_back_refused": CaseState.REFUSED,
        "suspend": CaseState.SUSPENDED,
        "extend": CaseState.ACCEPTED,
        "approve": CaseState.APPROVED,
        "refuse": CaseState.REFUSED,
        "breach": CaseState.CLOSED,
        "disprove": CaseState.CLOSED,
    },
    CaseState.SUSPENDED: {
        "terminate": CaseState.CLOSED,
        "renew": CaseState.APPROVED,
        "resume": CaseState.ACCEPTED,
        "withdraw": CaseState.CLOSED,
        "breach": CaseState.CLOSED,
        "disprove": CaseState.CLOSED,
    },
    CaseState.APPROVED: {
        "issue": CaseState.CLOSED,
        "breach": CaseState.CLOSED,
        "annul": CaseState.CLOSED,
    },
    CaseState.REFUSED: {"deliver": CaseState.CLOSED},
    CaseState.CLOSED: {},
}
PAIRS = list(itertools.product(CaseState, MOVES))


@pytest.mark.parametrize(("state", "move"), PAIRS)
def test_a_move_is_named_for_a_state_or_refused(state: CaseState, move: str) -> None:
    expected = MAY_LEAD[state].get(move)
    if expected is not None:
        assert LIFECYCLE.target(state, move) == expected
        return
    with pytest.raises(Refusal) as refused:
        LIFECYCLE.target(state, move)
    assert refused.value.code == "move.not-allowed"
    assert refused.value.remedy


def test_every_move_needs_a_permission_that_stands_in_the_grants() -> None:
    assert {move.needs for move in LIFECYCLE.moves} <= set(policies.GRANTS)


def test_nobody_is_granted_what_only_the_clock_does() -> None:
    assert policies.GRANTS["case.deem"] == frozenset()
    assert policies.GRANTS["case.breach"] == frozenset()


def test_it_ends_only_when_it_is_closed() -> None:
    assert LIFECYCLE.final == {CaseState.CLOSED}
    assert LIFECYCLE.start == CaseState.DRAFT


ROLES = {
    "guide": Role.GUIDE,
    "clerk": Role.CLERK,
    "chief_approver": Role.CHIEF_APPROVER,
    "approver": Role.APPROVER,
    "issuer": Role.ISSUER,
    "hall_manager": Role.HALL_MANAGER,
    "item_manager": Role.ITEM_MANAGER,
    "review_officer": Role.REVIEW_OFFICER,
    "supervisor": Role.SUPERVISOR,
    "department_head": Role.DEPARTMENT_HEAD,
    "administrator": Role.ADMINISTRATOR,
    "auditor": Role.AUDITOR,
    "citizen": Role.CITIZEN,
}


@pytest.mark.parametrize("move", LIFECYCLE.moves, ids=lambda move: move.name)
def test_each_role_may_make_the_moves_it_was_granted_and_no_other(
    counter: Counter, move: Any
) -> None:
    case = counter.received()
    owner_id = counter.cast.user("citizen").pk
    Case.objects.filter(pk=case.pk).update(state=move.starts[0], owner_id=owner_id)
    for who, role in ROLES.items():
        fresh = Case.objects.get(pk=case.pk)
        # A draft is its citizen's own: nobody else may even see it.
        own = move.starts[0] != CaseState.DRAFT or role is Role.CITIZEN
        may = own and role in policies.GRANTS[move.needs]
        by = counter.cast.actor(who)
        if not may:
            with pytest.raises(Refusal) as refused:
                advance(fresh, move.name, by=by)
            assert refused.value.code == "permission.denied", who
            continue
        advance(fresh, move.name, by=by)
        assert Case.objects.get(pk=case.pk).state == move.target, who
        Case.objects.filter(pk=case.pk).update(state=move.starts[0])


STATES: dict[CaseState, Callable[[Counter], Case]] = {
    CaseState.DRAFT: lambda counter: make_draft(counter.cast),
    CaseState.SUBMITTED: lambda counter: make_submitted(counter.cast),
    CaseState.RECEIVED: lambda counter: counter.received(),
    CaseState.CORRECTION: lambda counter: _told(counter),
    CaseState.ACCEPTED: lambda counter: counter.accepted(),
    CaseState.SUSPENDED: lambda counter: _stopped(counter),
    CaseState.APPROVED: lambda counter: counter.approved(),
    CaseState.REFUSED: lambda counter: _refused(counter),
    CaseState.CLOSED: lambda counter: counter.closed(),
}


def _told(counter: Counter) -> Case:
    case = counter.received()
    notices.notify(case, by=counter.clerk, at=NOW)
    return case


def _stopped(counter: Counter) -> Case:
    case = counter.accepted()
    handling.suspend(case, "expert", 5, by=counter.approver, at=NOW)
    return case


def _refused(counter: Counter) -> Case:
    case = counter.accepted()
    counter.letter("chief_approver")
    return decision.refuse(case, reason="查无考籍", by=counter.chief_approver, at=NOW)


SERVICES: dict[str, Callable[[Counter, Case], object]] = {
    "submit": lambda c, case: intake.submit(case, by=c.cast.actor("citizen"), at=NOW),
    "receive": lambda c, case: intake.take_in(case, by=c.clerk, at=NOW),
    "notify": lambda c, case: notices.notify(case, by=c.clerk, at=NOW),
    "supplement": lambda c, case: notices.supplement(case, by=c.clerk, at=NOW),
    "accept": lambda c, case: notices.accept(case, by=c.clerk, at=NOW),
    "deem": lambda c, case: notices.deem_accepted(case, at=NOW),
    "decline": lambda c, case: notices.decline(
        case, Outcome.NOT_ACCEPTED, reason="不符合", by=c.clerk, at=NOW
    ),
    "lapse": lambda c, case: notices.lapse(
        case, by=c.clerk, at=NOW + timedelta(days=60)
    ),
    "withdraw": lambda c, case: notices.withdraw(
        case, reason="不办了", by=c.clerk, at=NOW
    ),
    "suspend": lambda c, case: handling.suspend(
        case, "expert", 5, by=c.approver, at=NOW
    ),
    "resume": lambda c, case: handling.resume(case, by=c.approver, at=NOW),
    "extend": lambda c, case: handling.extend(
        case, 5, reason="外省档案未到", by=c.department_head, at=NOW
    ),
    "approve": lambda c, case: c.approve(case),
    "refuse": lambda c, case: decision.refuse(
        case, reason="查无考籍", by=c.chief_approver, at=NOW
    ),
    "issue": lambda c, case: c.issue(case),
}


@pytest.mark.parametrize("state", CaseState)
def test_the_services_make_exactly_the_moves_of_the_table(
    counter: Counter, state: CaseState
) -> None:
    """Every service is tried on a case in this state: it moves it, or nothing changed."""
    if state not in {CaseState.DRAFT, CaseState.SUBMITTED}:
        make_licence()  # so that there is a limit to extend
        counter = counter.licence
    case = STATES[state](counter)
    if state is CaseState.CLOSED:
        assert case.state == CaseState.CLOSED
    counter.letter("chief_approver")
    for name, service in SERVICES.items():
        possible = name in MAY_LEAD[state] or (
            name == "issue" and state is CaseState.REFUSED
        )
        if possible:
            continue
        fresh = Case.objects.get(pk=case.pk)
        before = Case.objects.filter(pk=case.pk).values().get()
        with pytest.raises(Refusal):
            service(counter, fresh)
        assert Case.objects.filter(pk=case.pk).values().get() == before, name


def test_a_draft_of_an_agent_asks_for_the_mandate_too(counter: Counter) -> None:
    alone = make_draft(counter.cast)
    assert not alone.papers.filter(key="mandate").exists()
    both = make_draft(counter.cast, answers=AGENT)
    assert both.papers.get(key="mandate").state == PaperState.MISSING
