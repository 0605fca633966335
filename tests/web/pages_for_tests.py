"""Addresses that exist in these tests only: pages that refuse, fail, or query late."""

import time
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import include, path

from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.kernel.text import N_
from yichuang.web import gallery
from yichuang.web.models import IdempotencyKey
from yichuang.web.pages import page
from yichuang.web.presenters import Chrome, Desk, Link

handler400 = "yichuang.web.errors.bad_request"
handler403 = "yichuang.web.errors.forbidden"
handler404 = "yichuang.web.errors.not_found"
handler500 = "yichuang.web.errors.server_error"

REFUSALS: dict[str, Refusal | Refusals] = {
    "moved-on": Refusal(
        "case.moved-on",
        N_("Window %(window)s has accepted this case."),
        remedy=N_("Look at the latest state, then decide."),
        window=6,
    ),
    "field": Refusal("person.id-check", N_("This is required."), field="id_number"),
    "many": Refusals(
        [
            Refusal("a.b", N_("This is required."), field="name"),
            Refusal("c.d", N_("This must be a list."), field="papers"),
        ]
    ),
    "denied": Refusal("permission.denied", N_("This was not done")),
    "gone": Refusal("case.not-found", N_("There is nothing here")),
    "large": Refusal("upload.too-large", N_("The file is too large")),
    "often": Refusal("sign-in.too-many", N_("Too many requests"), seconds=60),
    "html": Refusal("x.y", N_("This must be one of: %(expected)s."), expected="<b>&"),
}


class Named:
    """As much of an actor as the page kit looks at."""

    def __init__(self, kind: str) -> None:
        self.kind = kind


def refuse(request: HttpRequest, name: str) -> HttpResponse:
    if "as" in request.GET:
        request.actor = Named(request.GET["as"])  # type: ignore[attr-defined]
    raise REFUSALS[name]


def fail(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


def forbid(request: HttpRequest) -> HttpResponse:
    request.actor = Named("staff")  # type: ignore[attr-defined]
    raise PermissionDenied


def too_big(request: HttpRequest) -> HttpResponse:
    raise RequestDataTooBig


def late(request: HttpRequest) -> HttpResponse:
    rows: dict[str, Any] = {"table": {"rows": IdempotencyKey.objects.all()}}
    return page(request, "web/parts/_table.html", rows)


SUBMITTED: list[str] = []


def slow(request: HttpRequest) -> HttpResponse:
    """Takes its time, so that a second click falls into the first submit."""
    SUBMITTED.append(request.POST.get("name", ""))
    time.sleep(0.3)
    return HttpResponseRedirect("/form/")


def chrome(request: HttpRequest) -> Chrome:
    """A frame with everything in it."""
    here = (Link("首页", "/"), Link("办事", "/items/"), Link("部件", "/dev/parts/"))
    return Chrome(
        hall_name="青禾县政务服务",
        hall_name_other="Qinghe Service Hall",
        hours="工作日 9:00—12:00，13:30—17:00",
        navigation=(*here, Link("大厅", "/hall/")),
        footer=(Link("办不成事反映", "/stuck/"), Link("无障碍说明", "/access/")),
        account=Link("林**", "/me/"),
        desk=Desk(
            place="5 号窗口",
            place_note="综合",
            person="陈雨",
            role="综窗受理员",
            clock="09:47",
            search_url="/find/",
            navigation=(Link("待我办", "/work/", count=18, current=True),),
            links=(Link("我的授权", "/mine/", icon="shield-check"),),
            sign_out_url="/out/",
        ),
    )


def form(request: HttpRequest) -> HttpResponse:
    messages.success(request, "已受理")
    messages.error(request, "没有发出去")
    return page(request, "web/gallery_citizen.html", gallery.rows("citizen"))


urlpatterns = [
    path("", include("yichuang.web.urls")),
    path("refuse/<slug:name>/", refuse),
    path("fail/", fail),
    path("forbid/", forbid),
    path("too-big/", too_big),
    path("late/", late),
    path("slow/", slow),
    path("form/", form),
]
