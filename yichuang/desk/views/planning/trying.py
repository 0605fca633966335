"""What if a window opens or closes: the day before and after, on paper only."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from yichuang.accounts.policies import acting
from yichuang.desk.forms.planning import TryForm
from yichuang.desk.presenters.planning import day as days
from yichuang.desk.presenters.planning import trying as shown
from yichuang.desk.queries.places import hall_of
from yichuang.desk.views.gate import staff
from yichuang.desk.views.planning.day import day_asked
from yichuang.kernel.refusals import Refusal
from yichuang.planning.queries import windows
from yichuang.planning.services.trying import Change, what_if
from yichuang.web.pages import page
from yichuang.web.presenters import Link


@staff("plan.view")
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """A form that changes nothing, so its answer has an address of its own."""
    by, at = acting(request), timezone.now()
    hall_id, day = hall_of(by).id, day_asked(request, by, at)
    title, status = gettext("What if"), HTTPStatus.OK
    rows: dict[str, Any] = {
        "title": title,
        "day": day,
        "crumbs": (
            Link(gettext("Plan of the day"), days.address("plan", day)),
            Link(title, ""),
        ),
    }
    try:
        slots = windows.open_slots(hall_id, day)
        teams = windows.teams(hall_id, slots)
    except Refusal as refused:
        rows["closed"] = days.closed(refused)
        return page(request, "desk/plan/try.html", rows)
    numbers = sorted(number for team in teams for number in team.windows)
    initial = {"first": slots[0], "before": slots[-1] + 1}
    given = request.GET if "window" in request.GET else None
    form = TryForm(given, slots=slots, windows=numbers, initial=initial)
    if given is not None and form.is_valid():
        said = form.cleaned_data
        change = Change(
            said["window"], said["first"], said["before"], said["opens"] == "open"
        )
        try:
            effect = what_if(hall_id, day, change, at=at)
        except Refusal as refused:
            form.refuse(refused)
        else:
            rows["effect"] = shown.effect(change, effect)
    if form.is_bound and not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return page(request, "desk/plan/try.html", rows | {"form": form}, status)
