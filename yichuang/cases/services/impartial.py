"""Who is too near to a case keeps away from it: one's own matter, and recusal 回避."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext, override

from yichuang.accounts.policies import Actor
from yichuang.accounts.queries import staff_member
from yichuang.accounts.queries.staff import StaffRow
from yichuang.accounts.rules import Role
from yichuang.cases import events, policies
from yichuang.cases.models import Case, Recusal
from yichuang.cases.queries.joint import recusals_of
from yichuang.cases.rules import authority
from yichuang.cases.rules.authority import (
    RECUSAL_LABELS,
    RecusalGround,
    RecusalState,
)
from yichuang.cases.services import letters
from yichuang.cases.services.moving import note
from yichuang.documents.rules import DocumentKind
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_


def require_impartial(case: Case, by: Actor) -> None:
    """Whoever works on the substance of a case is no party to it and not recused.

    Raises:
        Refusal: "authority.own-matter", "authority.recused".
    """
    parties = {case.applicant_id, case.agent_id}
    if case.entity is not None:
        parties.add(case.entity.representative_id)
    authority.require_not_own_matter(
        person=by.person_id, parties={one for one in parties if one is not None}
    )
    authority.require_not_recused(by.user_id, recusals_of(case))


@transaction.atomic
def ask(
    case: Case,
    user_id: int,
    ground: RecusalGround,
    *,
    relation: str,
    by: Actor,
    at: datetime,
    by_applicant: bool = False,
) -> Recusal:
    """Somebody of the staff keeps away from the case from now on: on their own word, or
    at a party's request (`by_applicant`), until it is decided.

    Raises:
        Refusal: "recusal.relation", "recusal.nobody", "recusal.known",
            "recusal.others" when a colleague names somebody else by themselves.
    """
    policies.require_move(by, "case.recuse", case)
    _require_named(user_id, by, by_applicant=by_applicant)
    person = _named(case, user_id, relation)
    try:
        with transaction.atomic():
            row = Recusal.objects.create(
                case=case,
                user_id=user_id,
                name=person.name,
                ground=ground,
                relation=relation.strip()[:200],
                asked_by=by.ref,
                asked_by_name=by.name,
                by_applicant=by_applicant,
                asked_at=at,
            )
    except IntegrityError:
        raise Refusal(
            "recusal.known",
            N_("%(person)s keeps away from this case already."),
            field="user",
            remedy=N_("Nothing more needs to be done."),
            person=person.name,
        ) from None
    note(
        case,
        events.RECUSAL_ASKED,
        by=by,
        at=at,
        person=person.name,
        ground=ground.label,
        relation=row.relation,
    )
    return row


def _named(case: Case, user_id: int, relation: str) -> StaffRow:
    """Who keeps away, with a relation that is said."""
    if not relation.strip():
        raise Refusal(
            "recusal.relation",
            N_("Say what the relation is."),
            field="relation",
            remedy=N_("One sentence, for example: the applicant's sister."),
        )
    person = staff_member(user_id)
    if person is None or person.hall_id not in (None, case.hall_id):
        raise Refusal(
            "recusal.nobody",
            N_("Nobody of this hall's staff was chosen."),
            field="user",
            remedy=N_("Choose who is to keep away from the case."),
        )
    return person


def _require_named(user_id: int, by: Actor, *, by_applicant: bool) -> None:
    leads = not by.roles.isdisjoint({Role.DEPARTMENT_HEAD, Role.HALL_MANAGER})
    if user_id != by.user_id and not by_applicant and not leads:
        raise Refusal(
            "recusal.others",
            N_("A colleague is recused at the applicant's request or by the head."),
            field="user",
            remedy=N_("Tick that the applicant asks for it, or tell the head."),
        )


@transaction.atomic
def decide(
    case: Case,
    recusal_id: int,
    *,
    grant: bool,
    by: Actor,
    at: datetime,
    reason: str = "",
) -> Recusal:
    """The head grants or denies; what was denied lets the person work on again.

    Raises:
        Refusal: "recusal.none", "recusal.own", "case.reason-unsaid".
    """
    policies.require_move(by, "case.recuse-decide", case)
    row = Recusal.objects.filter(
        case=case, pk=recusal_id, state=RecusalState.ASKED
    ).first()
    if row is None:
        raise _none()
    authority.require_other_judge(person=row.user_id, decides=by.user_id)
    if not grant and not reason.strip():
        raise Refusal(
            "case.reason-unsaid",
            N_("A reason is needed."),
            field="reason",
            remedy=N_("Whoever asked for the recusal reads why it is denied."),
        )
    state = RecusalState.GRANTED if grant else RecusalState.DENIED
    hit = Recusal.objects.filter(pk=row.pk, state=RecusalState.ASKED).update(
        state=state,
        decided_by=by.ref,
        decided_by_name=by.name,
        decided_at=at,
        reason=reason.strip()[:200],
    )
    if not hit:
        raise _none()
    row.refresh_from_db()
    note(
        case,
        events.RECUSAL_DECIDED,
        by=by,
        at=at,
        person=row.name,
        how=state.label,
        reason=row.reason,
        document=_written(case, row, by=by, at=at),
    )
    return row


def _written(case: Case, row: Recusal, *, by: Actor, at: datetime) -> str:
    """回避决定书, to whoever asked: a party's request is answered to the party; what
    colleagues say of themselves stays among them."""
    granted = row.state == RecusalState.GRANTED
    ground = _in_chinese(RECUSAL_LABELS[RecusalGround(row.ground)])
    return letters.issue(
        case,
        DocumentKind.RECUSAL,
        {
            "officer": row.name,
            "decision": "同意回避" if granted else "不予回避",
            "reasons": [f"{ground}：{row.relation}", *filter(None, [row.reason])],
            "giver": case.applicant_name if row.by_applicant else row.asked_by_name,
            "approved_by": by.name,
        },
        by=by,
        at=at,
        addressee="" if row.by_applicant else row.asked_by_name,
    )


def _in_chinese(says: str) -> str:
    """A document is in Chinese, whatever its maker reads."""
    with override("zh-hans"):
        return gettext(says)


def _none() -> Refusal:
    return Refusal(
        "recusal.none",
        N_("This recusal is decided already or was never asked for."),
        field="on",
        remedy=N_("Reload the page to see how it was decided."),
    )
