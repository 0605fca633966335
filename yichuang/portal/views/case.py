"""My matters, and one of them: where it stands, what is mine to do."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from yichuang.cases.queries import bundles as bundle_queries
from yichuang.cases.queries.detail import CaseDetail
from yichuang.cases.queries.finding import find
from yichuang.cases.queries.hearing import hearings_of
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.kernel.refusals import Refusal
from yichuang.organisation.queries import calendars
from yichuang.portal.forms import FollowForm, WithdrawForm
from yichuang.portal.presenters import boxes
from yichuang.portal.presenters.bundles import going
from yichuang.portal.presenters.guide import matter_line
from yichuang.portal.presenters.hall import hall_row
from yichuang.portal.presenters.hearing import HearingBox, hearing_box
from yichuang.portal.presenters.mine import mine_rows
from yichuang.portal.presenters.track import track_page
from yichuang.portal.queries import hall as hall_queries
from yichuang.portal.queries import own
from yichuang.portal.rules.steps import first_open
from yichuang.portal.services import applying
from yichuang.portal.views import asking
from yichuang.portal.views.bundles import tracking
from yichuang.reviews.queries import invitations
from yichuang.web.pages import page

Wrong = dict[str, tuple[str, ...]]


@never_cache
@asking.signed_in
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """All my cases and drafts; what waits for me is lit and first."""
    hall_id = hall_queries.online_hall()
    today = asking.today(hall_id)
    found = own.mine(asking.who(request), today)
    own_cases = mine_rows(found, today, calendars.calendar_for(hall_id))
    bundles = going.mine_rows(bundle_queries.mine(asking.who(request)))
    rows = (*bundles, *own_cases)
    shown = {"rows": rows, "waiting": sum(1 for row in rows if row.turn)}
    return page(request, "portal/mine.html", shown)


@never_cache
@asking.citizens
@require_safe
def case(request: HttpRequest, number: str) -> HttpResponse:
    """One case; a draft goes on where it was left."""
    found = own.one(asking.who(request), number, today=asking.today())
    if found.state is CaseState.DRAFT:
        step = first_open(known=bool(found.people), lacking=boxes.lacking(found))
        return redirect(f"portal:{step.value}", number)
    return case_page(request, found)


def case_page(
    request: HttpRequest,
    found: CaseDetail,
    *,
    full: bool = True,
    wrong: Wrong | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a case; `full` False for whoever came by the query code."""
    at = asking.now()
    shown = {
        "track": track_page(
            found,
            today=asking.today(found.hall.id),
            calendar=calendars.calendar_for(found.hall.id),
            full=full,
            wrong=wrong,
        ),
        "hall": hall_row(hall_queries.hall_now(found.hall.id, at), at),
        "full": full,
        "review_url": _review(found.number, full=full),
        "hearing": _hearing(request, found, full=full),
    }
    return page(request, "portal/case.html", shown, status)


def _hearing(
    request: HttpRequest, found: CaseDetail, *, full: bool
) -> HearingBox | None:
    """The hearing on the case, for its parties only."""
    if not full or found.accepted_at is None:
        return None
    case = find(asking.who(request), found.number, people=False)
    rows = hearings_of(case, asking.today(found.hall.id))
    return hearing_box(rows[0] if rows else None)


def _review(number: str, *, full: bool) -> str:
    """Where to say how it was, while that is asked and not yet said."""
    token = invitations.token_for(number, at=asking.now()) if full else ""
    return f"{reverse('reviews:review', args=[token])}?c=web" if token else ""


@never_cache
@asking.citizens
@require_POST
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """Hand in what the notice asked for."""
    by = asking.who(request)
    try:
        applying.answer_correction(number, by=by, at=asking.now())
    except Refusal as refused:
        if refused.code != "papers.not-uploaded":
            raise
        notices.error(request, refused.text(gettext))
        return redirect("portal:case", number)
    notices.success(request, gettext("Handed in. We look at it and write to you."))
    return redirect("portal:case", number)


@never_cache
@asking.citizens
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take the application back, after a page that says what that means."""
    by = asking.who(request)
    found = own.one(by, number, today=asking.today())
    form = WithdrawForm(asking.posted(request))
    if request.method == "POST" and form.is_valid():
        applying.withdraw(number, form.sentence(), by=by, at=asking.now())
        notices.success(request, gettext("The application is withdrawn."))
        return redirect("portal:case", number)
    if not found.allows("withdraw"):
        return redirect("portal:case", number)
    shown = {"form": form, "number": number, "name": matter_line(found.guide).name}
    return page(request, "portal/withdraw.html", shown, 422 if form.errors else 200)


@never_cache
@require_safe
def follow(request: HttpRequest) -> HttpResponse:
    """Follow a case by number and query code, without signing in, names masked."""
    asked = "number" in request.GET or "code" in request.GET
    form = FollowForm(request.GET if asked else None)
    if asked and form.is_valid():
        data = form.cleaned_data
        several = bundle_queries.by_query_code(data["number"], data["code"])
        if several is not None:
            today = asking.today(several.hall_id)
            joined = bundle_queries.detail(several, today=today)
            return tracking.track(request, joined, full=False)
        try:
            found = own.by_code(data["number"], data["code"], today=asking.today())
        except Refusal:
            form.add_error(
                None, gettext("Number and code do not fit together. Compare both.")
            )
        else:
            if found.state is not CaseState.DRAFT:
                return case_page(request, found, full=False)
            form.add_error(None, gettext("This application is not submitted yet."))
    return page(
        request, "portal/follow.html", {"form": form}, 422 if form.errors else 200
    )
