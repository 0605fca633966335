"""The roster of a day: looked at by everybody at the windows, made by the manager."""

from datetime import date, datetime, timedelta
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from yichuang.accounts.policies import Actor, acting
from yichuang.desk.forms.roster import SittingForm, TrainingForm
from yichuang.desk.policies import may
from yichuang.desk.presenters.roster import shown
from yichuang.desk.queries.hall import counter_staff
from yichuang.desk.queries.places import hall_of, today_of
from yichuang.desk.views.gate import staff
from yichuang.desk.views.hall.board import names_of
from yichuang.desk.views.planning.day import day_asked
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.organisation.queries import places
from yichuang.queueing.queries import roster as rosters
from yichuang.queueing.services import rosters as making
from yichuang.web.errors import status_of
from yichuang.web.pages import page
from yichuang.web.presenters import Link


def _address(day: date) -> str:
    return f"{reverse('desk:roster')}?day={day.isoformat()}"


def _form(by: Actor, day: date, data: object = None, **initial: object) -> SittingForm:
    hall_id = hall_of(by).id
    served = rosters.serves(hall_id)
    return SittingForm(
        data,
        initial={"day": day, **initial},
        windows=[(n, f"{n} · {' '.join(lines)}") for n, lines in served.items()],
        people=[
            (one.id, f"{one.name} · {' '.join(sorted(one.skills))}")
            for one in rosters.workers(hall_id, day).values()
            if not one.away
        ],
        slots=rosters.open_slots(hall_id, day),
    )


def _page(
    request: HttpRequest, by: Actor, day: date, form: SittingForm, status: HTTPStatus
) -> HttpResponse:
    hall_id, at = hall_of(by).id, timezone.now()
    manages = may(by, "queue.manage")
    slots = rosters.open_slots(hall_id, day)
    rows = {
        "day": day,
        "coming": day >= today_of(by, at),
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "closed": not slots,
        "manages": manages,
        "form": form,
        "roster": shown(
            rosters.current(hall_id, day, draft=manages),
            slots,
            rosters.workers(hall_id, day),
            rosters.serves(hall_id),
            places.windows(hall_id),
        ),
    }
    return page(request, "desk/hall/roster.html", rows, status)


@staff("queue.view")
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The roster as published; who makes it sees the draft."""
    by, at = acting(request), timezone.now()
    day = day_asked(request, by, at)
    return _page(request, by, day, _form(by, day), HTTPStatus.OK)


def _day(request: HttpRequest) -> date:
    try:
        return date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        raise Http404 from None


@staff("queue.manage")
@require_POST
def put(request: HttpRequest) -> HttpResponse:
    """Give a window to somebody in the draft; what clashes stands at its field."""
    by, at, day = acting(request), timezone.now(), _day(request)
    form = _form(by, day, request.POST)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        said = form.cleaned_data
        sitting = making.Sitting(
            said["window"], said["first"], said["before"], said["person"]
        )
        try:
            making.put(hall_of(by).id, day, sitting, by=by, at=at)
        except Refusal as refused:
            form.refuse(refused)
            status = HTTPStatus(status_of(refused))
        else:
            return HttpResponseRedirect(_address(day))
    return _page(request, by, day, form, status)


@staff("queue.manage")
@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    """Publish the draft whole, or say everything that clashes."""
    by, at, day = acting(request), timezone.now(), _day(request)
    return _done(
        request, by, day, at, gettext("The roster is published."), making.publish_roster
    )


@staff("queue.manage")
@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    """Throw the draft away."""
    by, at, day = acting(request), timezone.now(), _day(request)
    return _done(request, by, day, at, gettext("The draft is gone."), making.drop_draft)


def _done(
    request: HttpRequest, by: Actor, day: date, at: datetime, says: str, act: making.Act
) -> HttpResponse:
    try:
        act(hall_of(by).id, day, by=by, at=at)
    except (Refusal, Refusals) as refused:
        some = refused.items if isinstance(refused, Refusals) else (refused,)
        messages.warning(request, " ".join(one.text(gettext) for one in some))
    else:
        messages.success(request, says)
    return HttpResponseRedirect(_address(day))


@staff("queue.arrange")
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Who was trained for what."""
    by, at = acting(request), timezone.now()
    hall_id = hall_of(by).id
    known = rosters.workers(hall_id, today_of(by, at))
    names = names_of(hall_id)
    rows = {
        "kinds": tuple(names.items()),
        "people": [
            {
                "name": row.name,
                "roles": " · ".join(gettext(label) for label in row.role_labels),
                "marks": [
                    (
                        code,
                        names[code],
                        row.id in known and code in known[row.id].skills,
                    )
                    for code in names
                ],
                "url": reverse("desk:training", args=[row.id]),
            }
            for row in counter_staff(hall_id)
        ],
    }
    return page(request, "desk/hall/people.html", rows)


@staff("queue.arrange")
@require_http_methods(["GET", "HEAD", "POST"])
def training(request: HttpRequest, colleague_id: int) -> HttpResponse:
    """Note what a colleague was trained for."""
    by, at = acting(request), timezone.now()
    hall_id = hall_of(by).id
    person = next(
        (row for row in counter_staff(hall_id) if row.id == colleague_id), None
    )
    if person is None:
        raise Http404
    names = names_of(hall_id)
    known = rosters.workers(hall_id, today_of(by, at)).get(colleague_id)
    form = TrainingForm(
        request.POST or None,
        kinds=[(code, f"{code} {name}") for code, name in names.items()],
        initial={"kinds": sorted(known.skills) if known else []},
    )
    if request.method == "POST":
        form = TrainingForm(request.POST, kinds=list(names.items()))
        if form.is_valid():
            making.train(
                hall_id, colleague_id, form.cleaned_data["kinds"], by=by, at=at
            )
            messages.success(request, gettext("Noted."))
            return redirect("desk:roster-people")
    title = gettext("Training of %(name)s") % {"name": person.name}
    back = reverse("desk:roster-people")
    rows = {
        "title": title,
        "form": form,
        "verb": gettext("Keep"),
        "text": gettext("Only who was trained for all a window serves can sit there."),
        "back": back,
        "crumbs": (Link(gettext("People at the windows"), back), Link(title, "")),
    }
    return page(request, "desk/batch_form.html", rows)
