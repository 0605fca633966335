"""Booking a time in three steps: what for, when, and yes."""

from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yichuang.accounts.policies import ActorKind
from yichuang.cases.queries.finding import find as find_case
from yichuang.kernel.refusals import Refusal
from yichuang.portal.forms import TimeForm
from yichuang.portal.presenters import booking as rows
from yichuang.portal.presenters import words
from yichuang.portal.queries import hall as hall_queries
from yichuang.portal.views import asking
from yichuang.queueing.queries.appointments import booked, offered
from yichuang.queueing.queries.days import KindCard, kind, kind_for_item
from yichuang.queueing.queries.days import kinds as kinds_of
from yichuang.queueing.rules.appointments.lifecycle import AppointmentState
from yichuang.queueing.services.appointments import booking
from yichuang.web.errors import status_for
from yichuang.web.forms import add_refusals
from yichuang.web.pages import page

CARRIED = ("item", "case", "group", "day")


def carried(request: HttpRequest, *names: str) -> dict[str, str]:
    """What the address says the time is for."""
    return {name: request.GET.get(name, "")[:60] for name in names or CARRIED}


@require_safe
def kinds(request: HttpRequest) -> HttpResponse:
    """What for? A matter or a case that leads here answers it already."""
    hall_id = hall_queries.online_hall()
    kept = carried(request, "item", "case")
    if kept["case"]:
        by = asking.who(request)
        if not by.is_signed_in:
            return _sign_in(request)
        kept["item"] = find_case(by, kept["case"]).item_key
    if kept["item"]:
        found = kind_for_item(hall_id, kept["item"])
        if found is not None:
            return redirect(rows.times_url(found.code, kept))
    shown = {
        "kinds": rows.kind_lines(kinds_of(hall_id), kept),
        "offers": offered.terms_on(hall_id, asking.today(hall_id)) is not None,
        "steps": steps(0),
    }
    return page(request, "portal/book/kinds.html", shown)


def steps(at: int) -> list[dict[str, str]]:
    """The three steps as a bar."""
    names = (gettext("What for"), gettext("What time"), gettext("Book it"))
    return [
        {"says": says, "state": "was" if n < at else "on" if n == at else "next"}
        for n, says in enumerate(names)
    ]


@never_cache
@require_http_methods(["GET", "POST"])
def times(request: HttpRequest, kind: str) -> HttpResponse:
    """When? Days first, then the half-hours of one; on busy days one's group before."""
    hall_id = hall_queries.online_hall()
    card = need_kind(hall_id, kind)
    form = TimeForm(asking.posted(request))
    status = 200
    if request.method == "POST":
        by = asking.who(request)
        if not by.is_signed_in or by.person_id is None:
            return _sign_in(request)
        if by.kind is not ActorKind.CITIZEN:
            raise Http404
        try:
            if form.is_valid():
                row = booking.hold(
                    form.cleaned_data["slot"],
                    by.person_id,
                    _wish(request, form),
                    by=by,
                    at=asking.now(),
                )
                return redirect("portal:book-check", row.code)
        except Refusal as refused:
            add_refusals(form, refused)
            status = status_for(request, refused)
    shown = _times(request, hall_id, card) | {"form": form, "steps": steps(1)}
    return page(request, "portal/book/times.html", shown, status)


def _wish(request: HttpRequest, form: TimeForm) -> booking.Wish:
    kept = carried(request, "item", "case")
    if kept["case"]:
        find_case(asking.who(request), kept["case"])  # refuses what is not theirs
    return booking.Wish(kept["item"], kept["case"], form.cleaned_data["on_behalf"])


def need_kind(hall_id: int, code: str) -> KindCard:
    """The kind of an address; 404 for what the hall does not have."""
    found = kind(hall_id, code)
    if found is None:
        raise Http404
    return found


def _times(request: HttpRequest, hall_id: int, card: KindCard) -> dict[str, object]:
    """Days and half-hours as the page shows them."""
    kept, at = carried(request), asking.now()
    groups = offered.groups(hall_id, card.id, at=at)
    group = next((row for row in groups if str(row.id) == kept["group"]), None)
    days = offered.offered(
        hall_id, card.id, at=at, group_id=group.id if group else None
    )
    chosen = next((day for day in days if day.day.isoformat() == kept["day"]), None)
    if chosen is None:
        chosen = next((day for day in days if day.free), None)
    address = reverse("portal:book-times", args=[card.code])
    carry = {name: value for name, value in kept.items() if value and name != "day"}
    return {
        "name": words.tell(card, "name"),
        "group_title": rows.group_title(groups),
        "groups": [
            (
                row.label,
                f"{address}?{urlencode({**carry, 'group': row.id})}",
                row == group,
            )
            for row in groups
        ],
        "days": rows.day_chips(days, chosen.day if chosen else None, address, carry),
        "day": chosen.day if chosen else None,
        "times": rows.time_lines(chosen),
        "signed_in": asking.who(request).person_id is not None,
        "sign_in_url": _sign_in_url(request),
    }


def _sign_in_url(request: HttpRequest) -> str:
    """Sign in first, or say who you are; then come back to the same times."""
    name = "who" if asking.who(request).is_signed_in else "sign-in"
    query = urlencode({"next": request.get_full_path()})
    return f"{reverse(f'accounts:{name}')}?{query}"


def _sign_in(request: HttpRequest) -> HttpResponse:
    return redirect(_sign_in_url(request))


@never_cache
@asking.citizens
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Yes: book what was chosen. There is no clock on the page; the seat is theirs as
    long as nobody else wants it."""
    by, at = asking.who(request), asking.now()
    row = booked.shown(by, code)
    if row.state is not AppointmentState.HELD and request.method == "GET":
        return redirect("portal:appointment", code)
    problem = ""
    status = 200
    if request.method == "POST":
        try:
            booking.confirm(code, by=by, at=at)
            return redirect("portal:appointment", code)
        except Refusal as refused:
            problem = refused.told(gettext)
            status = status_for(request, refused)
    shown = {
        "sheet": rows.booking_page(row),
        "steps": steps(2),
        "problem": problem,
        "back": rows.times_url(
            row.kind, {"item": row.item_key, "day": _day(row).isoformat()}
        ),
    }
    return page(request, "portal/book/check.html", shown, status)


def _day(row: booked.Booking) -> date:
    return timezone.localdate(row.starts_at)
