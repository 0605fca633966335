"""Writing a bundle: one compare-and-set, whoever else tries."""

from datetime import date, datetime
from typing import Any

from yichuang.accounts.policies import Actor, require
from yichuang.cases import policies
from yichuang.cases.models import BundleCase, BundleState
from yichuang.cases.queries import bundles as bundle_queries
from yichuang.cases.services.intake import Party
from yichuang.journal import services as journal
from yichuang.journal.events import EventType
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import places


def change(bundle: BundleCase, **changes: Any) -> BundleCase:
    """Write columns of the bundle if nobody else wrote it since it was read.

    Raises:
        Refusal: "bundle.moved-on".
    """
    values = {**changes, "version": bundle.version + 1}
    rows = BundleCase.objects.filter(pk=bundle.pk, version=bundle.version)
    if not rows.update(**values):
        raise bundle_queries.moved_on(bundle)
    for name, value in values.items():
        setattr(bundle, name, value)
    return bundle


def note(
    bundle: BundleCase, event: EventType, /, *, by: Actor, at: datetime, **facts: Any
) -> None:
    """Record what happened to the bundle, in its hall and in the same transaction."""
    journal.record(
        event, about=bundle.about, by=by, at=at, hall_id=bundle.hall_id, **facts
    )


def today_of(bundle: BundleCase, at: datetime) -> date:
    """The day in the bundle's hall."""
    return at.astimezone(places.hall(bundle.hall_id).zone).date()


def party_of(bundle: BundleCase) -> Party:
    """Who applies, as its cases are begun with."""
    return Party(
        applicant=bundle.applicant,
        entity=bundle.entity,
        agent=bundle.agent,
        agent_relation=bundle.agent_relation,
        needs=bundle.needs,
    )


def party_columns(party: Party) -> dict[str, object]:
    """Who applies, as columns."""
    return {
        "applicant": party.applicant,
        "entity": party.entity,
        "agent": party.agent,
        "agent_relation": party.agent_relation,
        "applicant_name": party.name,
        "needs": party.needs,
    }


def require_draft(bundle: BundleCase, by: Actor) -> None:
    """Only a draft is still changed, by whom it belongs to.

    Raises:
        Refusal: "permission.denied", "draft.submitted".
    """
    require(by, "case.submit", policies.GRANTS)
    if bundle.state != BundleState.DRAFT:
        raise Refusal(
            "draft.submitted",
            N_("This application has been submitted and is no longer a draft."),
            remedy=N_("Look at where it stands; you can withdraw it there."),
        )
