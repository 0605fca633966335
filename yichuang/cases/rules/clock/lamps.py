"""Which lamp a case shows: its promise, its statute, its step, and the delivery after."""

from datetime import date

from yichuang.cases.rules.clock.dues import DELIVERY_LIMIT
from yichuang.kernel.lamps import Lamp, lamp, weightier
from yichuang.kernel.limits import Limit
from yichuang.kernel.workdays import WorkCalendar


def case_lamp(
    *,
    promise: date | None,
    statute: date | None,
    today: date,
    limit: Limit,
    stopped: bool,
    closed: bool,
    calendar: WorkCalendar,
    step_late: bool = False,
) -> Lamp:
    """The lamp of a case, by shape, word and colour (look: lamps)."""
    return lamp(
        due_promise=promise,
        due_statute=statute,
        today=today,
        limit_days=limit.n,
        paused=stopped,
        closed=closed,
        calendar=calendar,
        step_late=step_late,
    )


def decided_lamp(
    measured: Lamp,
    deliver: date | None,
    *,
    today: date,
    calendar: WorkCalendar,
    step_late: bool = False,
) -> Lamp:
    """The lamp of a decided case: the second clock, ten days to deliver (art. 44), beside
    what was `measured` on the day of the decision. A late decision stays late; one made
    in time no longer presses, however close it was."""
    handing = delivery_lamp(
        deliver, today=today, calendar=calendar, step_late=step_late
    )
    late = measured in {Lamp.YELLOW, Lamp.RED}
    return weightier(measured, handing) if late else handing


def delivery_lamp(
    deliver: date | None,
    *,
    today: date,
    calendar: WorkCalendar,
    step_late: bool = False,
) -> Lamp:
    """The lamp of the delivery clock alone: past it the statute is broken (art. 44)."""
    return lamp(
        due_promise=None,
        due_statute=deliver,
        today=today,
        limit_days=DELIVERY_LIMIT.n,
        calendar=calendar,
        step_late=step_late,
    )
