"""The visit leads to the outcome: a case received at a window is noted on its ticket."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from yichuang.accounts.policies import SYSTEM
from yichuang.queueing import events
from yichuang.queueing.models import Ticket
from yichuang.queueing.services.moving import change, note


@transaction.atomic
def link_received(
    user_id: int, case_ref: str, *, received: datetime, at: datetime
) -> bool:
    """Note a case on the ticket that was being served by whoever received it, at the
    moment they did; a ticket that already led to a case keeps it. Whether one was found.
    """
    ticket = (
        Ticket.objects.select_related("day")
        .filter(
            Q(ended_at=None) | Q(ended_at__gte=received),
            seat__user_id=user_id,
            started_at__lte=received,
            day__closed_at=None,
            case_ref="",
        )
        .order_by("-started_at")
        .first()
    )
    if ticket is None:
        return False
    change(ticket, case_ref=case_ref)
    note(ticket, events.LINKED, by=SYSTEM, at=at, case=case_ref)
    return True
