"""How the time of days past was spent: waiting, walking, serving, idle."""

from datetime import date, datetime, time, timedelta
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from yichuang.accounts.policies import acting
from yichuang.desk.forms.hall import DaysForm
from yichuang.desk.presenters import hall as shown
from yichuang.desk.queries.hall import figures_of
from yichuang.desk.queries.places import hall_of, today_of
from yichuang.desk.views.gate import staff
from yichuang.organisation.queries import places
from yichuang.queueing.rules.figures import Day, together
from yichuang.web.pages import page

A_WEEK = timedelta(days=7)
A_DAY = timedelta(days=1)


@staff("queue.view")
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The days asked for; without any, the week before today."""
    by, at = acting(request), timezone.now()
    hall_id, today = hall_of(by).id, today_of(by, at)
    week = {"first": today - A_WEEK, "last": today - A_DAY}
    form = DaysForm(request.GET if "first" in request.GET else week, today=today)
    days: dict[date, Day] = {}
    if form.is_valid():
        days = _days(hall_id, form.cleaned_data["first"], form.cleaned_data["last"])
    splits = together(one.windows for one in days.values())
    rows = {
        "form": form,
        "days": shown.day_rows(days),
        "windows": shown.spent(splits, places.windows(hall_id)),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "desk/hall/time.html", rows, status)


def _days(hall_id: int, first: date, last: date) -> dict[date, Day]:
    zone = places.hall(hall_id).zone
    return {
        day: figures_of(hall_id, day, datetime.combine(day + A_DAY, time(), zone))
        for day in (first + A_DAY * step for step in range((last - first).days + 1))
    }
