"""Runs over many cases: asked for on one page, watched on another."""

import secrets
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from yichuang.accounts.policies import Actor, acting
from yichuang.cases.queries import batches as batch_queries
from yichuang.cases.rules.batches import ACTION_LABELS, Action
from yichuang.cases.services.batches import asking, printing
from yichuang.cases.services.batches.acts import NEEDS
from yichuang.desk.forms.batches import RunForm
from yichuang.desk.policies import may
from yichuang.desk.presenters import batches as rows_of
from yichuang.desk.queries import batches as choosing
from yichuang.desk.queries.batches import Chosen
from yichuang.desk.queries.places import hall_of, today_of
from yichuang.desk.views.cases import wanted_of
from yichuang.desk.views.gate import staff
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.web.errors import status_for
from yichuang.web.pages import page, pdf_response
from yichuang.web.presenters import Link

FIELDS = {
    Action.REFUSE: frozenset({"reason"}),
    Action.ROUTE: frozenset({"post"}),
    Action.PRINT: frozenset({"kind"}),
}


@staff("desk.open")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """What will be done to how many cases; the press puts it on its way."""
    by, at = acting(request), timezone.now()
    try:
        action = Action(request.GET.get("action", ""))
    except ValueError:
        raise Http404 from None
    if not all(may(by, permission) for permission in NEEDS[action]):
        raise Http404
    batch = request.GET.get("batch", "")
    batch_id = int(batch) if batch.isdigit() else None
    chosen = _chosen(request, by, batch_id)
    form = _form(request, action, chosen)
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            wish = asking.Wish(
                action, form.options(), batch_id, form.cleaned_data["token"]
            )
            try:
                run = asking.start(
                    wish, chosen.cases, hall_id=hall_of(by).id, by=by, at=at
                )
            except (Refusal, Refusals) as refused:
                form.refuse(refused)
                status = HTTPStatus(status_for(request, refused))
            else:
                return HttpResponseRedirect(reverse("desk:run", args=[run.pk]))
    title = gettext(ACTION_LABELS[action])
    back = rows_of.season_url(batch_id) if batch_id else reverse("desk:cases")
    rows = {
        "title": title,
        "text": rows_of.means(action),
        "form": form,
        "count": chosen.count,
        "shown": rows_of.shown(chosen.first),
        "danger": action is Action.REFUSE,
        "back": back,
        "crumbs": (Link(gettext("Back"), back), Link(title, "")),
    }
    return page(request, "desk/run_new.html", rows, status)


def _chosen(request: HttpRequest, by: Actor, batch_id: int | None) -> Chosen:
    """The cases of a season's list, those ticked in the work list, or all of it."""
    given, at = request.GET, timezone.now()
    if batch_id is not None:
        return choosing.of_season(by, batch_id, given.get("only", ""), at)
    if given.get("all") == "1":
        return choosing.of_list(by, wanted_of(request), today=today_of(by, at), at=at)
    return choosing.ticked(by, given.getlist("n"))


def _form(request: HttpRequest, action: Action, chosen: Chosen) -> RunForm:
    needs = FIELDS.get(action, frozenset())
    return RunForm(
        request.POST or None,
        needs=needs,
        posts=choosing.posts_for(chosen) if "post" in needs else (),
        initial={"token": secrets.token_urlsafe(16)},
    )


@staff("desk.open")
@require_safe
def show(request: HttpRequest, run_id: int) -> HttpResponse:
    """How far a run is, asked again every two seconds; who was left out and why."""
    by = acting(request)
    card = batch_queries.run(by, run_id)
    asked = request.GET.get("page", "1")
    here = int(asked) if asked.isdigit() else 1
    pages = max(1, -(-card.left_out // batch_queries.PAGE))
    line = rows_of.run_line(card)
    rows = {
        "run": line,
        "left_out": rows_of.left_out(batch_queries.left_out(run_id, min(here, pages))),
        "pages": [
            Link(str(n), f"?page={n}", current=n == here) for n in range(1, pages + 1)
        ]
        if pages > 1
        else [],
        "volumes": printing.volumes(run_id) if card.action is Action.PRINT else (),
        "crumbs": (
            Link(gettext("Seasons"), reverse("desk:batches")),
            Link(line.title, ""),
        ),
    }
    # The whole page also for HTMX: what is announced stands outside of what is swapped.
    return page(request, "desk/run.html", rows, fragment="desk/run.html")


@staff("desk.open")
@require_POST
def turn(request: HttpRequest, run_id: int) -> HttpResponse:
    """Stop a run, or let it go on."""
    by, at = acting(request), timezone.now()
    try:
        if "stop" in request.POST:
            asking.stop(run_id, by=by, at=at)
        else:
            asking.go_on(run_id, by=by, at=at)
    except Refusal as refused:
        if refused.code in {"run.not-found", "permission.denied"}:
            raise Http404 from refused
        messages.error(request, refused.text(gettext))
    return HttpResponseRedirect(reverse("desk:run", args=[run_id]))


@staff("batch.print")
@require_safe
def volume(request: HttpRequest, run_id: int, number: int) -> HttpResponse:
    """One printed volume."""
    card = batch_queries.run(acting(request), run_id)
    if number not in printing.volumes(card.id):
        raise Http404
    name = f"{card.batch_name or gettext('Documents')} {number}"
    return pdf_response(name, printing.volume(card.id, number))
