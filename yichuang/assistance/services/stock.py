"""Goods come and are handed out; never more than there is."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from yichuang.accounts.policies import Actor
from yichuang.assistance import events, policies
from yichuang.assistance.models import Consumable, StockMove
from yichuang.journal import services as journal
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_


@dataclass(frozen=True, slots=True)
class GoodsPlan:
    """Goods as they should be kept; at `reorder_at` or fewer they are to be bought."""

    key: str
    name: str
    reorder_at: int
    name_en: str = ""


@transaction.atomic
def arrange_goods(
    hall_id: int, plan: GoodsPlan, *, by: Actor, at: datetime
) -> Consumable:
    """Say what is kept and from when on it is to be bought; the stock stays as it is.

    Raises:
        Refusal: "permission.denied".
    """
    policies.require_here(by, "stock.add", hall_id)
    values = {"name": plan.name, "name_en": plan.name_en, "reorder_at": plan.reorder_at}
    row, _new = Consumable.objects.update_or_create(
        hall_id=hall_id, key=plan.key, defaults=values
    )
    journal.record(
        events.GOODS,
        about=f"goods:{row.pk}",
        by=by,
        at=at,
        hall_id=hall_id,
        name=row.name,
        reorder_at=row.reorder_at,
    )
    return row


@transaction.atomic
def move_stock(
    hall_id: int, goods: str, change: int, *, by: Actor, at: datetime, note: str = ""
) -> Consumable:
    """So many came (above 0) or were handed out (below 0).

    Raises:
        Refusal: "permission.denied", "stock.no-goods", "stock.nothing", "stock.short".
    """
    policies.require_here(by, "stock.add" if change > 0 else "stock.use", hall_id)
    row = Consumable.objects.filter(hall_id=hall_id, key=goods).first()
    if row is None:
        raise Refusal("stock.no-goods", N_("The hall does not keep this."))
    if not change:
        raise Refusal("stock.nothing", N_("Enter how many."), field="change")
    enough = Consumable.objects.filter(pk=row.pk, stock__gte=max(-change, 0))
    if not enough.update(stock=F("stock") + change):
        raise Refusal(
            "stock.short",
            N_("Only %(left)s are left."),
            field="change",
            remedy=N_("Hand out fewer, or enter what has come first."),
            left=row.stock,
        )
    row.refresh_from_db()
    StockMove.objects.create(
        consumable=row, change=change, left=row.stock, note=note[:80], at=at, by=by.ref
    )
    journal.record(
        events.STOCK,
        about=f"goods:{row.pk}",
        by=by,
        at=at,
        hall_id=hall_id,
        name=row.name,
        change=change,
        left=row.stock,
    )
    return row
