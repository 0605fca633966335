"""What the hall keeps: things and how many, goods and their stock, facilities and their
checks. The manager arranges; the desks hand out, the guide checks too."""

import secrets
from collections.abc import Callable
from datetime import date, datetime
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from yichuang.accounts.policies import Actor, acting
from yichuang.assistance import queries
from yichuang.assistance.services import checking, lending, stock
from yichuang.desk.forms.stock import FacilityForm, GoodsForm, KeptForm, ThingForm
from yichuang.desk.policies import may
from yichuang.desk.presenters.words import english
from yichuang.desk.queries.places import hall_id_of, hall_of, today_of
from yichuang.desk.views.gate import staff
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.web.pages import page

FORMS: dict[str, type[KeptForm]] = {
    "thing": ThingForm,
    "goods": GoodsForm,
    "facility": FacilityForm,
}
GONE = frozenset({"lending.no-thing", "stock.no-goods", "facility.not-found"})


def _name(name: str, name_en: str) -> str:
    return name_en if english() and name_en else name


@staff("lending.lend")
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Things, goods, facilities; what runs short or is overdue is lit."""
    return _show(request)


def _show(
    request: HttpRequest,
    wrong: KeptForm | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    by, at = acting(request), timezone.now()
    hall_id = hall_of(by).id
    rows = {
        "things": [
            (one.key, _name(one.name, one.name_en), one.free, one.count)
            for one in queries.things(hall_id)
        ],
        "goods": [
            (one.key, _name(one.name, one.name_en), one.stock, one.reorder_at, one.low)
            for one in queries.goods(hall_id)
        ],
        "facilities": [
            (one, _name(one.name, one.name_en))
            for one in queries.facilities(hall_id, today_of(by, at))
        ],
        "retired": _retired(hall_id, today_of(by, at))
        if may(by, "lending.arrange")
        else [],
        "arranges": may(by, "lending.arrange"),
        "checks": may(by, "facility.check"),
        "forms": {
            name: wrong
            if isinstance(wrong, form)
            else form(prefix=name, initial={"key": secrets.token_hex(8)})
            for name, form in FORMS.items()
        },
    }
    return page(request, "desk/hall/stock.html", rows, status)


def _retired(hall_id: int, today: date) -> list[tuple[str, str, int]]:
    """(name, where it is taken into use again, how many are still out)."""
    things = [
        (
            _name(one.name, one.name_en),
            reverse("desk:stock-thing-retire", args=[one.key]),
            one.count - one.free,
        )
        for one in queries.retired_things(hall_id)
    ]
    return things + [
        (
            _name(one.name, one.name_en),
            reverse("desk:facility-retire", args=[one.id]),
            0,
        )
        for one in queries.retired_facilities(hall_id, today)
    ]


def _keep(
    request: HttpRequest,
    name: str,
    keep: Callable[[int, KeptForm, Actor, datetime], object],
) -> HttpResponse:
    """One more is kept, or the form says what is wrong."""
    by, form = acting(request), FORMS[name](request.POST, prefix=name)
    if form.is_valid():
        try:
            keep(hall_of(by).id, form, by, timezone.now())
        except Refusal as refused:
            form.refuse(refused)
        else:
            messages.success(request, gettext("It is on the list."))
            return redirect("desk:stock")
    return _show(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)


@staff("lending.arrange")
@require_POST
def add_thing(request: HttpRequest) -> HttpResponse:
    """One more thing to lend."""
    return _keep(
        request,
        "thing",
        lambda hall_id, form, by, at: lending.arrange_thing(
            hall_id, lending.ThingPlan(**form.cleaned_data), by=by, at=at
        ),
    )


@staff("stock.add")
@require_POST
def add_goods(request: HttpRequest) -> HttpResponse:
    """Other goods to hand out."""
    return _keep(
        request,
        "goods",
        lambda hall_id, form, by, at: stock.arrange_goods(
            hall_id, stock.GoodsPlan(**form.cleaned_data), by=by, at=at
        ),
    )


@staff("facility.arrange")
@require_POST
def add_facility(request: HttpRequest) -> HttpResponse:
    """One more facility to check."""

    def keep(hall_id: int, form: KeptForm, by: Actor, at: datetime) -> None:
        said = dict(form.cleaned_data)
        plan = checking.FacilityPlan(checklist=said.pop("points"), **said)
        checking.register(hall_id, plan, by=by, at=at)

    return _keep(request, "facility", keep)


def _act(
    request: HttpRequest, act: Callable[[int, Actor, datetime], object]
) -> HttpResponse:
    """Do it and show the page again; a refusal stands on it in words."""
    by = acting(request)
    try:
        act(hall_id_of(by), by, timezone.now())
    except Refusal as refused:
        if refused.code in GONE:
            raise Http404 from refused
        messages.warning(request, refused.told(gettext))
    return redirect("desk:stock")


def _number(request: HttpRequest, name: str) -> int:
    """What was typed as a number; 0 for anything else."""
    typed = request.POST.get(name, "").strip()
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 5 else 0


@staff("lending.arrange")
@require_POST
def count(request: HttpRequest, key: str) -> HttpResponse:
    """There are so many now; with none it is out of use and nobody is offered it."""
    many = 0 if "off" in request.POST else _number(request, "count")

    def change(hall_id: int, by: Actor, at: datetime) -> None:
        row = next((one for one in queries.things(hall_id) if one.key == key), None)
        if row is None:
            raise Http404
        if not many and "off" not in request.POST:
            raise Refusal("lending.count", N_("Enter how many there are."))
        plan = lending.ThingPlan(
            key, row.name, many, row.name_en, row.place, row.place_en
        )
        lending.arrange_thing(hall_id, plan, by=by, at=at)

    return _act(request, change)


@staff("stock.use")
@require_POST
def move(request: HttpRequest, key: str) -> HttpResponse:
    """So many were handed out, or have come."""
    many = _number(request, "change")
    change = many if "come" in request.POST else -many
    return _act(
        request,
        lambda hall_id, by, at: stock.move_stock(hall_id, key, change, by=by, at=at),
    )


@staff("facility.check")
@require_POST
def check(request: HttpRequest, facility_id: int) -> HttpResponse:
    """It was looked at; the points ticked were found wrong."""
    failed = request.POST.getlist("failed")
    note = request.POST.get("note", "").strip()[:200]
    return _act(
        request,
        lambda hall_id, by, at: checking.check(
            facility_id, failed, hall_id=hall_id, by=by, at=at, note=note
        ),
    )


@staff("facility.check")
@require_POST
def fix(request: HttpRequest, defect_id: int) -> HttpResponse:
    """What was wrong is mended."""
    how = request.POST.get("how", "").strip()[:120]
    return _act(
        request,
        lambda hall_id, by, at: checking.fix(
            defect_id, how, hall_id=hall_id, by=by, at=at
        ),
    )
