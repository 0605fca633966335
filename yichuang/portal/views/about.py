"""The hall, and what the house says of itself: access, privacy, when nothing works."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from yichuang.assistance import queries as assistance
from yichuang.catalogue import queries as catalogue_queries
from yichuang.organisation.queries import places
from yichuang.portal.presenters import guide as guides
from yichuang.portal.presenters import tickets, words
from yichuang.portal.presenters.hall import (
    day_rows,
    department_rows,
    facility_rows,
    hall_row,
    thing_rows,
    window_rows,
)
from yichuang.portal.queries import hall as hall_queries
from yichuang.portal.queries import own
from yichuang.portal.queries import tickets as ticket_queries
from yichuang.portal.views import asking
from yichuang.web.pages import page


@require_safe
def hall(request: HttpRequest) -> HttpResponse:
    """Where, when, which windows, which departments and what they handle."""
    hall_id, at = hall_queries.online_hall(), asking.now()
    matters: dict[str, list[tuple[str, str]]] = {}
    for guide in catalogue_queries.guides_in_force(asking.today(hall_id)):
        line = guides.matter_line(guide)
        matters.setdefault(guide.department_key, []).append((line.name, line.key))
    now = hall_queries.hall_now(hall_id, at)
    shown = {
        "hall": hall_row(now, at),
        "lines": tickets.line_rows(
            ticket_queries.waiting_now(hall_id, at), ticket_queries.waits(hall_id, at)
        )
        if now.doors.open
        else (),
        "score": tickets.score_says(ticket_queries.held_lately(hall_id, at)),
        "unusual": day_rows(hall_queries.unusual_days(hall_id, at)),
        "windows": window_rows(places.windows(hall_id)),
        "departments": department_rows(hall_queries.departments_here(hall_id), matters),
    }
    return page(request, "portal/hall.html", shown)


@require_safe
def lending(request: HttpRequest) -> HttpResponse:
    """What the hall lends without a deposit, how many are in now, and where to ask."""
    hall_id, at = hall_queries.online_hall(), asking.now()
    shown = {
        "hall": hall_row(hall_queries.hall_now(hall_id, at), at),
        "things": thing_rows(assistance.things(hall_id)),
        "goods": [
            words.tell_name(row.name, row.name_en)
            for row in assistance.goods(hall_id)
            if row.stock
        ],
        "facilities": facility_rows(
            assistance.facilities(hall_id, asking.today(hall_id))
        ),
    }
    return page(request, "portal/lending.html", shown)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What works for whom, what does not yet, and whom to tell."""
    return _about(request, "accessibility")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Which data, what for, how long, who sees them, and what one may demand."""
    return _about(request, "privacy")


@require_safe
def stuck(request: HttpRequest) -> HttpResponse:
    """When something cannot be got done: whom to call, what to say."""
    return _about(request, "stuck")


def _about(request: HttpRequest, name: str) -> HttpResponse:
    hall_id, at = hall_queries.online_hall(), asking.now()
    shown = {
        "hall": hall_row(hall_queries.hall_now(hall_id, at), at),
        "text_version": own.CONSENT_VERSION,
    }
    return page(request, f"portal/about_{name}.html", shown)
