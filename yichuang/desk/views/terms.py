"""The terms a hall sets itself: what is in force, every version, and the next one."""

from datetime import date
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from yichuang.accounts.policies import acting
from yichuang.cases.queries.terms import TermsVersion, versions
from yichuang.cases.rules.terms import DEFAULTS, TermsKind
from yichuang.cases.services import terms
from yichuang.desk.forms.terms import TermsForm
from yichuang.desk.policies import may
from yichuang.desk.presenters import terms as lines
from yichuang.desk.presenters.words import english
from yichuang.desk.queries.places import hall_of, today_of
from yichuang.desk.views.gate import staff
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.web.errors import status_for
from yichuang.web.pages import page


@staff("terms.view")
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, name: str) -> HttpResponse:
    """One kind of terms; who may set them has the form of the next version beside it."""
    if name not in set(TermsKind):
        raise Http404
    kind, by, at = TermsKind(name), acting(request), timezone.now()
    hall, today = hall_of(by), today_of(by, at)
    sets = may(by, terms.PERMISSIONS[kind])
    if request.method == "POST" and not sets:
        raise Http404
    found = versions(kind, hall.id)
    form = _form(request, kind, found, today) if sets else None
    status: int = HTTPStatus.OK
    if request.method == "POST" and form is not None:
        status = _publish(request, kind, hall.id, form)
        if status == HTTPStatus.FOUND:
            return redirect("desk:terms", name=kind.value)
    holds = lines.in_force(found, today)
    rows = {
        "place": hall.name_en if english() and hall.name_en else hall.name,
        "tabs": lines.tabs(kind),
        "version": holds.version if holds else 0,
        "terms": lines.term_lines(kind, holds),
        "versions": lines.version_lines(kind, found, today),
        "form": form,
        "foot": gettext("What is under way keeps the days it was given."),
        "who": gettext(lines.WHO[kind]),
        "others": lines.others(by),
    }
    return page(request, "desk/terms.html", rows, status)


def _publish(
    request: HttpRequest, kind: TermsKind, hall_id: int, form: TermsForm
) -> int:
    """FOUND when the next version is published, else how the page with the form answers."""
    if not form.is_valid():
        return HTTPStatus.UNPROCESSABLE_ENTITY
    told = form.cleaned_data
    try:
        made = terms.publish(
            kind,
            hall_id,
            form.policy,
            valid_from=told["valid_from"],
            note=told["note"],
            by=acting(request),
            at=timezone.now(),
        )
    except (Refusal, Refusals) as refused:
        form.refuse(refused)
        return status_for(request, refused)
    messages.success(
        request, gettext("Published as version %(n)s.") % {"n": made.version}
    )
    return HTTPStatus.FOUND


def _form(
    request: HttpRequest, kind: TermsKind, found: tuple[TermsVersion, ...], today: date
) -> TermsForm:
    """Begins with what holds last, also where that is still to come."""
    default = DEFAULTS[kind]
    begin = type(default)(**found[0].values) if found else default
    posted = request.POST if request.method == "POST" else None
    return TermsForm(posted, kind=kind, begin=begin, today=today)
