"""One's own appointments: see, change, cancel, put into the phone's calendar."""

from datetime import timedelta

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yichuang.kernel.refusals import Refusal
from yichuang.organisation.queries import places
from yichuang.portal.forms import TimeForm
from yichuang.portal.presenters import booking as rows
from yichuang.portal.presenters import words
from yichuang.portal.views import asking
from yichuang.queueing.queries.appointments import booked, offered
from yichuang.queueing.rules.appointments.calendar_file import Entry, calendar_file
from yichuang.queueing.rules.appointments.lifecycle import AppointmentState
from yichuang.queueing.services.appointments import booking
from yichuang.web.codes import qr_svg
from yichuang.web.errors import status_for
from yichuang.web.forms import add_refusals
from yichuang.web.pages import page


@never_cache
@asking.citizens
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """All my appointments, those before me first."""
    found = [rows.booking_page(row) for row in booked.mine(asking.who(request))]
    shown = {
        "ahead": [row for row in found if row.standing],
        "behind": [row for row in found if not row.standing],
    }
    return page(request, "portal/book/mine.html", shown)


@never_cache
@asking.citizens
@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    """One appointment: when, where, the code to hold to the kiosk."""
    row = booked.shown(asking.who(request), code)
    if row.state is AppointmentState.HELD:
        return redirect("portal:book-check", row.code)
    return page(
        request, "portal/book/appointment.html", {"sheet": rows.booking_page(row)}
    )


@never_cache
@asking.citizens
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Another time for the same kind."""
    by, at = asking.who(request), asking.now()
    row = booked.shown(by, code)
    form = TimeForm(asking.posted(request))
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            booking.rebook(code, form.cleaned_data["slot"], by=by, at=at)
            notices.success(request, gettext("The new time is booked."))
            return redirect("portal:appointment", code)
        except Refusal as refused:
            add_refusals(form, refused)
            status = status_for(request, refused)
    found = booked.find(by, code)
    days = offered.offered(
        row.hall_id, found.kind_id, at=at, group_id=found.slot.group_id
    )
    wanted = request.GET.get("day", "")
    chosen = next((day for day in days if day.day.isoformat() == wanted), None)
    chosen = chosen or next((day for day in days if day.free), None)
    address = reverse("portal:appointment-change", args=[code])
    shown = {
        "sheet": rows.booking_page(row),
        "form": form,
        "days": rows.day_chips(days, chosen.day if chosen else None, address, {}),
        "day": chosen.day if chosen else None,
        "times": rows.time_lines(chosen),
        "signed_in": True,
    }
    return page(request, "portal/book/change.html", shown, status)


@never_cache
@asking.citizens
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Give an appointment up, after a question."""
    by, at = asking.who(request), asking.now()
    row = booked.shown(by, code)
    problem, status = "", 200
    if request.method == "POST":
        try:
            booking.cancel(code, by=by, at=at)
            notices.success(request, gettext("Cancelled. Somebody else can come then."))
            return redirect("portal:appointments")
        except Refusal as refused:
            problem = refused.told(gettext)
            status = status_for(request, refused)
    shown = {"sheet": rows.booking_page(row), "problem": problem}
    return page(request, "portal/book/cancel.html", shown, status)


@never_cache
@asking.citizens
@require_safe
def calendar(request: HttpRequest, code: str) -> HttpResponse:
    """The appointment as a file for the phone's calendar."""
    row = booked.find(asking.who(request), code)
    sheet = rows.booking_page(booked.booking(row))
    hall = places.hall(row.hall_id)
    entry = Entry(
        uid=f"appointment-{row.code}@{request.get_host()}",
        sequence=row.version,
        starts=row.starts_at,
        ends=row.starts_at + timedelta(minutes=30),
        title=gettext("%(name)s at %(hall)s")
        % {"name": sheet.name, "hall": words.tell(hall, "name")},
        place=sheet.where,
        text=gettext("Code %(code)s. Bring your identity card.") % {"code": row.code},
        url=request.build_absolute_uri(sheet.url),
        made=asking.now(),
        cancelled=sheet.cancelled,
    )
    answer = HttpResponse(
        calendar_file(entry), content_type="text/calendar; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="appointment.ics"'
    return answer


@never_cache
@asking.citizens
@require_safe
def qr(request: HttpRequest, code: str) -> HttpResponse:
    """The code as a drawing, for the scanner of the kiosk."""
    row = booked.find(asking.who(request), code)
    return HttpResponse(qr_svg(row.code), content_type="image/svg+xml")
