"""A promise in place of a proof, a paper that follows later, and one's own record."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from yichuang.cases.queries import credit
from yichuang.cases.queries import tolerance as tolerance_queries
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.rules.papers import ToleranceKind
from yichuang.cases.services.undertakings import promise_terms
from yichuang.catalogue.queries import guides_in_force
from yichuang.kernel.refusals import Refusal
from yichuang.portal.forms import LaterForm, PromiseForm, RepairForm
from yichuang.portal.presenters import promising as words
from yichuang.portal.queries import hall as hall_queries
from yichuang.portal.queries import own
from yichuang.portal.services import promising
from yichuang.portal.views import asking
from yichuang.web.errors import status_of
from yichuang.web.forms import add_refusals
from yichuang.web.pages import page

KINDS = {"promise": ToleranceKind.PROMISE, "later": ToleranceKind.LATER}


@never_cache
@asking.citizens
@require_http_methods(["GET", "POST"])
def promise(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """Read the notice, promise, and need not hand the proof in."""

    def act(form: PromiseForm) -> None:
        promising.make(
            number,
            key,
            mandate=form.cleaned_data["mandate"],
            by=asking.who(request),
            at=asking.now(),
        )

    said = gettext("Promised. You need not hand this paper in.")
    return _sign(request, number, key, "promise", PromiseForm, act, said)


@never_cache
@asking.citizens
@require_http_methods(["GET", "POST"])
def later(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """Undertake that a paper comes by a day."""

    def act(form: PromiseForm) -> None:
        promising.bring_later(
            number,
            key,
            form.cleaned_data["due"],
            mandate=form.cleaned_data["mandate"],
            by=asking.who(request),
            at=asking.now(),
        )

    said = gettext("Noted. The hall tells you whether the paper may follow.")
    return _sign(request, number, key, "later", LaterForm, act, said)


def _sign(
    request: HttpRequest,
    number: str,
    key: str,
    name: str,
    shape: type[PromiseForm],
    act: Callable[[PromiseForm], None],
    said: str,
) -> HttpResponse:
    by = asking.who(request)
    case, today = own.find(by, number), asking.today()
    row = next(
        (
            row
            for row in tolerance_queries.eligible(case, on=today)
            if row.rule.key == key and row.kind is KINDS[name]
        ),
        None,
    )
    if row is None:
        raise Http404
    signed_as = promising.signs_as(case, by)
    known = own.known(by.person_id)
    offer = words.offer(
        row,
        promise_terms(case, [row.rule]),
        tolerance_queries.policy_of(case.hall_id, today),
        item=case.item_key,
        signed_as=signed_as,
        signer=known.name if known else "",
    )
    form = shape(asking.posted(request), mandate=offer.asks_mandate)
    status = 200
    if request.method == "POST" and not form.is_valid():
        status = 422
    elif request.method == "POST":
        try:
            act(form)
        except Refusal as refused:
            add_refusals(form, refused)
            status = status_of(refused)
        else:
            messages.success(request, said)
            return redirect(_back(number, case.state) + f"#paper-{key}")
    rows = {"offer": offer, "form": form, "back": _back(number, case.state)}
    return page(request, f"portal/{name}.html", rows, status)


def _back(number: str, state: str) -> str:
    to = "portal:papers" if state == CaseState.DRAFT else "portal:case"
    return reverse(to, args=[number])


@never_cache
@asking.citizens
@require_POST
def take_back(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """Take a promise back before the decision."""
    by = asking.who(request)
    state = own.find(by, number).state
    promising.take_back(number, key, by=by, at=asking.now())
    messages.success(request, gettext("Taken back. The paper is needed again."))
    return redirect(_back(number, state) + f"#paper-{key}")


@never_cache
@asking.citizens
@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """What stands on record against me, and from when repair can be asked for."""
    by, today = asking.who(request), asking.today()
    found = credit.own(by)
    waits = {
        hall: tolerance_queries.policy_of(hall, today).repair_wait
        for hall in {row.hall_id for row, _repairs in found}
    }
    rows = tuple(
        words.record(row, repairs, waits[row.hall_id], today) for row, repairs in found
    )
    return page(request, "portal/credit.html", {"records": rows})


@never_cache
@asking.citizens
@require_http_methods(["GET", "POST"])
def repair(request: HttpRequest, record_id: int) -> HttpResponse:
    """Ask that a record be lifted, with what has been put right."""
    by, today = asking.who(request), asking.today()
    row, repairs = credit.one(record_id, by=by)
    form = RepairForm(asking.posted(request))
    status = 200
    if request.method == "POST" and not form.is_valid():
        status = 422
    elif request.method == "POST":
        try:
            promising.ask_repair(
                record_id, form.cleaned_data["grounds"], by=by, at=asking.now()
            )
        except Refusal as refused:
            add_refusals(form, refused)
            status = status_of(refused)
        else:
            messages.success(request, gettext("Asked. We decide on it and tell you."))
            return redirect("portal:credit")
    wait = tolerance_queries.policy_of(row.hall_id, today).repair_wait
    rows = {"record": words.record(row, repairs, wait, today), "form": form}
    return page(request, "portal/repair.html", rows, status)


@require_safe
def published(request: HttpRequest) -> HttpResponse:
    """The hall's list: in which matters which papers may be missing, and how."""
    hall_id = hall_queries.online_hall()
    today = asking.today(hall_id)
    policy = tolerance_queries.policy_of(hall_id, today)
    rows = {
        "items": words.listed(guides_in_force(today), policy),
        "since": policy.since,
        "version": policy.version,
        "most": policy.most_open,
    }
    return page(request, "portal/about_tolerance.html", rows)
