"""One certificate takes the place of another: its term, what it says of it, the end of
the earlier one."""

from dataclasses import dataclass
from datetime import date, datetime

from yichuang.accounts.policies import Actor
from yichuang.cases import events
from yichuang.cases.models import Case, FollowUp
from yichuang.cases.queries.facts import guide_of
from yichuang.cases.queries.modes import FOLLOWS
from yichuang.cases.rules import following
from yichuang.cases.rules.following import FollowKind, Term
from yichuang.cases.services.moving import note
from yichuang.catalogue.rules.guide import Guide
from yichuang.documents import services as document_services
from yichuang.documents.models import Document


@dataclass(frozen=True, slots=True)
class Next:
    """What a certificate about to be made takes from the one before: its term, to whom
    it is made out, and the paragraph that names the earlier one."""

    term: Term
    addressee: str
    says: tuple[str, ...] = ()


def follow_up(case: Case) -> FollowUp | None:
    """What the case follows on, if anything."""
    if case.origin != FOLLOWS:
        return None
    return FollowUp.objects.select_related("earlier").filter(case=case).first()


def next_certificate(
    case: Case, guide: Guide, row: FollowUp | None, today: date
) -> Next:
    """The term and words of the certificate of this case."""
    if row is None:
        term = following.first_term(today, guide.result_months)
        return Next(term, case.applicant_name)
    kind = FollowKind(row.kind)
    earlier = Term(row.earlier.valid_from, row.earlier.valid_until)
    term = following.next_term(kind, earlier, today, guide.result_months)
    says = f"本证由{row.earlier.number}号{kind.zh}而来，原证自本证签发之日起作废。"
    if kind is FollowKind.RENEWAL:
        says = f"本证由{row.earlier.number}号延续而来，与原证有效期相接。"
    if kind is FollowKind.CHANGE:
        says += f"变更事项：{row.wish}"
    return Next(term, row.new_name or case.applicant_name, (says,))


def renewal_filed(case: Case, row: FollowUp, today: date) -> None:
    """From the day of filing on it is known whether the renewal came in time, and so
    whether silence grants it (行政许可法 art. 50).

    Raises:
        Refusal: "renewal.expired" when the certificate ended while it was a draft.
    """
    until = row.earlier.valid_until
    following.require_renewable(until, today)
    in_time = until is not None and following.filed_in_time(until, today)
    kind_code = guide_of(case).kind_code
    if following.silence_renews(kind_code=kind_code, in_time=in_time):
        FollowUp.objects.filter(pk=row.pk).update(renews_by_silence=until)


def replace(
    case: Case, row: FollowUp, made: Document, *, by: Actor, at: datetime
) -> None:
    """Void the certificate the new one replaces.

    Raises:
        Refusal: "documents.revoked-already" when another successor was faster.
    """
    document_services.supersede(
        row.earlier, successor=made, how=FollowKind(row.kind).zh, by=by, at=at
    )
    FollowUp.objects.filter(pk=row.pk).update(successor=made)
    note(
        case,
        events.SUCCEEDED,
        by=by,
        at=at,
        earlier=row.earlier.number,
        number=made.number,
    )
