"""The page of a day and the lists behind its figures."""

from datetime import timedelta
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yichuang.accounts.policies import acting
from yichuang.cases.policies import HALL
from yichuang.insight.presenters import lists
from yichuang.insight.presenters import today as shown
from yichuang.insight.presenters.lists import Listed
from yichuang.insight.queries import day as days
from yichuang.insight.queries import in_hand
from yichuang.insight.queries.day import Scope
from yichuang.insight.rules.figures import OF_NOW, Figure
from yichuang.insight.views.gate import closed_to, scope_of
from yichuang.journal.queries import facts_of
from yichuang.kernel.lamps import Lamp
from yichuang.web.pages import page

PAGE = 50


@never_cache
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """One page for the hall manager; HTMX asks for its inside every half minute."""
    if (door := closed_to(request, "today.view")) is not None:
        return door
    now = timezone.now()
    scope = scope_of(acting(request), request.GET.get("day", ""), now)
    current = now.astimezone(scope.zone).date()
    is_today = scope.day == current
    hand = in_hand.in_hand(scope) if is_today else None
    worked, last_worked = days.last_worked(scope)
    rows = {
        "today": shown.today(days.day(scope), hand, scope, now, is_today=is_today),
        "latest": current,
        "worked": worked,
        "last_worked": last_worked if is_today else None,
        "before": scope.day - timedelta(days=1),
        "after": None if is_today else scope.day + timedelta(days=1),
    }
    return page(request, "insight/today.html", rows)


@never_cache
@require_safe
def listing(request: HttpRequest, name: str) -> HttpResponse:
    """What a figure counts, line by line."""
    if (door := closed_to(request, "today.view")) is not None:
        return door
    try:
        figure = Figure(name)
    except ValueError:
        raise Http404 from None
    by, now = acting(request), timezone.now()
    asked = "" if figure in OF_NOW else request.GET.get("day", "")
    scope = scope_of(by, asked, now)
    links = not by.roles.isdisjoint(HALL)
    listed, total, number = (
        _cases(request, figure, scope, links=links)
        if figure in OF_NOW
        else _events(request, figure, scope, links=links)
    )
    rows = {
        "figure": figure.value,
        "title": gettext(figure.label),
        "explained": gettext(figure.explained),
        "day": None if figure in OF_NOW else scope.day,
        "back": reverse("insight:today") + ("" if not asked else f"?day={scope.day}"),
        "listed": listed,
        "total": total,
        "pager": _pager(request, number, total),
    }
    return page(request, "insight/list.html", rows)


def _number(request: HttpRequest, total: int) -> int:
    asked = request.GET.get("page", "")
    wanted = int(asked) if asked.isdecimal() and len(asked) < 7 else 1
    return min(max(wanted, 1), max(1, -(-total // PAGE)))


def _events(
    request: HttpRequest, figure: Figure, scope: Scope, *, links: bool
) -> tuple[Listed, int, int]:
    found = days.entries(figure, scope)
    total = found.count()
    number = _number(request, total)
    # Reviews are not in the order they came: nobody is to be recognised by the hour.
    order = ("facts",) if figure is Figure.POSITIVE else ("-at", "-id")
    rows = found.order_by(*order)[(number - 1) * PAGE : number * PAGE]
    listed = lists.events(figure, map(facts_of, rows), scope, links=links)
    return listed, total, number


def _cases(
    request: HttpRequest, figure: Figure, scope: Scope, *, links: bool
) -> tuple[Listed, int, int]:
    lamps = in_hand.LATE if figure is Figure.OVERDUE else _lamps(request)
    department = request.GET.get("department", "")
    key = int(department) if department.isdecimal() and len(department) < 9 else None
    found = in_hand.listed(scope, lamps, key)
    total = found.count()
    number = _number(request, total)
    rows = in_hand.page_of(found, scope, (number - 1) * PAGE, number * PAGE)
    return lists.cases(rows, links=links), total, number


def _lamps(request: HttpRequest) -> tuple[Lamp, ...]:
    asked = request.GET.get("lamp", "")
    return tuple(lamp for lamp in Lamp if lamp.value == asked)


def _pager(request: HttpRequest, number: int, total: int) -> dict[str, object] | None:
    if total <= PAGE:
        return None
    kept = {key: value for key, value in request.GET.items() if key != "page"}

    def url(to: int) -> str:
        return "?" + urlencode({**kept, "page": to})

    return {
        "first": (number - 1) * PAGE + 1,
        "last": min(number * PAGE, total),
        "total": total,
        "before": url(number - 1) if number > 1 else "",
        "after": url(number + 1) if number * PAGE < total else "",
    }
