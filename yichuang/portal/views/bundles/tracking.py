"""Following a bundle: how far each matter is, what is asked for, taking parts back."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from yichuang.cases.queries import bundles as bundle_queries
from yichuang.cases.queries.bundles import BundleDetail, BundleState
from yichuang.cases.rules.bundles import Standing
from yichuang.cases.services.bundles.mending import lacks_of
from yichuang.kernel.refusals import Refusal
from yichuang.portal.forms import WithdrawPartsForm
from yichuang.portal.presenters.bundles import going, sheets
from yichuang.portal.presenters.hall import hall_row
from yichuang.portal.presenters.words import tell
from yichuang.portal.queries import hall as hall_queries
from yichuang.portal.services import bundling
from yichuang.portal.views import asking
from yichuang.web.pages import page

Wrong = dict[str, tuple[str, ...]]


@never_cache
@asking.citizens
@require_safe
def bundle(request: HttpRequest, number: str) -> HttpResponse:
    """One bundle; a draft goes on where it was left."""
    found = _found(request, number)
    if found.state == BundleState.DRAFT:
        return redirect(f"portal:bundle-{sheets.first_open(found)}", number)
    return track(request, found)


def _found(request: HttpRequest, number: str) -> BundleDetail:
    row = bundling.find(asking.who(request), number)
    return bundle_queries.detail(row, today=asking.today())


def track(
    request: HttpRequest,
    found: BundleDetail,
    *,
    full: bool = True,
    wrong: Wrong | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a running bundle; `full` False for whoever came by the query code."""
    lacks = lacks_of(found)
    boxes = sheets.lack_boxes(found.number, lacks, wrong or {})
    left = sheets.lacks_left(lacks) if lacks else ""
    at = asking.now()
    shown = {
        "track": going.track_page(found, boxes, left, full=full),
        "hall": hall_row(hall_queries.hall_now(found.bundle.hall_id, at), at),
        "full": full,
    }
    return page(request, "portal/bundles/track.html", shown, status)


@never_cache
@asking.citizens
@require_safe
def done(request: HttpRequest, number: str) -> HttpResponse:
    """It is in: one number and one code for all matters."""
    found = _found(request, number)
    if found.state == BundleState.DRAFT:
        return redirect("portal:bundle-check", number)
    return page(request, "portal/bundles/done.html", {"sheet": sheets.done_page(found)})


@never_cache
@asking.citizens
@require_POST
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """Hand in what the notices asked for, in every matter that has all of it."""
    try:
        count = bundling.hand_in(number, by=asking.who(request), at=asking.now())
    except Refusal as refused:
        if refused.code != "papers.not-uploaded":
            raise
        notices.error(request, refused.text(gettext))
        return redirect("portal:bundle-case", number)
    if count:
        notices.success(request, gettext("Handed in. We look at it and write to you."))
    return redirect("portal:bundle-case", number)


@never_cache
@asking.citizens
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take parts back, after a page that says what goes with them."""
    found = _found(request, number)
    running = tuple(
        (row.key, tell(row.part, "name"))
        for row in found.children
        if row.standing is Standing.RUNNING and not (row.row and row.row.outcome)
    )
    if not running or found.state != BundleState.OPEN:
        return redirect("portal:bundle-case", number)
    form = WithdrawPartsForm(asking.posted(request), parts=running)
    if request.method == "POST" and form.is_valid():
        bundling.withdraw(
            number,
            form.cleaned_data["parts"],
            form.sentence(),
            by=asking.who(request),
            at=asking.now(),
        )
        notices.success(request, gettext("Taken back."))
        return redirect("portal:bundle-case", number)
    shown = {
        "form": form,
        "number": number,
        "name": tell(found.plan.bundle, "name"),
    }
    return page(
        request, "portal/bundles/withdraw.html", shown, 422 if form.errors else 200
    )
