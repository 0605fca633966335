"""Beginning a case about a certificate that exists: change, renewal, re-issue."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from yichuang.accounts.policies import Actor, ActorKind, require
from yichuang.cases import events, policies
from yichuang.cases.models import Case, FollowUp
from yichuang.cases.queries import finding
from yichuang.cases.queries.modes import FOLLOWS
from yichuang.cases.rules import following
from yichuang.cases.rules.following import FollowKind
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.services import intake, succession
from yichuang.cases.services.intake import Application, Party
from yichuang.cases.services.moving import note
from yichuang.catalogue import queries as catalogue_queries
from yichuang.catalogue.rules import known_answers
from yichuang.documents.models import Document
from yichuang.documents.rules import DocumentKind
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import places


@transaction.atomic
def begin(
    number: str,
    kind: FollowKind,
    *,
    by: Actor,
    at: datetime,
    wish: str = "",
    new_name: str = "",
) -> Case:
    """Begin a case about certificate `number`: a draft for its citizen, received at
    once for a clerk. The same people, the same matter, in the guide in force today.

    Raises:
        Refusal: "certificate.not-found", "certificate.void", "follow.open",
            "renewal.…", "change.unsaid", "loss.unsaid" (field "wish").
    """
    require(by, "case.follow", policies.GRANTS)
    earlier, origin = _certificate(number, by)
    today = at.astimezone(places.hall(origin.hall_id).zone).date()
    following.require_wish(kind, wish)
    if kind is FollowKind.RENEWAL:
        following.require_renewable(earlier.valid_until, today)
    _require_alone(earlier)
    case = _born(origin, today, by=by, at=at)
    row = FollowUp.objects.create(
        case=case,
        kind=kind,
        earlier=earlier,
        wish=wish.strip(),
        new_name=new_name.strip(),
    )
    if kind is FollowKind.RENEWAL and case.state != CaseState.DRAFT:
        succession.renewal_filed(case, row, today)
    note(case, events.FOLLOWS, by=by, at=at, kind=kind.label, earlier=earlier.number)
    return case


def _certificate(number: str, by: Actor) -> tuple[Document, Case]:
    """The certificate and the case it came from, for those that case exists for."""
    wanted = Document.objects.filter(
        number=number.strip(), kind=DocumentKind.CERTIFICATE
    ).first()
    origin = finding.of_subject(wanted.about) if wanted is not None else None
    if wanted is None or origin is None or not policies.sees(by, origin):
        raise Refusal(
            "certificate.not-found",
            N_("There is no such certificate."),
            field="number",
            remedy=N_("Compare the number printed on it."),
        )
    if wanted.revoked_at is not None:
        raise Refusal(
            "certificate.void",
            N_("This certificate is no longer valid: %(reason)s"),
            field="number",
            remedy=N_("Use the certificate that took its place, or apply anew."),
            reason=wanted.revoked_reason,
        )
    return wanted, origin


def _require_alone(earlier: Document) -> None:
    """One matter about a certificate at a time, so that it has one successor."""
    open_one = (
        FollowUp.objects.filter(earlier=earlier, successor=None)
        .exclude(case__state=CaseState.CLOSED)
        .values_list("case__number", flat=True)
        .first()
    )
    if open_one is not None:
        raise Refusal(
            "follow.open",
            N_("Case %(number)s about this certificate is open already."),
            remedy=N_("Go on with that case, or withdraw it first."),
            number=open_one,
        )


def _born(origin: Case, today: date, *, by: Actor, at: datetime) -> Case:
    guide = catalogue_queries.current_guide(origin.item_key, today)
    application = Application(
        item_key=origin.item_key,
        answers=known_answers(guide, origin.answers),
        party=Party(
            applicant=origin.applicant,
            entity=origin.entity,
            agent=origin.agent,
            agent_relation=origin.agent_relation,
        ),
        origin=FOLLOWS,
    )
    if by.kind is ActorKind.CITIZEN:
        return intake.begin(application, hall_id=origin.hall_id, by=by, at=at)
    party = replace(application.party, needs=origin.needs)
    return intake.receive(
        replace(application, party=party),
        hall_id=by.hall_id or origin.hall_id,
        by=by,
        at=at,
    )
