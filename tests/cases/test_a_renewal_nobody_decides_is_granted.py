"""行政许可法 art. 50: who applies thirty days before the end and hears nothing until the
end, has the licence renewed. Nobody else has."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest

from tests.factories.cases import Counter, moment
from tests.factories.modes import (
    certificate_of,
    make_ending_licence,
    renewal,
    valid_until,
)
from yichuang.cases.models import Case, FollowUp
from yichuang.cases.queries.finding import find
from yichuang.cases.rules.following import FollowKind
from yichuang.cases.rules.lifecycle import CaseState, Outcome
from yichuang.cases.services import decision, notices, successors
from yichuang.cases.services.renewal import renew, renew_silently
from yichuang.documents.models import Document
from yichuang.documents.rules import DocumentKind
from yichuang.journal.models import Entry
from yichuang.kernel.refusals import Refusal

END = date(2026, 4, 20)
DAY_AFTER = moment("2026-04-21 00:05")
Together = Callable[[Any], list[Any]]


def old_certificate(counter: Counter) -> Document:
    make_ending_licence()
    licence = counter.licence
    case = licence.closed(moment("2026-03-02 10:00"))
    return valid_until(certificate_of(case), END)


def waiting(counter: Counter, at: str = "2026-03-20 10:00") -> tuple[Document, Case]:
    """A renewal filed on a day of March; the licence ends on 20 April."""
    earlier = old_certificate(counter)
    return earlier, renewal(counter, earlier, at)


def test_silence_until_the_end_renews(counter: Counter) -> None:
    earlier, case = waiting(counter)
    assert renew_silently(at=moment("2026-04-20 23:59")) == 0  # it still holds
    assert renew_silently(at=DAY_AFTER) == 1
    case = counter.again(case)
    assert (case.state, case.outcome) == (CaseState.APPROVED, Outcome.APPROVED)
    assert case.on_time is False  # the agency was late
    new = certificate_of(case)
    assert (new.valid_from, new.valid_until) == (date(2026, 4, 21), date(2031, 4, 20))
    earlier.refresh_from_db()
    assert new.number in earlier.revoked_reason
    decided = Document.objects.get(about=case.about, kind=DocumentKind.DECISION)
    assert "第五十条" in decided.facts["basis"][0]
    entry = Entry.objects.get(about=case.about, code="case.renewed")
    assert entry.actor == "system"


def test_it_is_renewed_once(counter: Counter) -> None:
    _, case = waiting(counter)
    renew_silently(at=DAY_AFTER)
    assert renew_silently(at=DAY_AFTER) == 0
    assert Document.objects.filter(about=case.about, kind="certificate").count() == 1


def test_a_suspended_or_accepted_case_is_renewed_too(counter: Counter) -> None:
    _, case = waiting(counter)
    counter.check(case, moment("2026-03-20 11:00"))
    notices.accept(case, by=counter.clerk, at=moment("2026-03-20 11:00"))
    assert renew_silently(at=DAY_AFTER) == 1


def test_who_came_late_is_answered_but_not_by_silence(counter: Counter) -> None:
    _, case = waiting(counter, "2026-03-23 10:00")  # 28 days before the end
    assert FollowUp.objects.get(case=case).renews_by_silence is None
    assert renew_silently(at=DAY_AFTER) == 0


def test_thirty_days_are_natural_days(counter: Counter) -> None:
    _, case = waiting(counter, "2026-03-21 10:00")  # a Saturday, 30 days before
    assert FollowUp.objects.get(case=case).renews_by_silence == END


def test_papers_still_owed_are_no_application(counter: Counter) -> None:
    _, case = waiting(counter)
    notices.notify(case, by=counter.clerk, at=moment("2026-03-20 11:00"))
    assert renew_silently(at=DAY_AFTER) == 0


def test_a_decision_in_time_leaves_nothing_to_silence(counter: Counter) -> None:
    _earlier, case = waiting(counter)
    at = moment("2026-03-24 10:00")
    counter.check(case, at)
    notices.accept(case, by=counter.clerk, at=at)
    counter.approve(case, at)
    assert renew_silently(at=DAY_AFTER) == 0
    # the new term joins on the old one: no day is lost by coming early
    assert certificate_of(case).valid_from == date(2026, 4, 21)
    with pytest.raises(Refusal) as refused:
        renew(counter.again(case), at=DAY_AFTER)
    assert refused.value.code == "renewal.not-by-silence"


@pytest.mark.parametrize(
    ("at", "code"),
    [
        ("2026-04-21 09:00", "renewal.expired"),
        ("2026-01-05 09:00", "renewal.too-early"),
    ],
)
def test_the_window_of_renewal(counter: Counter, at: str, code: str) -> None:
    make_ending_licence()
    earlier = certificate_of(counter.licence.closed(moment("2026-01-05 08:00")))
    valid_until(earlier, END)
    with pytest.raises(Refusal) as refused:
        renewal(counter, earlier, at)
    assert refused.value.code == code
    assert refused.value.remedy


def test_what_has_no_end_is_not_renewed(counter: Counter) -> None:
    earlier = certificate_of(counter.closed())
    with pytest.raises(Refusal) as refused:
        renewal(counter, earlier)
    assert refused.value.code == "renewal.no-end"


def test_only_licences_are_renewed_by_silence(counter: Counter) -> None:
    earlier = valid_until(certificate_of(counter.closed()), END)  # a service, kind 20
    case = renewal(counter, earlier)
    assert FollowUp.objects.get(case=case).renews_by_silence is None


def test_the_citizen_files_a_draft_and_the_day_of_filing_counts(
    counter: Counter,
) -> None:
    earlier = old_certificate(counter)
    by = counter.citizen
    case = successors.begin(
        earlier.number, FollowKind.RENEWAL, by=by, at=moment("2026-03-10 10:00")
    )
    assert case.state == CaseState.DRAFT
    assert FollowUp.objects.get(case=case).renews_by_silence is None
    assert renew_silently(at=DAY_AFTER) == 0  # a draft is no application


def test_silence_and_a_decision_at_the_same_moment(
    together: Together, busy_counter: Counter
) -> None:
    counter = busy_counter
    _, case = waiting(counter)
    at = moment("2026-03-24 10:00")
    counter.check(case, at)
    notices.accept(case, by=counter.clerk, at=at)
    by = counter.chief_approver
    refusing = find(by, case.number)
    silent = Case.objects.get(pk=case.pk)
    outcomes = together(
        [
            partial(decision.refuse, refusing, reason="不符", by=by, at=DAY_AFTER),
            partial(renew, silent, at=DAY_AFTER),
        ]
    )
    lost = [one.error for one in outcomes if one.error is not None]
    assert len(lost) == 1, outcomes
    assert isinstance(lost[0], Refusal)
    assert lost[0].code in {"case.moved-on", "move.not-allowed"}
    case = counter.again(case)
    made = Document.objects.filter(about=case.about)
    kinds = set(made.values_list("kind", flat=True)) & {"refusal", "certificate"}
    assert kinds == (
        {"certificate"} if case.state == CaseState.APPROVED else {"refusal"}
    )
