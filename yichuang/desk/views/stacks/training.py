"""What the robot learnt from confirmed pages: measured before it is switched on."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yichuang.accounts.policies import acting
from yichuang.desk.policies import may
from yichuang.desk.presenters.stacks import learning
from yichuang.desk.queries.places import hall_of
from yichuang.desk.views.gate import staff
from yichuang.desk.views.stacks.listing import crumb
from yichuang.kernel.refusals import Refusal
from yichuang.materials.queries.training import training_board
from yichuang.materials.services import training
from yichuang.web.errors import reason, status_for
from yichuang.web.pages import page
from yichuang.web.presenters import Link


@never_cache
@staff("material.train")
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Confirmations so far, versions, and how each did beside the one in use."""
    return _show(request)


def _show(request: HttpRequest, refused: Refusal | None = None) -> HttpResponse:
    by = acting(request)
    board = training_board(hall_of(by).id, by=by)
    every = learning.versions(board)
    asked = request.GET.get("version", "")
    shown = next((one for one in every if str(one.number) == asked), None)
    title = gettext("What the robot learnt")
    back = (crumb(),) if may(by, "material.read-stack") else ()
    rows = {
        "title": title,
        "total": board.total,
        "taught": learning.taught(board),
        "versions": every,
        "shown": shown or next(iter(every), None),
        "own": next((one.number for one in every if one.on), 0),
        "refused": reason(refused) if refused else None,
        "crumbs": (*back, Link(title, "")),
    }
    status = status_for(request, refused) if refused else int(HTTPStatus.OK)
    return page(request, "desk/stacks/training.html", rows, status)


@never_cache
@staff("material.train")
@require_POST
def act(request: HttpRequest, name: str) -> HttpResponse:
    """Train a new version, switch one on, or go back to the built-in one."""
    by, at = acting(request), timezone.now()
    hall_id = hall_of(by).id
    asked = request.POST.get("version", "")
    version = int(asked) if asked.isdigit() else 0
    try:
        if name == "train":
            made = training.train_classifier(hall_id, by=by, at=at)
            said = gettext("Version %(n)s is trained and measured.") % {
                "n": made.version
            }
        elif name == "switch":
            training.switch_on(hall_id, version, by=by, at=at)
            said = gettext("Version %(n)s is in use.") % {"n": version}
            if not version:
                said = gettext("The robot as delivered is in use.")
        else:
            raise Http404
    except Refusal as refused:
        return _show(request, refused)
    messages.success(request, said)
    return HttpResponseRedirect(reverse("desk:stack-training"))
