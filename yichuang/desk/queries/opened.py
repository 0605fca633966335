"""One case as the desk opens it: its detail, what the rules say, who may decide it."""

from dataclasses import dataclass
from datetime import date, datetime

from yichuang.accounts.policies import Actor
from yichuang.cases.models import Case
from yichuang.cases.queries import finding, modes
from yichuang.cases.queries.detail import CaseDetail, PaperRow, detail
from yichuang.cases.queries.facts import guide_of, limits_of
from yichuang.cases.queries.modes import ModeFacts
from yichuang.cases.rules import authority, clock
from yichuang.cases.rules.lifecycle import BEFORE_ACCEPTANCE
from yichuang.cases.rules.papers import PaperFacts
from yichuang.desk.queries.joint import Joint, joint_of
from yichuang.desk.queries.places import today_of
from yichuang.kernel.limits import Deadline, deadline
from yichuang.kernel.refusals import Refusal
from yichuang.organisation.queries import calendars, posts
from yichuang.organisation.queries.posts import AuthorisationCard, PostCard


@dataclass(frozen=True, slots=True)
class Opened:
    """A case in front of somebody.

    `letter` is the authorisation a decision would rest on, `acting` the posts where the
    reader acts today, `if_accepted` the promised day if it were accepted today,
    `notice` the explained five days for telling what is missing; `no_letter` says why
    the reader, who decides, has no letter for it today.
    """

    case: Case
    detail: CaseDetail
    facts: tuple[PaperFacts, ...]
    today: date
    acting: frozenset[int]
    letter: AuthorisationCard | None
    department_posts: tuple[PostCard, ...]
    if_accepted: date | None
    notice: Deadline | None
    modes: ModeFacts
    joint: Joint
    user_id: int | None = None
    no_letter: Refusal | None = None

    def paper(self, key: str) -> PaperRow | None:
        """The paper with this key."""
        return next((row for row in self.detail.papers if row.rule.key == key), None)


def open_case(
    by: Actor, number: str, *, at: datetime, seen: int | None = None
) -> Opened:
    """The case for its page, in a constant number of queries.

    Raises:
        Refusal: "case.not-found", "case.moved-on" (see `finding.find`).
    """
    case = finding.find(by, number, seen=seen)
    today = today_of(by, at)
    shown = detail(case, by=by, today=today, at=at)
    before = case.state in BEFORE_ACCEPTANCE
    scopes = authority.deciding_scopes(case.accepted_on, today)
    letter = posts.covers(
        by.user_id or 0,
        case.item_key,
        today,
        department_id=case.department_id,
        scopes=scopes,
    )
    return Opened(
        case=case,
        detail=shown,
        facts=tuple(map(_facts, shown.papers)),
        today=today,
        acting=posts.acting_posts(by.user_id or 0, today),
        letter=letter,
        department_posts=posts.posts_of_department(case.department_id),
        if_accepted=_if_accepted(case, today) if before else None,
        notice=_notice(case) if before else None,
        modes=modes.of_case(case),
        joint=joint_of(case, shown.opinions),
        user_id=by.user_id,
        no_letter=_no_letter(by, case, shown, today) if letter is None else None,
    )


def _no_letter(by: Actor, case: Case, shown: CaseDetail, today: date) -> Refusal | None:
    """Told only to who could decide the case with a letter."""
    if not shown.allows("approve"):
        return None
    return posts.obstacle(
        by.user_id or 0,
        case.item_key,
        today,
        department_id=case.department_id,
        item=shown.guide.name,
        scopes=authority.deciding_scopes(case.accepted_on, today),
    )


def _facts(row: PaperRow) -> PaperFacts:
    return PaperFacts(
        key=row.rule.key,
        name=row.rule.name,
        required=row.required,
        state=row.state,
        tolerance=row.tolerance.kind if row.tolerance else "",
        tolerance_state=row.tolerance.state if row.tolerance else "",
    )


def _if_accepted(case: Case, today: date) -> date | None:
    facts = clock.ClockFacts(
        received_on=case.received_on,
        accepted_on=today,
        complete_on=case.complete_on,
    )
    return clock.promise_due(
        facts,
        limits_of(guide_of(case)),
        calendars.calendar_for(case.hall_id),
        calendars.office_hours(case.hall_id),
    )


def _notice(case: Case) -> Deadline | None:
    start = case.complete_on or case.received_on
    if start is None:
        return None
    return deadline(
        start,
        clock.NOTICE_LIMIT,
        calendars.calendar_for(case.hall_id),
        calendars.office_hours(case.hall_id),
    )
