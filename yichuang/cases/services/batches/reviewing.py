"""The review of a season: of every application whether it is in order, or why not."""

from datetime import datetime

from django.db import transaction

from yichuang.accounts.policies import Actor
from yichuang.cases import events, policies
from yichuang.cases.models import Case, Finding
from yichuang.cases.rules import batches as rules
from yichuang.cases.rules.lifecycle import IN_PROCESS
from yichuang.cases.services.moving import change, note
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_


@transaction.atomic
def find(case: Case, *, agrees: bool, reason: str, by: Actor, at: datetime) -> Finding:
    """Keep what the review found about a case of a season; a later finding replaces an
    earlier one until the case is decided, and the journal keeps both.

    Raises:
        Refusal: "batch.no-member", "batch.not-in-review", "case.reason-unsaid" (field
            "reason"), "permission.denied", "case.moved-on".
    """
    policies.require_move(by, "batch.review", case)
    if case.batch_id is None:
        raise Refusal(
            "batch.no-member",
            N_("This case belongs to no season."),
            remedy=N_("Decide it by itself."),
        )
    if case.state not in IN_PROCESS:
        raise Refusal(
            "batch.not-in-review",
            N_("Only an accepted application that is not decided yet is reviewed."),
            remedy=N_("Accept it first."),
        )
    rules.require_finding(agrees=agrees, reason=reason)
    change(case)
    row, _new = Finding.objects.update_or_create(
        case=case,
        defaults={
            "batch_id": case.batch_id,
            "agrees": agrees,
            "reason": "" if agrees else reason.strip(),
            "by": by.ref,
            "by_name": by.name,
            "at": at,
        },
    )
    event = events.FOUND_IN_ORDER if agrees else events.FOUND_WANTING
    note(case, event, by=by, at=at, reason=row.reason)
    return row
