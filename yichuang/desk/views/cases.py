"""The work list, and the search over every case of the hall."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from yichuang.accounts.policies import acting
from yichuang.cases.queries import worklist
from yichuang.cases.rules.lifecycle import OPEN_STATES, STATE_LABELS, CaseState
from yichuang.desk.policies import may
from yichuang.desk.presenters import lists
from yichuang.desk.presenters.batches import many
from yichuang.desk.presenters.stacks.words import locate_url
from yichuang.desk.queries.places import today_of
from yichuang.desk.queries.work import Wanted, work
from yichuang.desk.views.gate import staff
from yichuang.kernel.lamps import Lamp
from yichuang.web.pages import page


@staff()
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Open cases, the most urgent first."""
    by, at = acting(request), timezone.now()
    wanted = wanted_of(request)
    number = request.GET.get("page", "1")
    found = work(
        by,
        wanted,
        today=today_of(by, at),
        page=int(number) if number.isdigit() else 1,
        at=at,
    )
    rows = {
        "lines": lists.lines(found.page.rows),
        "chips": lists.lamp_chips(found, wanted),
        "filters": lists.removable(found, wanted),
        "states": tuple(
            (
                state.value,
                gettext(STATE_LABELS[state]),
                found.states.get(state.value, 0),
            )
            for state in CaseState
            if state in OPEN_STATES
        ),
        "items": lists.items(found),
        "wanted": wanted,
        "pager": lists.pager(found.page, wanted, worklist.PAGE),
        "everything": lists.address(Wanted()),
        "at_posts": may(by, "case.opine"),
        "mine_url": lists.address(wanted, {"mine": "" if wanted.mine else "1"}),
        "many": many(by),
        "at": at,
    }
    return page(request, "desk/cases.html", rows)


def wanted_of(request: HttpRequest) -> Wanted:
    """The filters of the address; what is no lamp and no state is no filter."""
    given = request.GET
    lamp, state = given.get("lamp", ""), given.get("state", "")
    return Wanted(
        lamp=lamp if lamp in set(Lamp) else "",
        state=state if state in OPEN_STATES else "",
        item=given.get("item", "")[:60],
        text=given.get("q", "")[:60],
        mine=given.get("mine") == "1",
    )


@staff("case.find")
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Cases by number or name, open and closed; one hit by number opens at once."""
    by, at = acting(request), timezone.now()
    text = request.GET.get("q", "").strip()[:60]
    found = worklist.search(by, text)
    today = today_of(by, at)
    whole = text.upper().replace(" ", "")
    if len(found) == 1 and found[0].number == whole:
        return HttpResponseRedirect(reverse("desk:case", args=[whole]))
    rows = {
        "text": text,
        "lines": lists.lines([worklist.row_of(case, today, at) for case in found]),
        "pages_url": locate_url(text)
        if text and may(by, "material.read-stack")
        else "",
    }
    return page(request, "desk/search.html", rows)
