"""A school's folder is added to, taken over, or given back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from yichuang.accounts.policies import acting
from yichuang.cases.services import folders
from yichuang.desk.forms.filing import GiveBackForm, MoreForm
from yichuang.desk.presenters import folders as rows_of
from yichuang.desk.views.batches.folders import shown
from yichuang.desk.views.gate import staff
from yichuang.kernel.refusals import Refusal, Refusals, each
from yichuang.web.errors import reason, status_for


@never_cache
@staff("batch.folder")
@require_POST
def add(request: HttpRequest, batch_id: int, folder_id: int) -> HttpResponse:
    """More scans for all of the list, or for one of it."""
    form = MoreForm(request.POST, request.FILES)
    said = request.GET.get("person", "")
    person = int(said) if said.isdecimal() and len(said) < 15 else None
    if not form.is_valid():
        return shown(request, batch_id, folder_id, form=form, status=422)
    try:
        new = folders.add(
            folder_id,
            form.cleaned_data["file"],
            person=person,
            by=acting(request),
            at=timezone.now(),
        )
    except (Refusal, Refusals) as refused:
        form.refuse(refused)
        status = status_for(request, refused)
        return shown(request, batch_id, folder_id, form=form, status=status)
    messages.success(request, _told(new))
    return HttpResponseRedirect(rows_of.folder_url(batch_id, folder_id))


def _told(new: int) -> str:
    if not new:
        return gettext("These files are here already; nothing was added.")
    return ngettext(
        "%(n)s file was added and is being read.",
        "%(n)s files were added and are being read.",
        new,
    ) % {"n": new}


@never_cache
@staff("batch.folder")
@require_POST
def take(request: HttpRequest, batch_id: int, folder_id: int) -> HttpResponse:
    """The mandate was compared: the folder is ours now. Or it goes back, and why."""
    form = GiveBackForm(request.POST)
    by, at = acting(request), timezone.now()
    seen = form.cleaned_data["seen"] if form.is_valid() else 0
    try:
        if "give-back" in request.POST:
            why = form.cleaned_data.get("reason", "")
            folders.give_back(folder_id, why, seen=seen, by=by, at=at)
            messages.success(request, gettext("Given back; the school reads why."))
        else:
            folders.take(folder_id, seen=seen, by=by, at=at)
            messages.success(request, gettext("Taken over."))
    except (Refusal, Refusals) as refused:
        status = status_for(request, refused)
        if each(refused)[0].field == "reason":
            form.refuse(refused)
            return shown(request, batch_id, folder_id, back=form, status=status)
        told = reason(each(refused)[0])
        return shown(request, batch_id, folder_id, refused=told, status=status)
    return HttpResponseRedirect(rows_of.folder_url(batch_id, folder_id))
