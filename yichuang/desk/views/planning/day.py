"""A day beside its plan, and the tickets behind its figures."""

from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from yichuang.accounts.policies import Actor, acting
from yichuang.desk.forms.planning import PlanForm
from yichuang.desk.policies import may
from yichuang.desk.presenters.lists import Pager
from yichuang.desk.presenters.planning import day as shown
from yichuang.desk.presenters.planning.plan import line
from yichuang.desk.queries.places import hall_of, today_of
from yichuang.desk.views.gate import staff
from yichuang.kernel.refusals import Refusal
from yichuang.organisation.queries import calendars
from yichuang.planning.queries import came, going, made
from yichuang.planning.rules.day import clock
from yichuang.queueing.queries import foresight
from yichuang.web.pages import page
from yichuang.web.presenters import Link

SCORED = timedelta(days=28)


def day_asked(request: HttpRequest, by: Actor, at: datetime) -> date:
    """The day in the address; else today, on a day of rest the next working day."""
    today = today_of(by, at)
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        calendar = calendars.calendar_for(hall_of(by).id)
        return today if calendar.is_workday(today) else calendar.after(today, 1)


@staff("plan.view")
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """What was expected and planned, and what happens; the way to a plan."""
    by, at = acting(request), timezone.now()
    hall_id, today = hall_of(by).id, today_of(by, at)
    day = day_asked(request, by, at)
    rows: dict[str, Any] = {
        "day": day,
        "today": day == today,
        "coming": day >= today,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "manages": may(by, "plan.manage"),
        "form": PlanForm(initial={"day": day.isoformat()}),
        "plans": [line(one) for one in made.of_day(hall_id, day)],
    }
    try:
        found = going.day(hall_id, day, at=at)
    except Refusal as refused:
        return page(
            request, "desk/plan/day.html", rows | {"closed": shown.closed(refused)}
        )
    last = min(day, today)
    score = foresight.how_good(hall_id, last - SCORED, last)
    rows |= {
        "figures": shown.figures(found, score, today=day == today),
        "pictures": shown.pictures(found),
        "lines": shown.lines(found),
        "default": found.default,
        "scores": shown.scored(foresight.how_good_by_day(hall_id, last - SCORED, last)),
        "verdict": shown.verdict(score),
    }
    return page(request, "desk/plan/day.html", rows)


@staff("plan.view")
@require_safe
def tickets(request: HttpRequest) -> HttpResponse:
    """Every ticket of a day, or of one half-hour of it."""
    by, at = acting(request), timezone.now()
    day = day_asked(request, by, at)
    slot = _number(request, "slot", most=47)
    here = max(_number(request, "page", most=9999) or 1, 1)
    found, total = came.tickets(hall_of(by).id, day, slot=slot, page=here)
    back = shown.address("plan", day)
    title = gettext("Who came")
    more = {} if slot is None else {"slot": slot}
    rows = {
        "title": title,
        "day": day,
        "from_time": "" if slot is None else clock(slot),
        "lines": shown.ticket_lines(found),
        "total": total,
        "pager": _pager(day, here, len(found), total, more),
        "back": back,
        "crumbs": (Link(gettext("Plan of the day"), back), Link(title, "")),
    }
    return page(request, "desk/plan/tickets.html", rows)


def _number(request: HttpRequest, name: str, *, most: int) -> int | None:
    text = request.GET.get(name, "")
    found = int(text) if text.isdecimal() and len(text) < 6 else None
    return found if found is not None and found <= most else None


def _pager(
    day: date, here: int, count: int, total: int, more: dict[str, int]
) -> Pager | None:
    if total <= came.PAGE:
        return None
    first = (here - 1) * came.PAGE

    def to(number: int) -> str:
        return shown.address("plan-tickets", day, page=number, **more)

    return Pager(
        first=first + 1 if count else 0,
        last=first + count,
        total=total,
        before=to(here - 1) if here > 1 else "",
        after=to(here + 1) if first + count < total else "",
    )


def crumb() -> Link:
    """Back to the day of planning."""
    return Link(gettext("Plan of the day"), reverse("desk:plan"))
