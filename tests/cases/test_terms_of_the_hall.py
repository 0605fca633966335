"""What a hall sets for its own work begins on a later day; every day has its own terms,
and before any were set the stated default holds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from tests.cast import DEPARTMENT
from tests.factories.cases import Counter, day, moment
from yichuang.cases.models import LampChange, SupervisionTerms
from yichuang.cases.queries.terms import joint_on, supervision_on, versions
from yichuang.cases.rules.joint import JointPolicy
from yichuang.cases.rules.supervision import OrderKind, Policy
from yichuang.cases.rules.terms import DEFAULTS, TERMS, TermsKind
from yichuang.cases.services import supervision, terms, warning
from yichuang.cases.services.supervision import Breach
from yichuang.cases.worker import lamps
from yichuang.journal.models import Entry
from yichuang.kernel.lamps import Lamp
from yichuang.kernel.refusals import Refusal, Refusals

NOW = moment("2026-03-10 10:00")  # a Tuesday
TOMORROW = day("2026-03-11")
SUPERVISION, JOINT = TermsKind.SUPERVISION, TermsKind.JOINT
SLOW = Policy(blue_days=5, head_after_hours=8)
Together = Callable[[Any], list[Any]]


def publish(counter: Counter, policy: Policy = SLOW, **over: Any) -> Any:
    given: dict[str, Any] = {
        "valid_from": TOMORROW,
        "by": counter.supervisor,
        "at": NOW,
    }
    return terms.publish(SUPERVISION, 1, policy, **(given | over))


def order_due(counter: Counter, at: str) -> str:
    breach = Breach(OrderKind.OTHER, "未按指南收件", department_id=DEPARTMENT)
    breach = replace(breach, responsible=counter.clerk.user_id)
    opened = supervision.open_by_hand(
        breach, hall_id=1, by=counter.supervisor, at=moment(at)
    )
    return opened.due.isoformat()


def test_the_default_until_somebody_sets_it(counter: Counter) -> None:
    assert supervision_on(1, TOMORROW) == Policy()
    assert joint_on(1, TOMORROW) == JointPolicy()
    assert order_due(counter, "2026-03-10 11:00") == "2026-03-12"


def test_an_order_has_the_days_of_the_day_it_goes_out(counter: Counter) -> None:
    publish(counter)
    assert order_due(counter, "2026-03-10 23:00") == "2026-03-12"
    assert order_due(counter, "2026-03-11 00:30") == "2026-03-18"


def test_the_next_level_has_the_days_of_the_day_it_is_asked(counter: Counter) -> None:
    publish(counter, Policy(orange_days=4), valid_from=day("2026-03-13"))
    breach = Breach(
        OrderKind.OTHER, "未按指南收件", None, DEPARTMENT, counter.clerk.user_id
    )
    counter.cast.user("department_head")
    opened = supervision.open_by_hand(breach, hall_id=1, by=counter.supervisor, at=NOW)
    assert lamps.escalate(at=moment("2026-03-13 09:00")) == 1
    opened.refresh_from_db()
    assert (opened.level, opened.due) == ("orange", day("2026-03-19"))


def test_the_head_hears_of_a_warning_by_the_terms_of_its_day(counter: Counter) -> None:
    publish(counter)
    case = counter.accepted(moment("2026-03-02 10:00"))
    found = {
        at: warning.head_due(
            LampChange(case=case, lamp=Lamp.WARN, was=Lamp.OK, at=moment(at))
        )
        for at in ("2026-03-10 09:00", "2026-03-11 09:00")
    }
    first, second = found.values()
    assert first.date() == day("2026-03-10"), "four office hours"
    assert second - first > timedelta(days=1), "eight office hours"


def test_a_later_version_for_the_same_day_takes_its_place(counter: Counter) -> None:
    publish(counter)
    publish(counter, Policy(blue_days=3), note="听取部门意见")
    assert supervision_on(1, TOMORROW).blue_days == 3
    assert [row.version for row in versions(SUPERVISION, 1)] == [2, 1]
    assert versions(SUPERVISION, 1)[0].note == "听取部门意见"


def test_it_is_journalled_with_every_number(counter: Counter) -> None:
    publish(counter)
    entry = Entry.objects.get(code="hall.terms-published")
    assert entry.actor == counter.supervisor.ref
    assert '"blue_days": 5' in entry.facts or '"blue_days":5' in entry.facts


@pytest.mark.parametrize("valid_from", ["2026-03-10", "2026-03-09"])
def test_it_begins_on_a_later_day(counter: Counter, valid_from: str) -> None:
    with pytest.raises(Refusals) as refused:
        publish(counter, valid_from=day(valid_from))
    (one,) = refused.value.items
    assert (one.code, one.field) == ("terms.not-ahead", "valid_from")
    assert one.remedy


def test_each_number_has_its_bounds(counter: Counter) -> None:
    """No opinion takes longer than the whole decision has (art. 42), and who checks on
    site is assigned within five days (art. 55)."""
    policy = JointPolicy(answer_days=21, site_check_days=6)
    with pytest.raises(Refusals) as refused:
        terms.publish(
            JOINT, 1, policy, valid_from=TOMORROW, by=counter.hall_manager, at=NOW
        )
    assert {row.field for row in refused.value.items} == {
        "answer_days",
        "site_check_days",
    }
    assert {row.code for row in refused.value.items} == {"terms.bounds"}


@pytest.mark.parametrize("kind", TermsKind)
def test_the_stated_default_keeps_its_own_bounds(kind: TermsKind) -> None:
    for term in TERMS[kind]:
        assert term.least <= getattr(DEFAULTS[kind], term.name) <= term.most


@pytest.mark.parametrize(
    ("kind", "who"),
    [
        (SUPERVISION, "hall_manager"),  # who answers red orders
        (SUPERVISION, "clerk"),
        (JOINT, "supervisor"),
        (JOINT, "approver"),
        (JOINT, "clerk_elsewhere"),
    ],
)
def test_who_may_not(counter: Counter, kind: TermsKind, who: str) -> None:
    with pytest.raises(Refusal) as refused:
        terms.publish(
            kind,
            1,
            DEFAULTS[kind],
            valid_from=TOMORROW,
            by=counter.cast.actor(who),
            at=NOW,
        )
    assert refused.value.code == "permission.denied"


def test_not_for_another_hall(counter: Counter) -> None:
    with pytest.raises(Refusal) as refused:
        terms.publish(
            SUPERVISION, 2, SLOW, valid_from=TOMORROW, by=counter.supervisor, at=NOW
        )
    assert refused.value.code == "permission.denied"


def test_two_publish_at_the_same_moment(
    together: Together, busy_counter: Counter
) -> None:
    busy_counter.cast.user("supervisor")
    outcomes = together([partial(publish, busy_counter) for _ in range(4)])
    lost = [one.error for one in outcomes if one.error is not None]
    assert {type(error) for error in lost} <= {Refusal}
    assert {error.code for error in lost} <= {"terms.moved-on"}
    made = list(SupervisionTerms.objects.values_list("version", flat=True))
    assert sorted(made) == list(range(1, len(outcomes) - len(lost) + 1))
    assert Entry.objects.filter(code="hall.terms-published").count() == len(made)
