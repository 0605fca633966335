"""The hall's figures, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from yichuang.organisation.queries import places
from yichuang.reviews.presenters.public import public
from yichuang.reviews.queries.hall import hall_figures
from yichuang.web.pages import page
from yichuang.web.presenters import Link

SPANS = (30, 90)


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """What came, what was closed in time, what people said, over 30 or 90 days."""
    hall_id = places.first_hall_id()
    chosen = request.GET.get("days", "")
    days = next((span for span in SPANS if str(span) == chosen), SPANS[0])
    address = reverse("reviews:figures")
    rows: dict[str, object] = {
        "public": None,
        "tabs": [
            Link(
                gettext("Last %(days)s days") % {"days": span},
                f"{address}?days={span}",
                current=span == days,
            )
            for span in SPANS
        ],
    }
    if hall_id is not None:
        today = timezone.now().astimezone(places.hall(hall_id).zone).date()
        rows["public"] = public(hall_figures(hall_id, today, days))
    return page(request, "reviews/figures.html", rows)
