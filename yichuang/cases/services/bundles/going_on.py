"""A bundle goes on by itself after whatever happened to one of its cases.

It looks at how things stand, not at what happened, so that being told twice, late or by
two at once changes nothing: each write is a compare-and-set on what it changes.
"""

from collections.abc import Mapping
from datetime import datetime

from yichuang.accounts.policies import SYSTEM
from yichuang.cases import events
from yichuang.cases.models import (
    BundleCase,
    BundleChild,
    BundleState,
    Case,
    CasePaper,
    ChildState,
)
from yichuang.cases.queries import bundles as bundle_queries
from yichuang.cases.queries.bundles.siblings import children_of
from yichuang.cases.rules import clock
from yichuang.cases.rules.bundles import (
    Papers,
    Plan,
    Standing,
    doomed,
    ended,
    legs_of,
    materials_of,
    promised_by,
    released,
)
from yichuang.cases.rules.ending import EndGround
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.rules.papers import PaperState
from yichuang.cases.services import ending, moving
from yichuang.cases.services.bundles.moving import change, note, today_of
from yichuang.documents import queries as document_queries
from yichuang.documents.rules import DocumentKind
from yichuang.kernel.limits import due_date
from yichuang.organisation.queries import calendars
from yichuang.web.together import whole

Children = Mapping[str, BundleChild]


def settle(number: str, *, at: datetime) -> None:
    """Bring a running bundle to where its cases are.

    Results are handed on, who waits for nobody is released, who needs what failed ends
    with its own notice; with the last of them the bundle ends.

    Raises:
        Refusal: "case.moved-on", "bundle.moved-on" when somebody works on it at this
            moment; it is settled again then.
    """
    whole(lambda: _settle(number, at))


def _settle(number: str, at: datetime) -> None:
    bundle = BundleCase.objects.filter(number=number, state=BundleState.OPEN).first()
    if bundle is None:
        return
    plan = bundle_queries.plan_of(bundle, today_of(bundle, at))
    papers = materials_of(plan)
    children = {child.key: child for child in children_of(bundle)}
    now = bundle_queries.standings_of(children.values())
    _count_from_acceptance(bundle, plan, children, at)
    _hand_on(plan, papers, children, now, at)
    _share(papers, children)
    for key in released(plan.needs, plan.waits, now):
        _release(children[key], at)
    for key, lost in doomed(plan.needs, now).items():
        _end(children[key], plan.part(lost).name, at)
        now = {**now, key: Standing.FAILED}
    if ended(now):
        _close(bundle, now, at)


def _count_from_acceptance(
    bundle: BundleCase, plan: Plan, children: Children, at: datetime
) -> None:
    """The joint limit of 45 working days runs from the first acceptance (行政许可法
    art. 42(2)); so does the promise, along the longest path."""
    days = [
        child.case.accepted_on
        for child in children.values()
        if child.case is not None and child.case.accepted_on is not None
    ]
    if bundle.accepted_on is not None or not days:
        return
    first = min(days)
    calendar = calendars.calendar_for(bundle.hall_id)
    limits = bundle_queries.limits_by_part(plan)
    change(
        bundle,
        accepted_on=first,
        promise_due=promised_by(legs_of(plan.waits, limits, first, calendar)),
        statute_due=due_date(first, clock.JOINT_LIMIT, calendar),
    )
    due = bundle.statute_due.isoformat() if bundle.statute_due else ""
    note(bundle, events.BUNDLE_ACCEPTED, by=SYSTEM, at=at, due=due)


def _hand_on(
    plan: Plan,
    papers: Papers,
    children: Children,
    now: Mapping[str, Standing],
    at: datetime,
) -> None:
    """The result of one is the paper of another; nobody is asked for it."""
    for (key, paper), source in papers.results.items():
        case, made = children[key].case, children[source].case
        if case is None or now[source] is not Standing.RESULT:
            continue
        said = f"{plan.part(source).name} {_certificate(made)}（同一申请）".strip()
        hit = CasePaper.objects.filter(
            case=case, key=paper, state=PaperState.AWAITED
        ).update(
            state=PaperState.SHARED,
            source=said[:120],
            checked_by=SYSTEM.ref,
            checked_at=at,
        )
        if hit:
            name = next(p.name for p in plan.guides[key].papers if p.key == paper)
            moving.change(case)
            moving.note(
                case,
                events.RESULT_HANDED_ON,
                by=SYSTEM,
                at=at,
                paper=name,
                source=plan.part(source).name,
            )


def _certificate(made: Case | None) -> str:
    if made is None:
        return ""
    document = document_queries.latest(made.about, DocumentKind.CERTIFICATE)
    return document.number if document is not None else ""


def _share(papers: Papers, children: Children) -> None:
    """What the hall fetched for one part it has fetched for all that need the same."""
    ids = {child.case_id: key for key, child in children.items() if child.case_id}
    rows = CasePaper.objects.filter(case__in=ids, case__state__in=_UNDECIDED)
    there = {(ids[row.case_id], row.key): row for row in rows}
    for material in papers.materials:
        uses = [there[use] for use in material.uses if use in there]
        got = next((row for row in uses if row.state == PaperState.SHARED), None)
        if got is None:
            continue
        CasePaper.objects.filter(
            pk__in=[row.pk for row in uses], state=PaperState.MISSING
        ).update(
            state=PaperState.SHARED,
            source=got.source,
            checked_by=got.checked_by,
            checked_at=got.checked_at,
        )


_UNDECIDED = (CaseState.SUBMITTED, CaseState.RECEIVED, CaseState.CORRECTION,
              CaseState.ACCEPTED, CaseState.SUSPENDED)  # fmt: skip


def _release(child: BundleChild, at: datetime) -> None:
    rows = BundleChild.objects.filter(pk=child.pk, released_at=None)
    if rows.update(released_at=at) and child.case is not None:
        moving.note(child.case, events.CHILD_RELEASED, by=SYSTEM, at=at)


def _end(child: BundleChild, lost: str, at: datetime) -> None:
    """What a child needs was not granted: it ends with its own notice and reason."""
    reason = f"同一申请中的“{lost}”未获准予，本事项失去办理前提。可以在前置事项办成后重新申请。"
    if child.case is not None:
        ending.terminate(
            child.case, EndGround.LOST_GROUND, reason=reason, by=SYSTEM, at=at
        )
        return
    BundleChild.objects.filter(pk=child.pk, state=ChildState.RUNNING).update(
        state=ChildState.FAILED,
        answer=reason[:200],
        answered_by=SYSTEM.ref,
        answered_at=at,
    )


def _close(bundle: BundleCase, now: Mapping[str, Standing], at: datetime) -> None:
    """The one message at the end hangs on this entry (subscribers)."""
    change(bundle, state=BundleState.CLOSED, closed_at=at)
    granted = sum(1 for standing in now.values() if standing is Standing.RESULT)
    note(
        bundle,
        events.BUNDLE_CLOSED,
        by=SYSTEM,
        at=at,
        granted=granted,
        count=len(now),
        on_time=bundle.promise_due is None
        or today_of(bundle, at) <= bundle.promise_due,
    )
