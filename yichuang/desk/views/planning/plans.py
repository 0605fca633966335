"""A plan: asked for, watched while it is worked out, adopted, printed."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from yichuang.accounts.policies import Actor, acting
from yichuang.desk.forms.planning import PlanForm
from yichuang.desk.policies import may
from yichuang.desk.presenters.planning import day as days
from yichuang.desk.presenters.planning.plan import PlanPage, shown
from yichuang.desk.presenters.planning.printing import plan_pdf
from yichuang.desk.presenters.words import english
from yichuang.desk.queries.places import hall_id_of, hall_of
from yichuang.desk.views.gate import staff
from yichuang.kernel.refusals import Refusal
from yichuang.planning.queries import made
from yichuang.planning.services import plans
from yichuang.queueing.queries.days import kinds
from yichuang.web.errors import status_for
from yichuang.web.pages import page, pdf_response
from yichuang.web.presenters import Link


@staff("plan.manage")
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Put a plan on its way; what is wrong stands at its field."""
    by, at = acting(request), timezone.now()
    form = PlanForm(request.POST)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        said = form.cleaned_data
        try:
            plan = plans.ask(
                hall_of(by).id,
                said["day"],
                by=by,
                at=at,
                goal=said["goal"],
                most_windows=said["most_windows"],
            )
        except Refusal as refused:
            form.refuse(refused)
            status = HTTPStatus(status_for(request, refused))
        else:
            return HttpResponseRedirect(reverse("desk:plan-show", args=[plan.pk]))
    title = gettext("Ask for a plan")
    back = reverse("desk:plan")
    rows = {
        "title": title,
        "form": form,
        "verb": gettext("Work out a plan"),
        "text": "",
        "back": back,
        "crumbs": (Link(gettext("Plan of the day"), back), Link(title, "")),
    }
    return page(request, "desk/batch_form.html", rows, status)


def names_of(hall_id: int) -> dict[str, str]:
    """The kinds' names in the reader's language."""
    return {
        one.code: one.name_en if english() and one.name_en else one.name
        for one in kinds(hall_id)
    }


def plan_of(by: Actor, plan_id: int) -> PlanPage:
    """A plan of the reader's hall as its page shows it."""
    hall_id = hall_id_of(by)
    return shown(made.plan(hall_id, plan_id), kinds(hall_id), names_of(hall_id))


@staff("plan.view")
@require_safe
def show(request: HttpRequest, plan_id: int) -> HttpResponse:
    """A plan; while it is worked out the page asks again by itself."""
    by = acting(request)
    plan = plan_of(by, plan_id)
    rows = {
        "plan": plan,
        "manages": may(by, "plan.manage"),
        "crumbs": (
            Link(gettext("Plan of the day"), days.address("plan", plan.day)),
            Link(plan.title, ""),
        ),
    }
    # The whole page also for HTMX: what is announced stands outside of what is swapped.
    return page(request, "desk/plan/plan.html", rows, fragment="desk/plan/plan.html")


@staff("plan.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Say what adopting changes; the press makes this the day's plan."""
    by, at = acting(request), timezone.now()
    hall_id = hall_id_of(by)
    found = made.plan(hall_id, plan_id)
    plan = plan_of(by, plan_id)
    refusal, status = "", HTTPStatus.OK
    if request.method == "POST":
        try:
            plans.adopt(found, by=by, at=at)
        except Refusal as refused:
            refusal = refused.told(gettext)
            status = HTTPStatus(status_for(request, refused))
        else:
            messages.success(request, gettext("The plan is adopted."))
            return HttpResponseRedirect(days.address("plan", plan.day))
    holds = made.holds(hall_id, plan.day)
    rows = {
        "plan": plan,
        "replaces": gettext("Plan %(number)s") % {"number": holds.number}
        if holds and holds.pk != found.pk
        else "",
        "refusal": refusal,
        "crumbs": (
            Link(gettext("Plan of the day"), days.address("plan", plan.day)),
            Link(plan.title, plan.url),
            Link(gettext("Adopt"), ""),
        ),
    }
    return page(request, "desk/plan/adopt.html", rows, status)


@staff("plan.view")
@require_safe
def printed(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The plan on paper, for the wall behind the windows."""
    by = acting(request)
    plan = plan_of(by, plan_id)
    hall = hall_of(by)
    name = hall.name_en if english() and hall.name_en else hall.name
    return pdf_response(plan.title, plan_pdf(name, [plan], plan.title), inline=True)
