"""What a lamp that changed brings about: the journal knows, who holds the case is warned,
then their head; a late step or a broken limit becomes a supervision order."""

from datetime import date, datetime, timedelta

from django.db import transaction

from yichuang.accounts.policies import SYSTEM
from yichuang.cases import events
from yichuang.cases.models import Case, LampChange
from yichuang.cases.queries import supervision as orders
from yichuang.cases.queries.facts import guide_of
from yichuang.cases.queries.terms import supervision_on
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.rules.supervision import CARDS, OrderKind
from yichuang.cases.services import supervision, wording
from yichuang.cases.services.moving import note
from yichuang.cases.services.telling import tell_staff
from yichuang.kernel.lamps import Lamp
from yichuang.kernel.limits import deadline
from yichuang.kernel.text import N_
from yichuang.organisation.queries import calendars, places
from yichuang.web.together import whole

PRESSING = frozenset({Lamp.WARN, Lamp.STEP, Lamp.YELLOW, Lamp.RED})
SUBJECT = N_("A case is near its limit")
WARNING = N_("“%(item)s”, case %(number)s is due on %(due)s. Please finish it in time.")
HEAD_WARNING = N_(
    "“%(item)s”, case %(number)s, due on %(due)s, still waits at %(holder)s."
)
LATEST = timedelta(days=60)
"""Warnings older than this are history."""


def act(change_id: int, *, at: datetime) -> bool:
    """Do once what a change of lamp calls for; False where somebody did it already.

    What no longer stands is only ticked off: the lamp has moved on, or the case is over.
    """
    return whole(lambda: _act(change_id, at=at))


def _act(change_id: int, *, at: datetime) -> bool:
    mine = LampChange.objects.filter(pk=change_id, acted_at=None)
    if not mine.update(acted_at=at):
        return False
    change = LampChange.objects.select_related("case").get(pk=change_id)
    case, lamp = change.case, Lamp(change.lamp)
    stands = case.lamp == change.lamp and case.state != CaseState.CLOSED
    if not stands or lamp not in PRESSING:
        return True
    was = str(Lamp(change.was).says)
    note(case, events.LAMP, by=SYSTEM, at=at, lamp=str(lamp.says), was=was)
    if lamp is Lamp.WARN:
        _warn(case, change, at=at)
    else:
        kind = CARDS[lamp]
        supervision.open_by_lamp(case, kind, held(case, kind), at=at)
    return True


def _facts(case: Case) -> dict[str, object]:
    due = case.deliver_due if case.decided_at else case.promise_due or case.notice_due
    return {
        "item": guide_of(case).name,
        "number": case.number,
        "due": _on(due),
    }


def _warn(case: Case, change: LampChange, *, at: datetime) -> None:
    today = at.astimezone(places.hall(case.hall_id).zone).date()
    holder = orders.holder_of(case, today)
    if holder is None:
        tell_head(change.pk, at=at)
        return
    tell_staff(
        [holder],
        SUBJECT,
        WARNING,
        _facts(case),
        at=at,
        about=case.about,
        once=f"warn:{change.pk}",
    )
    note(case, events.WARNED, by=SYSTEM, at=at, who=orders.names([holder]))


def head_due(change: LampChange) -> datetime:
    """When the head hears of a warning that still stands: after the office hours that
    the hall's terms of that day say."""
    case, hours = change.case, calendars.office_hours(change.case.hall_id)
    since = hours.local(change.at)
    told = deadline(
        since,
        supervision_on(case.hall_id, since.date()).head_after,
        calendars.calendar_for(case.hall_id),
        hours,
    )
    return told.due_at or change.at


def tell_head(change_id: int, *, at: datetime) -> bool:
    """Tell the department head of a warning that still stands, once."""
    with transaction.atomic():
        mine = LampChange.objects.filter(pk=change_id, head_told_at=None)
        if not mine.update(head_told_at=at):
            return False
        change = LampChange.objects.select_related("case").get(pk=change_id)
        case = change.case
        if case.lamp != Lamp.WARN or case.lamp_since != change.at:
            return False
        today = at.astimezone(places.hall(case.hall_id).zone).date()
        holder = orders.holder_of(case, today)
        heads = orders.heads_of(case)
        who = orders.names([holder]) if holder is not None else "—"
        tell_staff(
            heads,
            SUBJECT,
            HEAD_WARNING,
            {**_facts(case), "holder": who},
            at=at,
            about=case.about,
            once=f"warn-head:{change.pk}",
        )
        if heads:
            note(case, events.WARNED, by=SYSTEM, at=at, who=orders.names(heads))
    return bool(heads)


def held(case: Case, kind: OrderKind) -> str:
    """What the order holds against whom, in the words of its paper."""
    guide = guide_of(case)
    if kind is OrderKind.STEP_LATE:
        name = next((s.name for s in guide.steps if s.key == case.step), case.step)
        zone = places.hall(case.hall_id).zone
        until = (
            f"{_on(due.astimezone(zone).date())}{due.astimezone(zone):%H:%M}"
            if (due := case.step_due_at)
            else ""
        )
        return f"环节“{name}”应于{until}前完成，至今没有完成。"
    if kind is OrderKind.OVERDUE:
        if case.decided_at is not None and case.deliver_due is not None:
            return f"作出决定后应于{_on(case.deliver_due)}前送达，至今没有送达。"
        return f"法定期限为{_on(case.statute_due)}，已经超过，至今没有作出决定。"
    if case.promise_due is None:
        return f"应于{_on(case.notice_due)}前一次告知或者受理，至今没有答复。"
    promised, until = wording.limit_words(guide.promise), _on(case.promise_due)
    return f"承诺{promised}，应于{until}前办结，至今没有办结。"


def _on(value: date | None) -> str:
    """A day as papers write it (GB/T 9704-2012, 7.3.5.3: no zero before the figure)."""
    return f"{value.year}年{value.month}月{value.day}日" if value else ""
