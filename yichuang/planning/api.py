"""Planning by API: what is expected, and plans asked for, looked at, adopted."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Router

from yichuang.accounts.policies import Actor
from yichuang.organisation.queries import places
from yichuang.planning import policies, schemas
from yichuang.planning.models import Plan
from yichuang.planning.presenters import told
from yichuang.planning.queries import expecting, made
from yichuang.planning.services import plans
from yichuang.web.api import idempotent, needs_scope

router = Router(tags=["planning"])


def _by(request: HttpRequest) -> Actor:
    by: Actor = request.auth  # type: ignore[attr-defined]
    return by


def _hall(by: Actor, permission: str) -> int:
    """The hall a program plans for; the first for one that works for none.

    Raises:
        Refusal: "organisation.no-hall", "permission.denied".
    """
    found = by.hall_id if by.hall_id is not None else places.first_hall_id()
    places.hall(found or 0)  # refuses where there is none
    policies.require_here(by, permission, found or 0)
    return found or 0


def _out(plan: Plan) -> schemas.PlanOut:
    values = {
        name: getattr(plan, name)
        for name in schemas.PlanOut.model_fields
        if name != "refusal"
    }
    return schemas.PlanOut(**values, refusal=_refusal(plan))


def _refusal(plan: Plan) -> schemas.RefusalOut | None:
    no = made.why_failed(plan)
    if no is None:
        return None
    return schemas.RefusalOut(
        code=no.code, says=no.text(gettext), remedy=no.remedy_text(gettext)
    )


@router.get("/forecast", response=schemas.ForecastOut, summary="What a day brings")
@needs_scope("plan.view")
def forecast(request: HttpRequest, day: date | None = None) -> dict[str, Any]:
    """Visitors expected on a day (else today), by kind and half-hour."""
    hall_id = _hall(_by(request), "plan.view")
    today = timezone.now().astimezone(places.hall(hall_id).zone).date()
    on = day or today
    return told(on, expecting.day(hall_id, on, known_before=today)).as_json()


@router.post("/plans", response={201: schemas.PlanOut}, summary="Ask for a plan")
@needs_scope("plan.manage")
@idempotent()
def ask(request: HttpRequest, wish: schemas.PlanIn) -> schemas.PlanOut:
    """Ask for a plan of a day; the worker makes it within seconds. Asked again while one
    is under way, that one is answered."""
    by = _by(request)
    hall_id = _hall(by, "plan.manage")
    plan = plans.ask(
        hall_id,
        wish.day,
        by=by,
        at=timezone.now(),
        goal=wish.goal,
        most_windows=wish.most_windows,
    )
    return _out(plan)


@router.get("/plans/{plan_id}", response=schemas.PlanOut, summary="A plan")
@needs_scope("plan.view")
def show(request: HttpRequest, plan_id: int) -> schemas.PlanOut:
    """How far a plan is, and what it proposes."""
    return _out(made.plan(_hall(_by(request), "plan.view"), plan_id))


@router.post("/plans/{plan_id}/adopt", response=schemas.PlanOut, summary="Adopt a plan")
@needs_scope("plan.manage")
@idempotent(status=200)
def adopt(request: HttpRequest, plan_id: int) -> schemas.PlanOut:
    """Make a ready plan the one that holds for its day."""
    by = _by(request)
    plan = made.plan(_hall(by, "plan.manage"), plan_id)
    return _out(plans.adopt(plan, by=by, at=timezone.now()))
