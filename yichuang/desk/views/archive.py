"""The archive of the hall: what was filed, whose time is over, lists of destruction."""

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

from yichuang.accounts.policies import acting
from yichuang.cases.queries import archive as queries
from yichuang.cases.rules.archive import DestructionState, Term
from yichuang.cases.services import archive
from yichuang.desk.forms.archive import DecideForm
from yichuang.desk.policies import may
from yichuang.desk.presenters.dossier import kept_line, list_line, listed
from yichuang.desk.presenters.words import Paragraph
from yichuang.desk.queries.places import hall_of, today_of
from yichuang.desk.views.gate import staff
from yichuang.kernel.refusals import Refusal
from yichuang.web.errors import status_for
from yichuang.web.formats import day
from yichuang.web.pages import page


@staff("archive.view")
@require_safe
def shelf(request: HttpRequest) -> HttpResponse:
    """What may be proposed, what was proposed, what was filed last."""
    by, at = acting(request), timezone.now()
    hall = hall_of(by)
    rows = {
        "expired": tuple(map(kept_line, queries.expired(hall.id, today_of(by, at)))),
        "filed": tuple(map(kept_line, queries.filed(by))),
        "lists": tuple(map(list_line, queries.destructions(by))),
        "may_propose": may(by, "archive.propose")
        and queries.standing_list(hall.id) is None,
        "classes": tuple(
            Paragraph(
                row.item_key,
                f"{gettext(Term(row.term).label)} · {day(row.since)} · {row.basis}",
            )
            for row in queries.retention_rules(hall.id)
        ),
    }
    return page(request, "desk/archive.html", rows)


@staff("archive.propose")
@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    """Make the list of what is over."""
    by, at = acting(request), timezone.now()
    row = archive.propose(hall_id=hall_of(by).id, by=by, at=at)
    messages.success(request, gettext("Proposed. A supervisor decides."))
    return HttpResponseRedirect(reverse("desk:destruction", args=[row.pk]))


@staff("archive.view")
@require_http_methods(["GET", "POST"])
def destruction(request: HttpRequest, list_id: int) -> HttpResponse:
    """One list; a supervisor who did not propose it confirms or drops it."""
    by, at = acting(request), timezone.now()
    form = DecideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        confirms = request.POST.get("do") == "confirm"
        act = archive.confirm if confirms else archive.drop
        try:
            act(list_id, reason=form.cleaned_data["reason"], by=by, at=at)
        except Refusal as refused:
            form.refuse(refused)
            return _list(request, list_id, form, status_for(request, refused))
        said = gettext("Destroyed.") if confirms else gettext("Dropped.")
        messages.success(request, said)
        return HttpResponseRedirect(reverse("desk:destruction", args=[list_id]))
    return _list(request, list_id, form)


def _list(
    request: HttpRequest, list_id: int, form: DecideForm, status: int = HTTPStatus.OK
) -> HttpResponse:
    by = acting(request)
    row = queries.destruction(by, list_id)
    decides = row.state == DestructionState.PROPOSED and may(by, "archive.destroy")
    rows = {
        "line": list_line(row),
        "rows": tuple(map(listed, queries.rows_of(row))),
        "reason": row.reason,
        "form": form if decides else None,
        "own": row.proposed_by == by.ref,
    }
    return page(request, "desk/destruction.html", rows, status)
