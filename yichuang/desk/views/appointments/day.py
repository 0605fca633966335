"""The appointments of a day; checking in; booking in whoever has no phone; one of them."""

from datetime import date, timedelta
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from yichuang.accounts.policies import Actor, acting
from yichuang.accounts.services.people import find_or_create_person
from yichuang.desk.forms.appointments import MoveForm, NewForm, ReasonForm
from yichuang.desk.policies import may
from yichuang.desk.presenters import appointments as rows
from yichuang.desk.queries.places import hall_id_of, hall_of, today_of
from yichuang.desk.views.gate import staff
from yichuang.desk.views.planning.plans import names_of
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.queueing.queries.appointments import booked, offered
from yichuang.queueing.queries.days import kind
from yichuang.queueing.rules.appointments.lifecycle import STANDING, AppointmentState
from yichuang.queueing.services.appointments import arriving, booking
from yichuang.web.errors import status_for
from yichuang.web.pages import page
from yichuang.web.presenters import Link


def day_asked(request: HttpRequest, today: date) -> date:
    """The day of the address; today for one that cannot be read."""
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return today


@staff("appointment.view")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Who comes on a day, and to whom the hall owes another time."""
    by, at = acting(request), timezone.now()
    hall_id, today = hall_of(by).id, today_of(by, at)
    day = day_asked(request, today)
    found = booked.of_day(hall_id, day)
    shown = {
        "lines": [rows.line(row) for row in found],
        "came": sum(row.state is AppointmentState.ARRIVED for row in found),
        "owed": [rows.line(row) for row in booked.owed(hall_id)],
        "day": day,
        "before": (day - timedelta(days=1)).isoformat(),
        "after": (day + timedelta(days=1)).isoformat(),
        "arranges": may(by, "appointment.arrange"),
        "checks_in": may(by, "appointment.check-in") and day == today,
        "terms": offered.terms_on(hall_id, today),
        "visits_url": reverse("desk:visits"),
    }
    return page(request, "desk/appointments/day.html", shown)


@staff("appointment.check-in")
@require_POST
def check_in(request: HttpRequest) -> HttpResponse:
    """Whoever booked is here: their ticket."""
    by, at = acting(request), timezone.now()
    code = request.POST.get("code", "")[:20]
    try:
        ticket = arriving.check_in(code, by=by, at=at, hall_id=hall_id_of(by))
    except Refusal as refused:
        messages.error(request, refused.told(gettext))
    else:
        messages.success(
            request, gettext("Ticket %(number)s") % {"number": ticket.number}
        )
    return redirect("desk:appointments")


@staff("appointment.book")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Book somebody in at the desk; what they take along is the printed code."""
    by, at = acting(request), timezone.now()
    hall_id = hall_of(by).id
    names = names_of(hall_id)
    code = request.GET.get("kind", "")
    card = kind(hall_id, code if code in names else next(iter(names), ""))
    days = offered.offered(hall_id, card.id, at=at) if card else ()
    form = NewForm(request.POST or None, times=rows.time_choices(days))
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                return redirect("desk:appointment", _booked_in(form, by=by))
            except (Refusal, Refusals) as refused:
                form.refuse(refused)
                status = HTTPStatus(status_for(request, refused))
    shown = {
        "form": form,
        "kinds": [
            (key, name, card and key == card.code) for key, name in names.items()
        ],
        "crumbs": (rows.crumb(), Link(gettext("Book somebody in"), "")),
    }
    return page(request, "desk/appointments/new.html", shown, status)


def _booked_in(form: NewForm, *, by: Actor) -> str:
    """The code of the appointment."""
    said, at = form.cleaned_data, timezone.now()
    person = find_or_create_person(
        name=said["name"],
        id_number=said["id_number"],
        phone=said["phone"],
        by=by,
        at=at,
    )
    wish = booking.Wish(on_behalf=said["on_behalf"])
    held = booking.hold(said["slot"], person.pk, wish, by=by, at=at)
    return booking.confirm(held.code, by=by, at=at).code


@staff("appointment.view")
@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, code: str) -> HttpResponse:
    """One appointment: to print, to move, to cancel, to forgive."""
    by, at = acting(request), timezone.now()
    row = booked.shown(by, code)
    found = booked.find(by, code)
    days = offered.offered(
        row.hall_id, found.kind_id, at=at, group_id=found.slot.group_id
    )
    name = request.POST.get("do", "")
    move = MoveForm(
        request.POST if name == "move" else None, times=rows.time_choices(days)
    )
    reason = ReasonForm(request.POST if name in {"cancel", "forgive"} else None)
    status = HTTPStatus.OK
    if request.method == "POST":
        form: MoveForm | ReasonForm = move if name == "move" else reason
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                _do(name, row, form.cleaned_data, by=by)
                messages.success(request, gettext("Done."))
                return redirect("desk:appointment", code)
            except Refusal as refused:
                form.refuse(refused)
                status = HTTPStatus(status_for(request, refused))
    standing = row.state in STANDING
    missed = row.state is AppointmentState.MISSED and not row.forgiven
    shown = {
        "line": rows.line(row),
        "row": row,
        "move": move if standing and may(by, "appointment.book") else None,
        "reason": reason,
        "cancels": standing and may(by, "appointment.book"),
        "forgives": missed and may(by, "appointment.arrange"),
        "code_grouped": f"{row.code[:5]} {row.code[5:]}",
        "hall": hall_of(by),
        "crumbs": (rows.crumb(), Link(row.code, "")),
    }
    return page(request, "desk/appointments/one.html", shown, status)


def _do(name: str, row: booked.Booking, said: dict[str, object], *, by: Actor) -> None:
    at = timezone.now()
    if name == "move":
        booking.rebook(row.code, int(str(said["slot"])), by=by, at=at)
    elif name == "cancel":
        booking.cancel(row.code, by=by, at=at, reason=str(said["reason"]))
    elif name == "forgive":
        reason = str(said["reason"])
        arriving.forgive(row.person_id, row.hall_id, reason=reason, by=by, at=at)
    else:
        raise Http404
