"""Where the windows stand: the manager puts each into its place on the map."""

import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from yichuang.accounts.policies import acting
from yichuang.desk.presenters import floor as shown
from yichuang.desk.queries.places import hall_of
from yichuang.desk.views.gate import staff
from yichuang.kernel.refusals import Refusal
from yichuang.organisation.queries import places
from yichuang.organisation.queries.floor import fresh_floor
from yichuang.organisation.services import floor as arranging
from yichuang.web.pages import page

CELL = re.compile(r"(\d{1,2})-(\d{1,2})")
OUTSIDE = (-1, -1)


def _number(text: str) -> int:
    """A number that was typed or sent; -1, which no window has, for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 8 else -1


@staff("organisation.floor")
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The map; with `?window=5` that window is in hand and every empty place takes it."""
    hall_id = hall_of(acting(request)).id
    floor, windows = fresh_floor(hall_id), places.windows(hall_id)
    asked = _number(request.GET.get("window", ""))
    chosen = next((one for one in windows if one.number == asked), None)
    rows = {
        "cells": shown.cells(floor, windows, chosen.number if chosen else 0),
        "chosen": chosen.number if chosen else 0,
        "version": floor.version,
        "arranged": floor.arranged,
    }
    return page(request, "desk/hall/floor.html", rows)


@staff("organisation.floor")
@require_POST
def place(request: HttpRequest) -> HttpResponse:
    """The window in hand stands here now."""
    by, at = acting(request), timezone.now()
    number = _number(request.POST.get("window", ""))
    found = CELL.fullmatch(request.POST.get("cell", ""))
    cell = (int(found[1]), int(found[2])) if found else OUTSIDE
    version = _number(request.POST.get("version", ""))
    try:
        arranging.place_window(
            hall_of(by).id, number, cell, version=version, by=by, at=at
        )
    except Refusal as refused:
        messages.warning(request, refused.told(gettext))
    # back to the window that was moved, so that the keyboard goes on from there
    there = f"?window={number}#w-{number}" if number > 0 else ""
    return HttpResponseRedirect(reverse("desk:floor") + there)


@staff("organisation.floor")
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """All windows stand in the order of their numbers again."""
    by, at = acting(request), timezone.now()
    version = _number(request.POST.get("version", ""))
    try:
        arranging.forget_places(hall_of(by).id, version=version, by=by, at=at)
    except Refusal as refused:
        messages.warning(request, refused.told(gettext))
    else:
        messages.success(
            request, gettext("The windows stand in the order of their numbers.")
        )
    return redirect("desk:floor")
