"""The guide's desk: a number for somebody, and help for who has one."""

import secrets
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from yichuang.accounts.policies import acting
from yichuang.cases.queries.finding import find
from yichuang.desk.policies import may
from yichuang.desk.presenters import calling as presented
from yichuang.desk.presenters.calling import NEEDS
from yichuang.desk.queries import calling as reads
from yichuang.desk.queries.places import hall_of
from yichuang.desk.views.gate import staff
from yichuang.kernel.refusals import Refusal, Refusals, each
from yichuang.queueing.policies import in_hall
from yichuang.queueing.queries import days
from yichuang.queueing.queries.choices import Channel
from yichuang.queueing.rules.policy import Standing
from yichuang.queueing.services import lines
from yichuang.queueing.services.taking import Ask, take_ticket
from yichuang.web.errors import reason, status_for
from yichuang.web.pages import page

VOID_REASON = "guide"


@never_cache
@staff("ticket.take")
@require_http_methods(["GET", "HEAD", "POST"])
def listing(request: HttpRequest) -> HttpResponse:
    """Give a number; below, today's numbers to find one that needs help."""
    if request.method != "POST":
        return _show(request)
    by = acting(request)
    try:
        row = take_ticket(
            hall_of(by).id,
            _asked(request),
            key=request.POST.get("key", ""),
            by=by,
            at=timezone.now(),
        )
    except (Refusal, Refusals) as refused:
        return _show(request, refused)
    low, high = row.wait_low, row.wait_high
    says = gettext("Number %(number)s") % {"number": row.number}
    if low is not None and high is not None:
        says += gettext(", about %(low)s to %(high)s minutes") % {
            "low": low,
            "high": high,
        }
    messages.success(request, says)
    return redirect("desk:tickets")


def _asked(request: HttpRequest) -> Ask:
    given = request.POST
    standing = given.get("standing", "")
    kind, case_ref = given.get("kind", ""), "".join(given.get("case", "").split())
    if case_ref:  # back for a case: its own line, unless another one was chosen
        case = find(acting(request), case_ref)
        known = days.kind_for_item(case.hall_id, case.item_key)
        kind, case_ref = kind or (known.code if known else ""), case.number
    return Ask(
        kind=kind,
        channel=Channel.DESK,
        standing=Standing(standing) if standing in set(Standing) else Standing.ORDINARY,
        identity=given.get("identity", "").strip(),
        language="en" if given.get("english") else "zh-hans",
        needs=tuple(one for one in given.getlist("needs") if one in NEEDS),
        case_ref=case_ref,
    )


def _show(
    request: HttpRequest, refused: Refusal | Refusals | None = None
) -> HttpResponse:
    by, at = acting(request), timezone.now()
    hall_id = hall_of(by).id
    text = request.GET.get("q", "").strip()[:8]
    rows = {
        "kinds": presented.kind_choices(days.kinds(hall_id)),
        "standings": presented.standings(),
        "needs": [(key, gettext(says)) for key, says in NEEDS.items()],
        "tickets": [
            presented.ticket_row(row) for row in reads.tickets(hall_id, at, text)
        ],
        "text": text,
        "given": request.POST,
        "chosen_kind": request.POST.get("kind", ""),
        "chosen_standing": request.POST.get("standing", "ordinary"),
        "case": request.POST.get("case") or request.GET.get("case", ""),
        "refused": reason(each(refused)[0]) if refused else None,
        "returns": may(by, "ticket.return"),
        "arranges": may(by, "ticket.standing"),
        "voids": may(by, "ticket.void"),
        "checks_in": may(by, "appointment.check-in"),
        "hall_id": hall_id,
        "key": request.POST.get("key") or secrets.token_urlsafe(16),
    }
    status = status_for(request, refused) if refused else int(HTTPStatus.OK)
    return page(request, "desk/tickets.html", rows, status)


@never_cache
@staff("ticket.take")
@require_POST
def act(request: HttpRequest, ticket_id: int, name: str) -> HttpResponse:
    """Here now, back in line, another priority, void."""
    by, at = acting(request), timezone.now()
    hall_id = reads.hall_of_ticket(ticket_id)
    if hall_id is None or not in_hall(by, hall_id):
        raise Http404
    try:
        if name == "arrive":
            lines.check_in(ticket_id, seen=True, by=by, at=at)
        elif name == "return":
            lines.bring_back(ticket_id, by=by, at=at)
        elif name == "standing":
            said = request.POST.get("standing", "")
            known = Standing(said) if said in set(Standing) else Standing.ORDINARY
            lines.set_standing(ticket_id, known, by=by, at=at)
        elif name == "void":
            lines.void(ticket_id, reason=VOID_REASON, by=by, at=at)
        else:
            raise Http404
    except (Refusal, Refusals) as refused:
        if each(refused)[0].code not in {"move.not-allowed", "queueing.moved-on"}:
            return _show(request, refused)
    return redirect("desk:tickets")
