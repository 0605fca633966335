"""Taking a bundle back, whole or in part; what other authorities answered; the one
extension."""

from collections.abc import Collection
from datetime import date, datetime

from yichuang.accounts.policies import Actor, require
from yichuang.cases import events, policies
from yichuang.cases.models import BundleCase, BundleChild, ChildState
from yichuang.cases.queries import bundles as bundle_queries
from yichuang.cases.queries.bundles.siblings import children_of, standing_of
from yichuang.cases.rules import clock
from yichuang.cases.rules.bundles import Standing
from yichuang.cases.services import notices
from yichuang.cases.services.bundles import letters
from yichuang.cases.services.bundles.going_on import settle
from yichuang.cases.services.bundles.moving import change, note, today_of
from yichuang.documents.rules import DocumentKind
from yichuang.kernel.limits import Limit, Unit, due_date
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import calendars
from yichuang.web.together import whole


def withdraw(
    bundle: BundleCase,
    keys: Collection[str] | None,
    *,
    reason: str,
    by: Actor,
    at: datetime,
) -> int:
    """The applicant takes parts back before they are decided, all of them with None.
    What needs them ends with them; the rest goes on. Returns how many were taken back.

    Raises:
        Refusal: "case.reason-unsaid", "bundle.nothing-to-withdraw".
    """
    require(by, "case.withdraw", policies.GRANTS)

    def work() -> int:
        taken = 0
        for child in children_of(bundle):
            wanted = keys is None or child.key in keys
            if wanted and standing_of(child) is Standing.RUNNING:
                taken += _take_back(child, reason, by, at)
        if not taken:
            raise Refusal(
                "bundle.nothing-to-withdraw",
                N_("Nothing is chosen that could still be taken back."),
                field="parts",
                remedy=N_("Choose a matter that is not decided yet."),
            )
        return taken

    count = whole(work)
    settle(bundle.number, at=at)
    return count


def _take_back(child: BundleChild, reason: str, by: Actor, at: datetime) -> int:
    if child.case is not None:
        if child.case.outcome:  # granted, only its certificate waits
            return 0
        notices.withdraw(child.case, reason=reason, by=by, at=at)
        return 1
    return _answered(child, ChildState.FAILED, reason, by, at)


def answer(
    bundle: BundleCase, key: str, *, done: bool, words: str, by: Actor, at: datetime
) -> None:
    """Record what an authority outside of the hall answered about its part.

    Raises:
        Refusal: "bundle.waits" while it waits for another part and would be done,
            "bundle.no-such-part", "bundle.answer-unsaid" (field "answer").
    """
    require(by, "bundle.answer", policies.GRANTS)
    detail = bundle_queries.detail(bundle, today=today_of(bundle, at))
    row = next((one for one in detail.children if one.key == key), None)
    child = bundle.children.filter(key=key, case=None).first()
    if row is None or child is None or row.standing is not Standing.RUNNING:
        raise Refusal(
            "bundle.no-such-part",
            N_("No part of another authority waits for an answer here."),
            remedy=N_("Reload the page; somebody may have entered it already."),
        )
    if not words.strip():
        raise Refusal(
            "bundle.answer-unsaid",
            N_("Say what the other authority answered."),
            field="answer",
            remedy=N_("For example: account opened on 12 March, branch Wenmiao Road."),
        )
    if done and row.waits_for:
        raise Refusal(
            "bundle.waits",
            N_("It waits for %(parts)s of the same application."),
            remedy=N_("It was accepted early; decide when that result is there."),
            parts="、".join(detail.plan.part(one).name for one in row.waits_for),
        )

    def work() -> None:
        state = ChildState.RESULT if done else ChildState.FAILED
        if not _answered(child, state, words.strip(), by, at):
            raise bundle_queries.moved_on(bundle)
        note(
            bundle,
            events.BUNDLE_ANSWERED,
            by=by,
            at=at,
            part=row.part.name,
            answer=words.strip(),
        )

    whole(work)
    settle(bundle.number, at=at)


def _answered(
    child: BundleChild, state: ChildState, words: str, by: Actor, at: datetime
) -> int:
    rows = BundleChild.objects.filter(pk=child.pk, state=ChildState.RUNNING)
    return rows.update(
        state=state, answer=words[:200], answered_by=by.ref, answered_at=at
    )


def extend(
    bundle: BundleCase, days: int, *, head: str, reason: str, by: Actor, at: datetime
) -> BundleCase:
    """Extend the joint limit once, by up to 15 working days: granted by the head of the
    government, whose name is kept, and told with its reason in the same notice as of a
    single case (行政许可法 art. 42(2)).

    Raises:
        Refusal: "extension.once", "extension.late", "extension.days" (field "days"),
            "bundle.head-unsaid" (field "head"), "case.reason-unsaid" (field "reason").
    """
    require(by, "bundle.extend", policies.GRANTS)
    clock.require_extendable(
        statutory=clock.JOINT_LIMIT,
        allowed=clock.JOINT_EXTENSION,
        days=days,
        due=bundle.statute_due,
        today=today_of(bundle, at),
        extended_already=bool(bundle.extended_days),
    )
    _require_said(head, reason)
    start = bundle.accepted_on or bundle.received_on or today_of(bundle, at)
    due = due_date(
        start,
        Limit(clock.JOINT_LIMIT.n + days, Unit.WORKDAYS),
        calendars.calendar_for(bundle.hall_id),
    )

    def work() -> BundleCase:
        change(
            bundle,
            extended_days=days,
            extension_reason=reason.strip()[:200],
            statute_due=due,
        )
        _tell_extended(bundle, due, head.strip(), reason.strip(), by=by, at=at)
        return bundle

    return whole(work)


def _tell_extended(
    bundle: BundleCase, due: date, head: str, reason: str, *, by: Actor, at: datetime
) -> None:
    facts = {
        "reasons": [reason],
        "due": due.isoformat(),
        "basis": ["《中华人民共和国行政许可法》第四十二条第二款"],
        "approved_by": head,
    }
    document = letters.issue(bundle, DocumentKind.EXTENSION, facts, by=by, at=at)
    note(
        bundle,
        events.BUNDLE_EXTENDED,
        by=by,
        at=at,
        due=due.isoformat(),
        head=head,
        reason=reason,
        document=document,
    )


def _require_said(head: str, reason: str) -> None:
    for field, text, code, says in (
        ("head", head, "bundle.head-unsaid", N_("Name the head of the government.")),
        ("reason", reason, "case.reason-unsaid", N_("A reason is needed.")),
    ):
        if not text.strip():
            raise Refusal(
                code,
                says,
                field=field,
                remedy=N_("Licensing Law art. 42(2): who granted it and why is told."),
            )
