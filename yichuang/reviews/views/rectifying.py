"""Bad reviews: the list, one of them, reaching the person, closing it."""

from collections.abc import Callable

from django.contrib import messages as notices
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yichuang.accounts.policies import Actor, acting, can
from yichuang.documents import queries as document_queries
from yichuang.documents.rules import DocumentKind
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.reviews import policies
from yichuang.reviews.forms.rectifying import CloseForm, ContactForm
from yichuang.reviews.models import Rectification
from yichuang.reviews.presenters.rectifying import bad_review as sheet_of
from yichuang.reviews.presenters.rectifying import case_url
from yichuang.reviews.queries import rectifications
from yichuang.reviews.services import rectifying
from yichuang.reviews.views.gate import closed_to
from yichuang.web.errors import status_of
from yichuang.web.forms import add_refusals
from yichuang.web.pages import page
from yichuang.web.presenters import Link

PAGE = 50


@never_cache
@require_safe
def bad_reviews(request: HttpRequest) -> HttpResponse:
    """Open ones by their last day, or those that were answered."""
    if (door := closed_to(request, "review.list")) is not None:
        return door
    by, now = acting(request), timezone.now()
    today = timezone.localdate(now)
    closed = request.GET.get("state") == "closed"
    address = reverse("reviews:bad-reviews")
    told = rectifications.counts(by, today)
    rows = {
        "rows": [
            sheet_of(row, today)
            for row in rectifications.listed(by, closed=closed)[:PAGE]
        ],
        "closed": closed,
        "late": told["late"],
        "tabs": [
            Link(
                gettext("Still to be answered"),
                address,
                current=not closed,
                count=told["open"],
            ),
            Link(gettext("Answered"), f"{address}?state=closed", current=closed),
        ],
    }
    return page(request, "reviews/bad_reviews.html", rows)


@never_cache
@require_safe
def bad_review(request: HttpRequest, review_id: int) -> HttpResponse:
    """One bad review with the next step; who handled the case may only read it."""
    if (door := closed_to(request, "review.list")) is not None:
        return door
    return _sheet(request, rectifications.find(acting(request), review_id))


def _sheet(
    request: HttpRequest,
    row: Rectification,
    form: Form | None = None,
    status: int = 200,
) -> HttpResponse:
    by = acting(request)
    own = by.ref in rectifications.handlers_of(row.review)
    may = can(by, "review.rectify", policies.GRANTS) and not own
    if form is None and may and row.closed_at is None:
        kind = CloseForm if row.contacted_at else ContactForm
        form = kind(initial={"version": row.version})
    rows = {
        "review": sheet_of(row, timezone.localdate()),
        # The case leads to the person, so who is reviewed does not see it.
        "case_number": row.review.case.number if may else "",
        "case_url": case_url(row.review.case.number) if may else "",
        "order": _order(row),
        "own": own,
        "may": may,
        "form": form,
        "closing": isinstance(form, CloseForm),
    }
    return page(request, "reviews/bad_review.html", rows, status=status)


def _order(row: Rectification) -> Link | None:
    """The order that went to the office, to print; there is none before the call."""
    if row.contacted_at is None:
        return None
    paper = document_queries.latest(row.review.about, DocumentKind.RECTIFICATION)
    if paper is None:
        return None
    return Link(paper.number, reverse("documents:pdf", args=[paper.number]) + "?print")


def _act(
    request: HttpRequest,
    review_id: int,
    form: ContactForm | CloseForm,
    act: Callable[[Actor], object],
    done: str,
) -> HttpResponse:
    if (door := closed_to(request, "review.rectify")) is not None:
        return door
    by = acting(request)
    row = rectifications.find(by, review_id)
    if not form.is_valid():
        return _sheet(request, row, form, status=422)
    try:
        act(by)
    except (Refusal, Refusals) as refused:
        add_refusals(form, refused)
        row.refresh_from_db()  # what somebody else did meanwhile stands beside the form
        return _sheet(request, row, form, status=status_of(refused))
    notices.success(request, done)
    return redirect("reviews:bad-review", review_id=review_id)


@never_cache
@require_POST
def contact(request: HttpRequest, review_id: int) -> HttpResponse:
    """The person was reached."""
    form = ContactForm(request.POST)
    return _act(
        request,
        review_id,
        form,
        lambda by: rectifying.contact(
            review_id,
            form.cleaned_data["note"],
            seen=form.cleaned_data["version"],
            by=by,
            at=timezone.now(),
        ),
        gettext("Written down."),
    )


@never_cache
@require_POST
def close(request: HttpRequest, review_id: int) -> HttpResponse:
    """It was answered."""
    form = CloseForm(request.POST)
    return _act(
        request,
        review_id,
        form,
        lambda by: rectifying.close(
            review_id,
            form.cleaned_data["ending"],
            form.cleaned_data["note"],
            seen=form.cleaned_data["version"],
            by=by,
            at=timezone.now(),
        ),
        gettext("The bad review is answered."),
    )
