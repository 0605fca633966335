"""The word of somebody else on a tolerance; longer for force majeure; the paper itself."""

from datetime import date, datetime

from django.db import transaction

from yichuang.accounts.policies import Actor
from yichuang.cases import events, policies
from yichuang.cases.models import Case, CasePaper, Tolerance
from yichuang.cases.queries import tolerance as queries
from yichuang.cases.queries.facts import (
    guide_of,
    open_tolerance,
    paper_facts,
)
from yichuang.cases.rules import authority
from yichuang.cases.rules import tolerance as rules
from yichuang.cases.rules.papers import (
    PaperState,
    ToleranceKind,
    ToleranceState,
)
from yichuang.cases.services import following
from yichuang.cases.services.impartial import require_impartial
from yichuang.cases.services.moving import change, note
from yichuang.cases.services.papers import paper_of, require_undecided
from yichuang.cases.services.tolerance.asking import record
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries.posts import covers


def decide(
    case: Case, key: str, *, agree: bool, by: Actor, at: datetime, reason: str = ""
) -> Tolerance:
    """Agree to a tolerance or deny it. Needs an authorisation for the item, and
    somebody other than who asked.

    Raises:
        Refusal: "tolerance.none", "authority.own-request", "authority.none",
            "case.reason-unsaid" when it is denied without a word.
    """
    policies.require_move(by, "case.agree", case)
    require_undecided(case)
    paper, rule = paper_of(case, key)
    row = open_tolerance(paper)
    if row is None or row.state != ToleranceState.ASKED:
        raise Refusal("tolerance.none", N_("No tolerance is waiting for this paper."))
    require_impartial(case, by)
    authority.require_other_person(asked_by=row.requested_by, decides=by.ref)
    today = following.local_day(case, at)
    _require_letter(case, today, by)
    if not agree and not reason.strip():
        raise Refusal(
            "case.reason-unsaid",
            N_("A reason is needed."),
            field="reason",
            remedy=N_("Say in a sentence why the paper cannot be tolerated."),
        )
    if agree:
        _require_agreeable(case, row, today)
    with transaction.atomic():
        change(case)
        row.state = ToleranceState.AGREED if agree else ToleranceState.DENIED
        row.decided_by, row.decided_by_name, row.decided_at = by.ref, by.name, at
        row.reason = reason.strip()
        row.save()
        after = PaperState.TOLERATED if agree else PaperState.MISSING
        CasePaper.objects.filter(pk=paper.pk).update(state=after)
        kind = events.TOLERANCE_AGREED if agree else events.TOLERANCE_DENIED
        record(case, kind, rule, row, by=by, at=at)
        if agree and case.accepted_at is not None:
            following.tell(case, by=by, at=at)
    return row


def _require_agreeable(case: Case, row: Tolerance, today: date) -> None:
    """The main papers are there, and whoever owes the paper has signed for it.

    Raises:
        Refusal: "tolerance.main-missing", "undertaking.missing", "tolerance.too-late".
    """
    if row.kind != ToleranceKind.LATER:
        return
    guide = guide_of(case)
    rules.require_main_papers(paper_facts(case, guide), queries.tolerable_keys(guide))
    if row.undertaking_id is None:
        raise Refusal(
            "undertaking.missing",
            N_("The applicant has not signed the undertaking yet."),
            field="signer",
            remedy=N_("Let the applicant sign it at the window or online, then agree."),
        )
    assert row.due is not None  # noqa: S101  asked for with a day
    rules.require_in_time(row.due, today)


@transaction.atomic
def lengthen(
    case: Case, key: str, until: date, *, reason: str, by: Actor, at: datetime
) -> Tolerance:
    """Give a promised paper longer, once, because of force majeure 不可抗力, before its
    day has passed. The certificate goes on waiting for it.

    Raises:
        Refusal: "tolerance.none", "tolerance.longer-once", "tolerance.reason-unsaid",
            "tolerance.not-longer", "tolerance.too-late", "authority.none",
            "authority.own-request", "permission.denied".
    """
    policies.require_move(by, "case.agree", case)
    paper, rule = paper_of(case, key)
    row = open_tolerance(paper)
    if (
        row is None
        or row.state != ToleranceState.AGREED
        or row.kind != ToleranceKind.LATER
        or row.due is None
    ):
        raise Refusal("tolerance.none", N_("No paper is promised for later here."))
    if row.longer_by:
        raise Refusal(
            "tolerance.longer-once",
            N_("It was given longer already, until %(due)s."),
            field="until",
            due=row.due,
        )
    today = following.local_day(case, at)
    rules.require_longer(row.due, until, today, reason)
    authority.require_other_person(asked_by=row.requested_by, decides=by.ref)
    _require_letter(case, today, by)
    change(case)
    row.due, row.longer_by, row.longer_reason = until, by.ref, reason.strip()[:200]
    row.reminded_at = None
    row.save(update_fields=["due", "longer_by", "longer_reason", "reminded_at"])
    note(
        case,
        events.TOLERANCE_LONGER,
        by=by,
        at=at,
        key=key,
        paper=rule.name,
        due=until.isoformat(),
        reason=row.longer_reason,
    )
    return row


@transaction.atomic
def bring(
    case: Case,
    key: str,
    *,
    came_on: date,
    how: str,
    by: Actor,
    at: datetime,
) -> Tolerance:
    """A promised paper has come, in person, by post or online; the day it arrived counts,
    not the day it is written down.

    Raises:
        Refusal: "tolerance.none", "tolerance.too-late", "tolerance.came-in-future"
            (field "came_on"), "case.moved-on", "permission.denied".
    """
    policies.require_move(by, "case.check", case)
    paper, rule = paper_of(case, key)
    row = open_tolerance(paper)
    if row is None or row.state != ToleranceState.AGREED:
        raise Refusal("tolerance.none", N_("No paper is promised for later here."))
    if came_on > following.local_day(case, at):
        raise Refusal(
            "tolerance.came-in-future",
            N_("The paper cannot have come in the future."),
            field="came_on",
            remedy=N_("Enter the day it arrived, as the stamp or the message says."),
        )
    change(case)
    following.fulfil(case, row, rule, by=by, at=at, came_on=came_on, how=how)
    CasePaper.objects.filter(pk=paper.pk).update(
        state=PaperState.VERIFIED, checked_by=by.ref, checked_at=at
    )
    return row


def _require_letter(case: Case, today: date, by: Actor) -> None:
    letter = covers(
        by.user_id or 0, case.item_key, today, department_id=case.department_id
    )
    authority.require_letter(
        covered=letter is not None, item=guide_of(case).name, on=today
    )
