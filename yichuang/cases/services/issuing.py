"""Handing over: the certificate against a signature or by post, and originals back."""

from datetime import date, datetime

from django.db import transaction

from yichuang.accounts.policies import Actor
from yichuang.cases import events, policies
from yichuang.cases.models import Case, Handover
from yichuang.cases.queries.facts import guide_of, paper_facts
from yichuang.cases.queries.finding import moved_on
from yichuang.cases.rules import papers as paper_rules
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.services import decision, letters
from yichuang.cases.services.moving import advance, note, possible, visited
from yichuang.cases.services.papers import paper_of, require_undecided
from yichuang.documents import queries as document_queries
from yichuang.documents import services as document_services
from yichuang.documents.models import Document
from yichuang.documents.rules import DeliveryWay, DocumentKind
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import places


def issue(
    case: Case,
    *,
    how: DeliveryWay,
    receiver: str,
    by: Actor,
    at: datetime,
    relation: str = "",
    signature: str = "",
    tracking_number: str = "",
) -> Case:
    """Hand over what was decided and close the case.

    Approved: the certificate (made now if it waited for a later paper). Refused: the
    decision. At the window the receiver signs; by post the tracking number is kept.

    Raises:
        Refusal: "papers.later-due"; from documents: "documents.receiver-missing",
            "documents.signature-bad", "documents.tracking-missing".
    """
    guide = guide_of(case)
    approved = case.state != CaseState.REFUSED
    move = "issue" if approved else "deliver"
    possible(case, move, by=by)
    with transaction.atomic():
        if approved:
            paper_rules.require_issuable(paper_facts(case, guide))
        _require_originals_back(case)
        document = _document(case, approved=approved) or decision.certify(
            case, guide, by=by, at=at
        )
        came = visited(case, _today(case, at)) if how is DeliveryWay.WINDOW else {}
        advance(case, move, by=by, at=at, closed_at=at, **came)
        document_services.deliver(
            document,
            how=how,
            receiver=receiver,
            relation=relation,
            signature=signature,
            tracking_number=tracking_number,
            by=by,
            at=at,
        )
        note(
            case,
            events.ISSUED,
            by=by,
            at=at,
            item=case.item_key,
            how=how.value,
            receiver=receiver,
            document=document.number,
        )
    return case


def _today(case: Case, at: datetime) -> date:
    return at.astimezone(places.hall(case.hall_id).zone).date()


def _document(case: Case, *, approved: bool) -> Document | None:
    """What was decided above is told from here; else our own certificate or refusal."""
    kind = DocumentKind.CERTIFICATE if approved else DocumentKind.REFUSAL
    above = DocumentKind.ABOVE_DECISION
    return document_queries.latest(case.about, kind) or document_queries.latest(
        case.about, above
    )


def _require_originals_back(case: Case) -> None:
    held = Handover.objects.filter(case=case, returned_at=None).count()
    if held:
        raise Refusal(
            "originals.held",
            N_("%(count)s originals still lie here and go back first."),
            remedy=N_("Give them back against the receipt, then hand over the result."),
            count=held,
        )


def take_original(
    case: Case, paper_key: str, originals: int, *, by: Actor, at: datetime
) -> Handover:
    """Take an original of a paper the case asks for in, by receipt.

    Raises:
        Refusal: "originals.count" (field "originals"), "paper.not-asked",
            "paper.too-late".
    """
    policies.require_move(by, "case.check", case)
    require_undecided(case)
    name = paper_of(case, paper_key)[1].name
    if originals < 1:
        raise Refusal(
            "originals.count",
            N_("Enter how many originals are taken in."),
            field="originals",
        )
    with transaction.atomic():
        receipt = letters.issue(
            case,
            DocumentKind.ORIGINALS,
            {
                "papers": [{"name": name, "copies": originals}],
            },
            by=by,
            at=at,
        )
        row = Handover.objects.create(
            case=case,
            paper_key=paper_key,
            originals=originals,
            taken_at=at,
            taken_by=by.ref,
            receipt_number=receipt,
        )
        note(
            case,
            events.ORIGINALS_TAKEN,
            by=by,
            at=at,
            paper=name,
            originals=originals,
            document=receipt,
        )
    return row


@transaction.atomic
def return_original(
    case: Case, handover_id: int, *, to: str, by: Actor, at: datetime
) -> Handover:
    """Give an original back; the receiver is named.

    Raises:
        Refusal: "originals.none", "originals.receiver".
    """
    policies.require_move(by, "case.issue", case)
    row = Handover.objects.filter(case=case, pk=handover_id, returned_at=None).first()
    if row is None:
        raise Refusal("originals.none", N_("No such original lies here."))
    if not to.strip():
        raise Refusal(
            "originals.receiver",
            N_("Name the person who takes the original back."),
            field="to",
        )
    given = {"returned_at": at, "returned_by": by.ref, "returned_to": to.strip()}
    if not Handover.objects.filter(pk=row.pk, returned_at=None).update(**given):
        raise moved_on(case)
    row.refresh_from_db()
    note(
        case,
        events.ORIGINALS_RETURNED,
        by=by,
        at=at,
        paper=_paper_name(case, row.paper_key),
        to=row.returned_to,
    )
    return row


def _paper_name(case: Case, key: str) -> str:
    return next((rule.name for rule in guide_of(case).papers if rule.key == key), key)
