"""Seasons of many: entered, withdrawn, planned day by day, printed."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from yichuang.accounts.policies import acting
from yichuang.desk.forms.planning import PeakForm
from yichuang.desk.policies import may
from yichuang.desk.presenters.planning import peaks as shown
from yichuang.desk.presenters.planning.plan import shown as plan_shown
from yichuang.desk.presenters.planning.printing import plan_pdf
from yichuang.desk.presenters.words import english
from yichuang.desk.queries.places import hall_id_of, hall_of, today_of
from yichuang.desk.views.gate import staff
from yichuang.desk.views.planning.day import crumb
from yichuang.desk.views.planning.plans import names_of
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.planning.queries import learning, made, seasons
from yichuang.planning.services import peaks, plans
from yichuang.queueing.queries.days import kinds
from yichuang.web.errors import status_for
from yichuang.web.pages import page, pdf_response
from yichuang.web.presenters import Link


@staff("plan.view")
@require_http_methods(["GET", "HEAD", "POST"])
def listing(request: HttpRequest) -> HttpResponse:
    """The known peaks; the manager enters one beside them."""
    by, at = acting(request), timezone.now()
    manages = may(by, "plan.manage")
    if request.method == "POST" and not manages:
        raise Http404
    hall_id = hall_of(by).id
    names = names_of(hall_id)
    form = PeakForm(
        request.POST or None,
        kinds=[(code, f"{code} {name}") for code, name in names.items()],
    )
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            said = {**form.cleaned_data}
            said["codes"] = said.pop("kinds")
            try:
                peak = peaks.enter(hall_id, said.pop("name"), **said, by=by, at=at)
            except (Refusal, Refusals) as refused:
                form.refuse(refused)
                status = HTTPStatus(status_for(request, refused))
            else:
                messages.success(request, gettext("The peak is entered."))
                return HttpResponseRedirect(reverse("desk:peak", args=[peak.pk]))
    rows = {
        "peaks": [
            shown.line(one, names, today_of(by, at))
            for one in reversed(learning.known_peaks(hall_id))
        ],
        "form": form if manages else None,
        "crumbs": (crumb(), Link(gettext("Peaks"), "")),
    }
    return page(request, "desk/plan/peaks.html", rows, status)


@staff("plan.view")
@require_safe
def show(request: HttpRequest, peak_id: int) -> HttpResponse:
    """A peak day by day: who is expected, what is planned."""
    by, at = acting(request), timezone.now()
    hall_id = hall_id_of(by)
    peak, today = made.peak(hall_id, peak_id), today_of(by, at)
    days = seasons.days(hall_id, peak, known_before=today)
    lines = shown.days(days, today)
    rows = {
        "peak": shown.line(peak, names_of(hall_id), today),
        "lines": lines,
        "picture": shown.picture(days),
        "missing": sum(one.missing for one in lines),
        "printable": any(one.plan_url for one in lines),
        "manages": may(by, "plan.manage"),
        "crumbs": (
            crumb(),
            Link(gettext("Peaks"), reverse("desk:peaks")),
            Link(peak.name, ""),
        ),
    }
    return page(request, "desk/plan/peak.html", rows)


@staff("plan.manage")
@require_POST
def ask(request: HttpRequest, peak_id: int) -> HttpResponse:
    """Ask for plans of every day of the peak that has none."""
    by, at = acting(request), timezone.now()
    count = plans.ask_peak(made.peak(hall_id_of(by), peak_id), by=by, at=at)
    says = ngettext("%(n)s plan is under way.", "%(n)s plans are under way.", count)
    messages.success(request, says % {"n": count})
    return HttpResponseRedirect(reverse("desk:peak", args=[peak_id]))


@staff("plan.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, peak_id: int) -> HttpResponse:
    """Take a peak back, after a page that says what that means."""
    by, at = acting(request), timezone.now()
    hall_id = hall_id_of(by)
    peak = made.peak(hall_id, peak_id)
    if request.method == "POST":
        peaks.withdraw(peak.pk, by=by, at=at)
        messages.success(request, gettext("The peak is withdrawn."))
        return HttpResponseRedirect(reverse("desk:peaks"))
    rows = {
        "peak": shown.line(peak, names_of(hall_id), today_of(by, at)),
        "crumbs": (
            crumb(),
            Link(gettext("Peaks"), reverse("desk:peaks")),
            Link(peak.name, reverse("desk:peak", args=[peak.pk])),
            Link(gettext("Withdraw the peak"), ""),
        ),
    }
    return page(request, "desk/plan/peak_withdraw.html", rows)


@staff("plan.view")
@require_safe
def printed(request: HttpRequest, peak_id: int) -> HttpResponse:
    """The peak plan on paper: every day with its windows."""
    by = acting(request)
    peak = made.peak(hall_id_of(by), peak_id)
    hall = hall_of(by)
    names, cards = names_of(hall.id), kinds(hall.id)
    best = made.best_by_day(hall.id, peak.first, peak.last)
    shows = [plan_shown(one, cards, names) for one in best.values() if one.duties]
    title = gettext("Peak plan: %(name)s") % {"name": peak.name}
    name = hall.name_en if english() and hall.name_en else hall.name
    return pdf_response(title, plan_pdf(name, shows, title), inline=True)
