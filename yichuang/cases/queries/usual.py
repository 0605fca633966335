"""How long a matter usually takes: the middle of what was closed lately."""

from dataclasses import dataclass

from yichuang.cases.models import Case
from yichuang.cases.rules.lifecycle import CaseState, Outcome
from yichuang.kernel.statistics import median
from yichuang.organisation.queries import calendars
from yichuang.web.memory import remember

SAMPLE = 200
FEW = 5


@dataclass(frozen=True, slots=True)
class UsualTime:
    """Median working days from acceptance to decision over `sample` closed cases.

    `days` is None when fewer than FEW are known: then nothing is claimed.
    """

    days: float | None
    sample: int


@remember(seconds=600, size=512)
def usual_time(item_key: str, hall_id: int) -> UsualTime:
    """The usual time of an item over its last SAMPLE approved cases."""
    rows = list(
        Case.objects.filter(
            item_key=item_key,
            state=CaseState.CLOSED,
            outcome=Outcome.APPROVED,
            closed_at__isnull=False,
        )
        .order_by("-closed_at")
        .values_list("accepted_on", "decided_at")[:SAMPLE]
    )
    calendar = calendars.calendar_for(hall_id)
    zone = calendars.office_hours(hall_id).zone
    spans = [
        float(calendar.between(accepted, decided.astimezone(zone).date()))
        for accepted, decided in rows
        if accepted is not None and decided is not None
    ]
    if len(spans) < FEW:
        return UsualTime(None, len(spans))
    return UsualTime(median(spans), len(spans))
