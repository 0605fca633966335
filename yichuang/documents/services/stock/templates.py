"""Templates of pre-printed stock: each change is a new version, kept beside the old."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from yichuang.accounts.policies import Actor, require
from yichuang.documents import events
from yichuang.documents.models import StockLayout, StockTemplate
from yichuang.documents.policies import GRANTS
from yichuang.documents.rules.stock import Layout, check_layout
from yichuang.journal.services import record
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_


@dataclass(frozen=True, slots=True)
class StockPlan:
    """What a template is to be. `scan` is the key of a stored picture, "" for none."""

    name: str
    title: str
    layout: Layout
    scan: str = ""
    numbered: bool = True
    in_use: bool = True


def create(plan: StockPlan, *, hall_id: int, by: Actor, at: datetime) -> StockTemplate:
    """Make a template with its first version.

    Raises:
        Refusal | Refusals: "permission.denied"; those of `rules.stock.check_layout`;
            "stock.name-taken" (field "name").
    """
    require(by, "print.arrange", GRANTS)
    check_layout(plan.layout)
    try:
        with transaction.atomic():
            template = StockTemplate.objects.create(
                hall_id=hall_id,
                name=plan.name,
                title=plan.title,
                numbered=plan.numbered,
                in_use=plan.in_use,
            )
            _keep(template, plan, by=by, at=at)
            record(
                events.TEMPLATE_MADE,
                about=f"stock:{template.pk}",
                by=by,
                at=at,
                hall_id=hall_id,
                name=plan.name,
            )
    except IntegrityError as taken:
        raise _taken() from taken
    return template


def change(
    template_id: int,
    plan: StockPlan,
    *,
    seen: int,
    hall_id: int,
    by: Actor,
    at: datetime,
) -> StockTemplate:
    """Put a new version of a template in force; `seen` is the version it was made from.
    Runs that were begun go on with theirs.

    Raises:
        Refusal | Refusals: as `create`; "stock.not-found"; "stock.moved-on" when
            somebody else saved in between.
    """
    require(by, "print.arrange", GRANTS)
    check_layout(plan.layout)
    try:
        with transaction.atomic():
            template = _advance(template_id, plan, seen, hall_id)
            _keep(template, plan, by=by, at=at)
            record(
                events.TEMPLATE_CHANGED,
                about=f"stock:{template.pk}",
                by=by,
                at=at,
                hall_id=hall_id,
                name=plan.name,
                version=template.version,
            )
    except IntegrityError as taken:
        raise _taken() from taken
    return template


def _advance(
    template_id: int, plan: StockPlan, seen: int, hall_id: int
) -> StockTemplate:
    """The template at its next version, by whoever saw its last one."""
    mine = StockTemplate.objects.filter(pk=template_id, hall_id=hall_id)
    hit = mine.filter(version=seen).update(
        version=seen + 1,
        name=plan.name,
        title=plan.title,
        numbered=plan.numbered,
        in_use=plan.in_use,
    )
    if not hit:
        raise _moved_on() if mine.exists() else _not_found()
    return mine.get()


def _keep(
    template: StockTemplate, plan: StockPlan, *, by: Actor, at: datetime
) -> StockLayout:
    return StockLayout.objects.create(
        template=template,
        version=template.version,
        width=plan.layout.paper.width,
        height=plan.layout.paper.height,
        fields=[field.as_json() for field in plan.layout.fields],
        scan=plan.scan,
        made_by=by.ref,
        made_at=at,
    )


def _taken() -> Refusal:
    return Refusal(
        "stock.name-taken",
        N_("The hall has a template of this name."),
        field="name",
        remedy=N_("Choose another name, or change the one there is."),
    )


def _moved_on() -> Refusal:
    return Refusal(
        "stock.moved-on",
        N_("Somebody else changed this template in the meantime; yours is not saved."),
        remedy=N_("Open it again in another tab, and put your changes in there."),
    )


def _not_found() -> Refusal:
    return Refusal("stock.not-found", N_("There is no such template."))
