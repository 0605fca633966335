"""Papers that applicants still owe: soon due, and past their day."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from yichuang.cases.models import Case, Tolerance
from yichuang.cases.queries.tolerance import policy_of
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.rules.papers import ToleranceKind, ToleranceState
from yichuang.organisation.queries import calendars, places

IN_HAND = (CaseState.ACCEPTED, CaseState.SUSPENDED, CaseState.APPROVED)
FARTHEST = timedelta(days=30)
"""No list reminds earlier than this; beyond it nothing has to be looked at."""


def owed_in(case: Case) -> list[Tolerance]:
    """Papers of a case that were promised for later and have not come."""
    rows = Tolerance.objects.filter(
        paper__case=case,
        kind=ToleranceKind.LATER,
        state=ToleranceState.AGREED,
        came_on=None,
    )
    return list(rows.select_related("paper").order_by("id"))


def overdue(at: datetime) -> Iterator[Case]:
    """Cases in hand with a promised paper past its day, each read when it is asked for."""
    return _cases(at, timedelta(days=1), lambda case, due, today: due < today)


def due_soon(at: datetime) -> Iterator[Tolerance]:
    """Promised papers near their day of which nobody was reminded."""

    def soon(case: Case, due: date, today: date) -> bool:
        days = policy_of(case.hall_id, today).remind_before
        calendar = calendars.calendar_for(case.hall_id)
        return today <= due <= calendar.after(today, days)

    for case in _cases(at, FARTHEST, soon, reminded_at=None):
        today = at.astimezone(places.hall(case.hall_id).zone).date()
        for row in owed_in(case):
            if row.reminded_at is None and row.due and soon(case, row.due, today):
                yield row


def _cases(
    at: datetime,
    ahead: timedelta,
    wanted: Callable[[Case, date, date], bool],
    **only: None,
) -> Iterator[Case]:
    """Cases with an owed paper due before `ahead` from now that is `wanted`."""
    rows = (
        Tolerance.objects.filter(
            kind=ToleranceKind.LATER,
            state=ToleranceState.AGREED,
            came_on=None,
            due__lte=(at + ahead).date(),
            paper__case__state__in=IN_HAND,
            **only,
        )
        .order_by("due", "id")
        .values_list("paper__case_id", "due")
    )
    seen: set[int] = set()
    for pk, due in list(rows):
        if pk in seen or due is None:
            continue
        case = Case.objects.filter(pk=pk, state__in=IN_HAND).first()
        if case is None:
            continue
        today = at.astimezone(places.hall(case.hall_id).zone).date()
        if wanted(case, due, today):
            seen.add(pk)
            yield case
