"""All windows for whoever runs the hall: who sits where, and one press to change it."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yichuang.accounts.policies import acting
from yichuang.desk.policies import may
from yichuang.desk.presenters import calling as presented
from yichuang.desk.queries.places import hall_of
from yichuang.desk.views.gate import staff
from yichuang.kernel.refusals import Refusal, Refusals, each
from yichuang.queueing.queries import days, window
from yichuang.queueing.queries.choices import SeatMode
from yichuang.queueing.services import seats
from yichuang.web.errors import reason, status_for
from yichuang.web.pages import page


@never_cache
@staff("queue.view")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every window and every line now."""
    return _show(request)


def _show(
    request: HttpRequest, refused: Refusal | Refusals | None = None
) -> HttpResponse:
    by, at = acting(request), timezone.now()
    hall_id = hall_of(by).id
    view = window.hall_view(hall_id, at=at)
    rows = {
        "hall": view,
        "windows": [presented.window_line(row) for row in view.seats],
        "lines": [
            (row.code, presented.told(row, "name"), row.waiting, row.windows)
            for row in view.lines
        ],
        "kinds": presented.kind_choices(days.kinds(hall_id)),
        "manages": may(by, "queue.manage"),
        "hall_id": hall_id,
        "refused": reason(each(refused)[0]) if refused else None,
    }
    status = status_for(request, refused) if refused else int(HTTPStatus.OK)
    return page(request, "desk/windows.html", rows, status)


@never_cache
@staff("queue.manage")
@require_POST
def act(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """Pause, go on, close, or let a window serve other lines for the rest of the day."""
    by, at = acting(request), timezone.now()
    hall_id = hall_of(by).id
    seat = window.seat_at(hall_id, number)
    if name not in {"pause", "reopen", "close", "lines"}:
        raise Http404
    if seat is None:  # closed a moment ago, by themselves
        return redirect("desk:windows")
    try:
        if name == "pause":
            said = request.POST.get("reason", "") or gettext("asked by the manager")
            seats.pause(seat, reason=said, by=by, at=at)
        elif name == "reopen":
            seats.reopen(seat, by=by, at=at)
        elif name == "close":
            seats.close_window(seat, by=by, at=at)
        else:
            mode = request.POST.get("mode", "")
            seats.change_lines(
                seat,
                request.POST.getlist("own"),
                helps=request.POST.getlist("helps"),
                mode=SeatMode(mode) if mode in SeatMode.values else None,
                by=by,
                at=at,
            )
    except (Refusal, Refusals) as refused:
        return _show(request, refused)
    return redirect("desk:windows")
