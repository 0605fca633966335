"""What waits for somebody: the short lists of the start page and beside a case."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from yichuang.accounts.policies import Actor, can
from yichuang.cases import events, policies
from yichuang.cases.models import Case, Tolerance
from yichuang.cases.queries import joint as joint_queries
from yichuang.cases.queries import lamps, worklist
from yichuang.cases.queries.facts import guide_of
from yichuang.cases.queries.finding import scope
from yichuang.cases.queries.joint import CameBack
from yichuang.cases.queries.worklist import WorkRow
from yichuang.cases.rules.joint import Asked as AskedState
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.rules.papers import ToleranceKind, ToleranceState
from yichuang.desk.policies import may
from yichuang.desk.queries.places import hall_of, today_of
from yichuang.journal.models import Entry
from yichuang.kernel.identity import mask_organisation
from yichuang.kernel.lamps import Lamp

FEW = 8
NEWEST = 300


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that waits for the reader's word: a tolerance or an opinion."""

    id: int
    number: str
    applicant: str
    item: str
    key: str
    what: str
    asked_by: str
    asked_at: datetime
    own: bool = False
    lamp: str = ""
    left: int | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Everything that waits for one person. Lists the roles have no part in are None;
    `totals` counts the whole of a list of which only the first few are shown."""

    in_front: WorkRow | None
    unfinished: tuple[WorkRow, ...] | None
    online: tuple[WorkRow, ...] | None
    at_posts: tuple[WorkRow, ...] | None
    tolerances: tuple[Asked, ...] | None
    opinions: tuple[Asked, ...] | None
    answered: tuple[WorkRow, ...] | None
    came_back: tuple[CameBack, ...] | None
    to_hand_over: tuple[WorkRow, ...] | None
    pressing: tuple[WorkRow, ...] | None
    totals: dict[str, int]


def waiting(by: Actor, *, at: datetime, few: int = FEW) -> Waiting:
    """What waits for the actor, each list only for whom its work is granted."""
    today = today_of(by, at)
    counter = can(by, "case.receive", policies.GRANTS)
    issues = can(by, "case.issue", policies.GRANTS) and not counter
    agrees = can(by, "case.agree", policies.GRANTS)
    opines = can(by, "case.opine", policies.GRANTS)
    routes = can(by, "case.route", policies.GRANTS)
    totals: dict[str, int] = {}
    mine = _unfinished(by, at, few) if counter else None
    return Waiting(
        in_front=mine[0] if mine else None,
        unfinished=mine[1:] if mine is not None else None,
        online=_listed(by, "online", _online(by), at, few, totals) if counter else None,
        at_posts=_listed(
            by, "at_posts", worklist.at_my_posts(by, today), at, few, totals
        )
        if opines
        else None,
        tolerances=_tolerances(by, few) if agrees else None,
        opinions=_opinions(by, today, few) if opines else None,
        answered=_answered(by, today, few) if opines else None,
        came_back=joint_queries.came_back(by, few) if routes else None,
        to_hand_over=_listed(by, "to_hand_over", _decided(by), at, few, totals)
        if issues
        else None,
        pressing=_pressing(by, at, few, totals) if may(by, "desk.watch") else None,
        totals=totals,
    )


def _listed(
    by: Actor,
    name: str,
    found: QuerySet[Case],
    at: datetime,
    few: int,
    totals: dict[str, int],
) -> tuple[WorkRow, ...]:
    page = worklist.page_of(found, 1, today_of(by, at), few, at)
    totals[name] = page.total
    return page.rows


def _pressing(
    by: Actor, at: datetime, few: int, totals: dict[str, int]
) -> tuple[WorkRow, ...]:
    """What presses in the whole hall: past a limit, or near one."""
    every = worklist.hall_cases(by)
    lit = lamps.lit(
        every.order_by(), day=today_of(by, at), hall_id=hall_of(by).id, at=at
    )
    totals["open"] = lit.count()
    totals["late"] = lit.filter(lamp_now__in=[Lamp.RED, Lamp.YELLOW]).count()
    pressing = lit.filter(lamp_now__in=[Lamp.RED, Lamp.YELLOW, Lamp.WARN])
    return _listed(
        by, "pressing", pressing.order_by(*lamps.in_order()), at, few, totals
    )


def _online(by: Actor) -> QuerySet[Case]:
    return Case.objects.filter(scope(by), state=CaseState.SUBMITTED).order_by(
        "-green", "notice_due", "id"
    )


def _decided(by: Actor) -> QuerySet[Case]:
    return Case.objects.filter(
        scope(by), state__in=[CaseState.APPROVED, CaseState.REFUSED]
    ).order_by("-green", "deliver_due", "id")


def _unfinished(by: Actor, at: datetime, few: int) -> tuple[WorkRow, ...]:
    """What this clerk received and nobody has answered yet, the newest first.

    Begins with the hall's newest unanswered cases, because they are few, and not with
    the journal, which is long.
    """
    open_cases = Case.objects.filter(scope(by), state=CaseState.RECEIVED)
    newest = open_cases.order_by("-id").values_list("number", flat=True)[:NEWEST]
    received = Entry.objects.filter(
        code=events.RECEIVED.code,
        actor=by.ref,
        about__in=[f"case:{number}" for number in newest],
    )
    numbers = [
        about.removeprefix("case:")
        for about in received.order_by("-id").values_list("about", flat=True)
    ][: few + 1]
    rows = Case.objects.filter(number__in=numbers).order_by("-received_at", "-id")
    today = today_of(by, at)
    return tuple(worklist.row_of(case, today, at) for case in rows)


def _tolerances(by: Actor, few: int) -> tuple[Asked, ...]:
    rows = (
        Tolerance.objects.filter(
            state=ToleranceState.ASKED,
            paper__case__in=Case.objects.filter(scope(by)),
        )
        # what the applicant still has to sign waits for them, not for an approver
        .exclude(kind=ToleranceKind.LATER, undertaking=None)
        .select_related("paper__case")
        .order_by("requested_at")[:few]
    )
    return tuple(
        Asked(
            id=row.pk,
            number=row.paper.case.number,
            applicant=mask_organisation(row.paper.case.applicant_name),
            item=guide_of(row.paper.case).name,
            key=row.paper.key,
            what=_paper_name(row),
            asked_by=row.requested_by_name,
            asked_at=row.requested_at,
            own=row.requested_by == by.ref,
        )
        for row in rows
    )


def _opinions(by: Actor, today: date, few: int) -> tuple[Asked, ...]:
    """What posts where the reader acts are asked, what is due first on top."""
    rows = joint_queries.owed(joint_queries.owed_by(by, today)[:few], today)
    return tuple(
        Asked(
            id=row.id,
            number=row.number,
            applicant=mask_organisation(row.applicant),
            item=row.item,
            key=str(row.id),
            what=row.question or row.post,
            asked_by=row.post,
            asked_at=row.asked_at,
            lamp=row.lamp.value if row.due else "",
            left=row.left,
        )
        for row in rows
    )


def _answered(by: Actor, today: date, few: int) -> tuple[WorkRow, ...]:
    """Cases at the reader's posts of which every answer is in: it is their turn."""
    rows = (
        worklist.at_my_posts(by, today)
        .filter(state=CaseState.ACCEPTED, consultations__closed_at__isnull=False)
        .exclude(opinions__state__in=[AskedState.WAITING, AskedState.RETURNED])
        .distinct()[:few]
    )
    return tuple(worklist.row_of(case, today) for case in rows)


def _paper_name(row: Tolerance) -> str:
    rules = {rule.key: rule.name for rule in guide_of(row.paper.case).papers}
    return rules.get(row.paper.key, row.paper.key)
