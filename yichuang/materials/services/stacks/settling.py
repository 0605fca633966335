"""All pages are read: they are put to people, and the stack is ready to be sorted."""

from datetime import datetime

from django.db import transaction

from yichuang.accounts.policies import SYSTEM
from yichuang.journal.services import record
from yichuang.materials import events
from yichuang.materials.models import Stack, StackState


@transaction.atomic
def settle(stack: Stack, *, at: datetime) -> bool:
    """Make the stack ready; False when another worker was faster."""
    hit = Stack.objects.filter(pk=stack.pk, state=StackState.READING).update(
        state=StackState.READY, ready_at=at
    )
    if not hit:
        return False
    record(
        events.STACK_READ,
        about=stack.ref,
        by=SYSTEM,
        at=at,
        hall_id=stack.hall_id,
        pages=stack.pages_total,
        applicants=stack.applicants.count(),
    )
    return True
