"""A party asks to be heard, gives it up, challenges the chair, or withdraws the wish."""

from django.contrib import messages as notices
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yichuang.cases.queries.finding import find
from yichuang.cases.queries.hearing import hearings_of
from yichuang.cases.services import hearing
from yichuang.kernel.refusals import Refusal
from yichuang.portal.forms import HearingForm
from yichuang.portal.presenters.hearing import hearing_box
from yichuang.portal.views import asking
from yichuang.web.forms import add_refusals
from yichuang.web.pages import page


@never_cache
@asking.citizens
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, number: str) -> HttpResponse:
    """What a hearing means, and the one form for what a party may do about it."""
    by = asking.who(request)
    case = find(by, number)
    rows = hearings_of(case, asking.today(case.hall_id))
    box = hearing_box(rows[0] if rows else None)
    if box is None:
        raise Http404
    form = HearingForm(asking.posted(request))
    if request.method == "POST" and form.is_valid():
        said = _do(request, number, form)
        if said:
            notices.success(request, said)
            return redirect("portal:case", number)
    shown = {"box": box, "form": form, "number": number}
    return page(request, "portal/hearing.html", shown, 422 if form.errors else 200)


def _do(request: HttpRequest, number: str, form: HearingForm) -> str:
    """Do what was pressed; what stands against it goes to the form."""
    by, at = asking.who(request), asking.now()
    name, text = form.cleaned_data["do"], form.cleaned_data["text"]
    case = find(by, number)
    try:
        if name == "apply":
            hearing.apply(case, who=by.name, wish=text, by=by, at=at)
            return gettext("Recorded. We write to you when and where you are heard.")
        if name == "challenge":
            hearing.challenge(case, who=by.name, reason=text, by=by, at=at)
            return gettext("Recorded. Somebody other than the chair decides on it.")
        (hearing.waive if name == "waive" else hearing.cancel)(case, by=by, at=at)
    except Refusal as refused:
        add_refusals(form, refused, {"reason": "text"})
        return ""
    return gettext("Recorded. We go on and decide.")
