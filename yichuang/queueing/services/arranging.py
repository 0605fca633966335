"""Arranging the hall's kinds of business and what each window serves."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from yichuang.accounts.policies import Actor
from yichuang.journal import services as journal
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.models import Window
from yichuang.queueing import events, policies
from yichuang.queueing.models import BusinessKind, WindowSkill
from yichuang.queueing.services.lines import no_kind
from yichuang.queueing.services.seats import no_window
from yichuang.web.memory import forget_all

CODE = re.compile(r"[A-Z]{1,2}")


@dataclass(frozen=True, slots=True)
class KindPlan:
    """A kind as it should be."""

    code: str
    name: str
    name_en: str = ""
    department_id: int | None = None
    items: tuple[str, ...] = ()
    usual_minutes: int = 10
    remote: bool = True
    daily_limit: int | None = None
    open: bool = True
    place: int = 0


@transaction.atomic
def arrange_kind(
    hall_id: int, plan: KindPlan, *, by: Actor, at: datetime
) -> BusinessKind:
    """Make a kind, or change the one with this letter. Given numbers stay as they are.

    Raises:
        Refusal: "permission.denied", "queueing.kind-code", "queueing.kind-name",
            "queueing.kind-minutes".
    """
    policies.require_here(by, "queue.arrange", hall_id)
    _check(plan)
    values = asdict(plan) | {"items": list(plan.items)}
    values.pop("code")
    row, _new = BusinessKind.objects.update_or_create(
        hall_id=hall_id, code=plan.code, defaults=values
    )
    journal.record(
        events.KIND,
        about=f"hall:{hall_id}",
        by=by,
        at=at,
        hall_id=hall_id,
        kind=plan.code,
        **values,
    )
    forget_all()
    return row


def _check(plan: KindPlan) -> None:
    if not CODE.fullmatch(plan.code):
        raise Refusal(
            "queueing.kind-code",
            N_("A kind is named by one or two capital letters."),
            field="code",
            remedy=N_("Enter A to Z, or two letters like ZX."),
        )
    if not plan.name.strip():
        raise Refusal("queueing.kind-name", N_("The kind needs a name."), field="name")
    if not 1 <= plan.usual_minutes <= 240:
        raise Refusal(
            "queueing.kind-minutes",
            N_("A ticket usually takes 1 to 240 minutes."),
            field="usual_minutes",
        )


@transaction.atomic
def set_skills(
    hall_id: int,
    window_number: int,
    own: Iterable[str],
    *,
    by: Actor,
    at: datetime,
    helps: Iterable[str] = (),
) -> None:
    """What a window serves from its next opening on, and what it helps when idle.

    Raises:
        Refusal: "permission.denied", "queueing.no-window-here", "queueing.no-kind".
    """
    policies.require_here(by, "queue.arrange", hall_id)
    window = Window.objects.filter(hall_id=hall_id, number=window_number).first()
    if window is None:
        raise no_window(window_number)
    wanted = dict.fromkeys(helps, True) | dict.fromkeys(own, False)
    kinds = dict(
        BusinessKind.objects.filter(hall_id=hall_id, code__in=wanted).values_list(
            "code", "pk"
        )
    )
    if len(kinds) != len(wanted):
        raise no_kind()
    WindowSkill.objects.filter(window=window).delete()
    WindowSkill.objects.bulk_create(
        WindowSkill(window=window, kind_id=kinds[code], helps=only)
        for code, only in wanted.items()
    )
    journal.record(
        events.SKILLS,
        about=f"hall:{hall_id}",
        by=by,
        at=at,
        hall_id=hall_id,
        window=window_number,
        own=sorted(code for code, only in wanted.items() if not only),
        helps=sorted(code for code, only in wanted.items() if only),
    )
