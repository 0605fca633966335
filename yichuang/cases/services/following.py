"""What follows a tolerance for later: told, reminded, come in time, or broken.

The day of arrival counts, whichever way a paper comes. After the day it was promised
for, nothing is taken any more and the handling ends as was told.
"""

from datetime import date, datetime

from yichuang.accounts.policies import Actor
from yichuang.cases import events
from yichuang.cases.models import Case, CasePaper, Tolerance
from yichuang.cases.queries.facts import guide_of, has_none, open_tolerance
from yichuang.cases.queries.finding import moved_on
from yichuang.cases.rules import tolerance as rules
from yichuang.cases.rules.papers import PaperState, ToleranceKind, ToleranceState
from yichuang.cases.services import letters, undertakings, wording
from yichuang.cases.services.moving import note
from yichuang.catalogue.rules.guide import PaperRule
from yichuang.documents.rules import DocumentKind
from yichuang.organisation.queries import calendars, places

MEND_DAYS = 5
"""Working days to mend a paper that came in time and is faulty; as for a notice."""


def local_day(case: Case, at: datetime) -> date:
    """The day of a moment in the hall of the case."""
    return at.astimezone(places.hall(case.hall_id).zone).date()


def tell(case: Case, *, by: Actor, at: datetime) -> str:
    """Tell in writing what may follow until when and what a breach means 容缺受理通知书,
    once the case is accepted; "" when nothing is tolerated for later."""
    if has_none(case, Tolerance):
        return ""
    rows = list(
        Tolerance.objects.filter(
            paper__case=case,
            kind=ToleranceKind.LATER,
            state=ToleranceState.AGREED,
            notice_number="",
        )
        .select_related("paper")
        .order_by("id")
    )
    if not rows:
        return ""
    guide = guide_of(case)
    number = letters.issue(
        case,
        DocumentKind.TOLERANCE,
        {
            "papers": undertakings.later_papers(rows, _rules(case)),
            "promise": wording.promise_words(guide.promise),
            "basis": wording.basis(guide),
            "notes": [
                f"到期没有补齐的后果：{undertakings.consequence_words(case, rows)}"
            ],
        },
        by=by,
        at=at,
    )
    Tolerance.objects.filter(pk__in=[row.pk for row in rows]).update(
        notice_number=number
    )
    return number


def _rules(case: Case) -> dict[str, PaperRule]:
    return {rule.key: rule for rule in guide_of(case).papers}


def require_open(case: Case, paper: CasePaper, *, at: datetime) -> None:
    """Raises Refusal "tolerance.too-late" before a file is kept that comes too late."""
    row = open_tolerance(paper) if paper.state == PaperState.TOLERATED else None
    if row is not None:
        require_in_time(row, local_day(case, at))


def came(case: Case, paper: CasePaper, *, at: datetime) -> None:
    """A file of a tolerated paper was sent: it has arrived today, its check comes later.
    Asked for and not yet agreed to, it is simply no longer missing.

    Raises:
        Refusal: "tolerance.too-late"; "case.moved-on" when the clock was faster.
    """
    row = open_tolerance(paper) if paper.state == PaperState.TOLERATED else None
    if row is None or row.kind != ToleranceKind.LATER:
        return
    if row.state == ToleranceState.ASKED:
        _no_longer_missing(case, paper, row)
        return
    if row.came_on is None:
        today = local_day(case, at)
        require_in_time(row, today)
        _take(case, row, {"came_on": today, "came_how": "online"})


def _no_longer_missing(case: Case, paper: CasePaper, row: Tolerance) -> None:
    _take(case, row, {"state": ToleranceState.DENIED, "reason": "paper came"})
    CasePaper.objects.filter(pk=paper.pk).update(state=PaperState.PRESENT)
    paper.state = PaperState.PRESENT


def require_in_time(row: Tolerance, day: date) -> None:
    """Raises Refusal "tolerance.too-late" for a paper that was agreed to and is late."""
    agreed = row.kind == ToleranceKind.LATER and row.state == ToleranceState.AGREED
    if agreed and row.came_on is None and row.due is not None:
        rules.require_in_time(row.due, day)


def fulfil(
    case: Case,
    row: Tolerance,
    rule: PaperRule,
    *,
    by: Actor,
    at: datetime,
    came_on: date | None = None,
    how: str = "window",
) -> None:
    """A paper that was tolerated is here and in order; only asked for, it was not needed.

    Raises:
        Refusal: "tolerance.too-late", "case.moved-on".
    """
    if row.state == ToleranceState.ASKED:
        _take(case, row, {"state": ToleranceState.DENIED, "reason": "paper came"})
        return
    day = came_on or local_day(case, at)
    require_in_time(row, day)
    changes: dict[str, object] = {"state": ToleranceState.FULFILLED}
    if row.came_on is None:
        changes |= {"came_on": day, "came_how": how}
    _take(case, row, changes)
    if row.kind == ToleranceKind.LATER:
        note(
            case,
            events.TOLERANCE_FULFILLED,
            by=by,
            at=at,
            key=rule.key,
            paper=rule.name,
            came_on=day.isoformat(),
            how=how,
        )


def send_back(case: Case, paper: CasePaper, *, at: datetime) -> bool:
    """A tolerated paper came in time and is faulty: it is owed again, for five working
    days at least. Returns whether there was such a tolerance."""
    row = open_tolerance(paper)
    if row is None or row.kind != ToleranceKind.LATER or row.due is None:
        return False
    if row.state != ToleranceState.AGREED:
        return False
    today = local_day(case, at)
    require_in_time(row, today)
    longer = calendars.calendar_for(case.hall_id).after(today, MEND_DAYS)
    _take(case, row, {"came_on": None, "came_how": "", "due": max(row.due, longer)})
    return True


def _take(case: Case, row: Tolerance, changes: dict[str, object]) -> None:
    """Change a tolerance that still stands; whoever was faster wins."""
    if not Tolerance.objects.filter(pk=row.pk, state=row.state).update(**changes):
        raise moved_on(case)
    for name, value in changes.items():
        setattr(row, name, value)
