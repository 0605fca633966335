"""A paper of a case is ticked, checked, found faulty, photographed."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from yichuang.accounts.policies import Actor, acting
from yichuang.cases.rules.papers import PaperState
from yichuang.cases.services import papers
from yichuang.cases.services.papers import Finding
from yichuang.desk.forms.papers import PaperForm
from yichuang.desk.queries.opened import Opened, open_case
from yichuang.desk.views import case as case_view
from yichuang.desk.views import conflict
from yichuang.desk.views.gate import staff
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.web.errors import status_for


@staff("case.check")
@require_POST
def paper(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """Save what the form or a row's button says about a paper."""
    by, at = acting(request), timezone.now()
    opened = open_case(by, number, at=at)
    found = opened.paper(key)
    if found is None:
        raise Http404
    shared = bool(found.rule.share_source)
    form = PaperForm(request.POST, request.FILES, shared=shared)
    if not form.is_valid():
        return _again(request, opened, by, key, form)
    if form.cleaned_data["seen"] != opened.detail.version:
        return conflict.show(request, opened, form, found.rule.name)
    try:
        _save(request, opened, key, form)
    except (Refusal, Refusals) as refused:
        again = open_case(by, number, at=at)
        if isinstance(refused, Refusal) and refused.code == "case.moved-on":
            return conflict.show(request, again, form, found.rule.name)
        form.refuse(refused)
        # What was saved before the refusal counts: the form goes on from there.
        form.go_on_from(again.detail.version)
        status = status_for(request, refused)
        return _again(request, again, by, key, form, status)
    messages.success(request, gettext("Saved."))
    case_url = reverse("desk:case", args=[opened.detail.number])
    return HttpResponseRedirect(f"{case_url}#paper-{key}")


def _save(request: HttpRequest, opened: Opened, key: str, form: PaperForm) -> None:
    """Photographs first: a file that is refused leaves the result unsaid."""
    by, at = acting(request), timezone.now()
    data = form.cleaned_data
    case = opened.case
    for upload in data["file"]:
        papers.attach(case, key, upload, by=by, at=at)
    state = PaperState(data["state"])
    if data["file"] and state is PaperState.MISSING:
        state = PaperState.PRESENT  # what was photographed is there
    # What was fetched or did not come has no sheets to count.
    away = state in {PaperState.SHARED, PaperState.MISSING, PaperState.NOT_NEEDED}
    papers.check(
        case,
        key,
        Finding(
            state=state,
            fault=data["fault"] if state is PaperState.DEFECTIVE else "",
            mend=data["mend"] if state is PaperState.DEFECTIVE else "",
            source=data.get("source", ""),
            originals=None if away else data["originals"],
            copies=None if away else data["copies"],
        ),
        by=by,
        at=at,
    )


def _again(
    request: HttpRequest,
    opened: Opened,
    by: Actor,
    key: str,
    form: PaperForm,
    status: int = HTTPStatus.UNPROCESSABLE_ENTITY,
) -> HttpResponse:
    return case_view.workbench(
        request, opened, by, chosen=key, form=form, status=status
    )
