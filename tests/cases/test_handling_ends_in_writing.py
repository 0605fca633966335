"""终止办理: when nobody or nothing is left to decide about, handling ends on a ground of
the list, in writing, with reasons and the way to review and court."""

import pytest

from tests.factories.cases import NOW, Counter, day, moment
from yichuang.cases.models import Stop
from yichuang.cases.rules.lifecycle import CaseState, Outcome
from yichuang.cases.services import ending, handling
from yichuang.documents.models import Document
from yichuang.documents.services import render
from yichuang.kernel.refusals import Refusal

REASON = "营业执照已于 3 月 9 日注销"


def test_it_ends_with_a_notice(counter: Counter) -> None:
    case = counter.accepted()
    by = counter.chief_approver
    ending.terminate(case, "dissolved", reason=REASON, by=by, at=NOW)
    assert (case.state, case.outcome) == (CaseState.CLOSED, Outcome.TERMINATED)
    notice = Document.objects.get(about=case.about, kind="termination")
    assert REASON in notice.facts["reasons"]
    assert notice.facts["review_body"]
    assert notice.facts["court"]
    assert render(notice).startswith(b"%PDF")


def test_a_stop_that_stands_ends_with_it(counter: Counter) -> None:
    case = counter.accepted()
    by = counter.chief_approver
    handling.suspend(case, "expert", 5, by=by, at=NOW)
    ending.terminate(
        case, "died", reason="申请人去世", by=by, at=moment("2026-03-12 09:00")
    )
    assert Stop.objects.get(case=case).ended == day("2026-03-12")


@pytest.mark.parametrize(
    ("ground", "reason", "code", "field"),
    [
        ("tired", REASON, "termination.no-ground", "ground"),
        ("died", " ", "case.reason-unsaid", "reason"),
    ],
)
def test_without_ground_or_reason_it_goes_on(
    counter: Counter, ground: str, reason: str, code: str, field: str
) -> None:
    case = counter.accepted()
    with pytest.raises(Refusal) as refused:
        ending.terminate(case, ground, reason=reason, by=counter.approver, at=NOW)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert refused.value.remedy
    assert counter.again(case).state == CaseState.ACCEPTED


def test_what_is_decided_is_not_ended(counter: Counter) -> None:
    case = counter.approved()
    with pytest.raises(Refusal) as refused:
        ending.terminate(case, "died", reason="去世", by=counter.chief_approver, at=NOW)
    assert refused.value.code == "move.not-allowed"
