"""Who may do what with a case; default deny."""

from yichuang.accounts.policies import Actor, ActorKind, can, require
from yichuang.accounts.rules import Role
from yichuang.cases.models import Case, CreditRecord
from yichuang.cases.rules.lifecycle import CaseState

COUNTER = frozenset({Role.CLERK, Role.CHIEF_APPROVER})
REVIEW = frozenset({Role.CHIEF_APPROVER, Role.APPROVER})
HALL = frozenset(
    {
        Role.GUIDE,
        Role.CLERK,
        Role.CHIEF_APPROVER,
        Role.APPROVER,
        Role.ISSUER,
        Role.HALL_MANAGER,
        Role.REVIEW_OFFICER,
        Role.SUPERVISOR,
        Role.DEPARTMENT_HEAD,
        Role.AUDITOR,
    }
)

GRANTS: dict[str, frozenset[Role]] = {
    "case.submit": frozenset({Role.CITIZEN}) | COUNTER,
    "case.supplement": frozenset({Role.CITIZEN}) | COUNTER,
    "case.withdraw": frozenset({Role.CITIZEN}) | COUNTER,
    "case.terminate": REVIEW,
    # Silence alone renews or approves; nobody presses that button.
    "case.renew": frozenset(),
    "case.silence": frozenset(),
    "case.follow": frozenset({Role.CITIZEN}) | COUNTER,
    # Received, decided and handed over in one sitting: by who may do all three.
    "case.at-once": frozenset({Role.CHIEF_APPROVER}),
    "case.green": COUNTER | {Role.GUIDE},
    "case.green-decide": frozenset({Role.HALL_MANAGER, Role.CHIEF_APPROVER}),
    "case.transfer": COUNTER,
    "case.carry": COUNTER | {Role.ISSUER},
    "visit.order": COUNTER | {Role.GUIDE, Role.HALL_MANAGER},
    "visit.go": COUNTER | {Role.GUIDE},
    "modes.view": COUNTER
    | {Role.GUIDE, Role.ISSUER, Role.HALL_MANAGER}
    | {Role.SUPERVISOR, Role.DEPARTMENT_HEAD, Role.AUDITOR},
    "case.receive": COUNTER,
    "case.check": COUNTER | REVIEW,
    # A supervisor may demand a second list, on record as a breach ("case.override").
    "case.notify": COUNTER | {Role.SUPERVISOR},
    "case.override": frozenset({Role.SUPERVISOR}),
    "case.accept": COUNTER,
    "case.deem": frozenset(),
    "case.lapse": COUNTER,
    "case.decline": COUNTER | REVIEW,
    "case.tolerate": COUNTER | {Role.CITIZEN},
    # The applicant's own undertaking; at the window it is taken down for them.
    "case.undertake": COUNTER | {Role.CITIZEN},
    "case.breach": frozenset(),
    "case.recheck": REVIEW,
    "case.annul": frozenset({Role.CHIEF_APPROVER, Role.DEPARTMENT_HEAD}),
    "tolerance.publish": frozenset({Role.HALL_MANAGER, Role.DEPARTMENT_HEAD}),
    "credit.view": COUNTER
    | REVIEW
    | {Role.HALL_MANAGER, Role.SUPERVISOR, Role.DEPARTMENT_HEAD, Role.AUDITOR},
    "credit.enter": frozenset({Role.SUPERVISOR}),
    "credit.ask-repair": COUNTER | {Role.CITIZEN, Role.SUPERVISOR},
    "credit.repair": frozenset({Role.SUPERVISOR, Role.DEPARTMENT_HEAD}),
    "case.agree": REVIEW,
    "case.route": COUNTER | REVIEW,
    "case.opine": REVIEW | {Role.DEPARTMENT_HEAD},
    "case.inspect": REVIEW | {Role.DEPARTMENT_HEAD},
    "case.upward": REVIEW,
    # Whoever holds papers of a case gives them to a colleague by a list both sign.
    "case.hand-over": COUNTER | REVIEW | {Role.ISSUER},
    "case.recuse": COUNTER
    | REVIEW
    | {Role.ISSUER, Role.DEPARTMENT_HEAD, Role.HALL_MANAGER},
    "case.recuse-decide": frozenset({Role.DEPARTMENT_HEAD, Role.HALL_MANAGER}),
    "joint.terms": frozenset({Role.ADMINISTRATOR, Role.HALL_MANAGER}),
    # The hall manager answers red orders, so the time for it is set by who reviews them.
    "supervision.terms": frozenset({Role.SUPERVISOR}),
    "terms.view": frozenset(
        {Role.ADMINISTRATOR, Role.HALL_MANAGER, Role.SUPERVISOR}
        | {Role.DEPARTMENT_HEAD, Role.AUDITOR}
    ),
    "case.suspend": REVIEW,
    "case.extend": frozenset({Role.DEPARTMENT_HEAD}),
    "case.decide": REVIEW,
    "case.issue": COUNTER | {Role.ISSUER},
    # Whoever meets people says once and in full what to bring (一次性告知).
    "case.tell": COUNTER | REVIEW | {Role.GUIDE, Role.ISSUER},
    # What an authority outside the hall answered about its part of a bundle.
    "bundle.answer": COUNTER | {Role.ISSUER},
    # art. 42(2): granted by the head of the government, recorded by the lead's head.
    "bundle.extend": frozenset({Role.DEPARTMENT_HEAD}),
    # 行政许可法 art. 46 to 48; who chairs is asked of the hearing itself.
    "hearing.tell": REVIEW | {Role.DEPARTMENT_HEAD},
    "hearing.apply": COUNTER | REVIEW | {Role.CITIZEN},
    "hearing.organise": REVIEW | {Role.DEPARTMENT_HEAD},
    "hearing.judge": frozenset({Role.DEPARTMENT_HEAD, Role.HALL_MANAGER}),
    "hearing.preside": COUNTER | REVIEW | {Role.DEPARTMENT_HEAD, Role.HALL_MANAGER},
    "case.deliver": COUNTER | {Role.ISSUER, Role.HALL_MANAGER},
    # Dossiers carry everything about a person, so few may take one out.
    "archive.export": COUNTER
    | {Role.HALL_MANAGER, Role.DEPARTMENT_HEAD, Role.SUPERVISOR, Role.AUDITOR},
    "archive.hold": frozenset(
        {Role.HALL_MANAGER, Role.DEPARTMENT_HEAD, Role.SUPERVISOR, Role.AUDITOR}
    ),
    "archive.view": frozenset(
        {Role.HALL_MANAGER, Role.DEPARTMENT_HEAD, Role.SUPERVISOR, Role.AUDITOR}
    ),
    "archive.retain": frozenset({Role.HALL_MANAGER, Role.DEPARTMENT_HEAD}),
    "archive.propose": frozenset({Role.HALL_MANAGER, Role.SUPERVISOR}),
    "archive.destroy": frozenset({Role.SUPERVISOR}),
    "batch.plan": frozenset({Role.ITEM_MANAGER, Role.DEPARTMENT_HEAD}),
    "batch.view": HALL | {Role.ITEM_MANAGER},
    "batch.enter": COUNTER,
    # Pages of many people, so only who sorts them opens a school's folder.
    "batch.folder": COUNTER,
    # A school's own list, by the agent it mandated; asked of the folder itself who.
    "batch.hand-in": frozenset({Role.CITIZEN}),
    "batch.review": REVIEW | {Role.DEPARTMENT_HEAD},
    "batch.print": COUNTER | REVIEW | {Role.ISSUER},
    "case.view": HALL,
    # Supervision: a supervisor asks and reviews, the level that was asked answers.
    "supervision.view": HALL,
    "supervision.open": frozenset({Role.SUPERVISOR}),
    "supervision.review": frozenset({Role.SUPERVISOR}),
    "supervision.answer": COUNTER
    | REVIEW
    | {Role.ISSUER, Role.DEPARTMENT_HEAD, Role.HALL_MANAGER},
    "supervision.escalate": frozenset(),
    "case.find": HALL,
}


def is_owner(by: Actor, case: Case) -> bool:
    """Whether the actor is the citizen whose case it is (applied, or acts as agent)."""
    if by.kind is not ActorKind.CITIZEN:
        return False
    return (by.user_id is not None and case.owner_id == by.user_id) or (
        by.person_id is not None and by.person_id in {case.applicant_id, case.agent_id}
    )


def in_hall(by: Actor, case: Case) -> bool:
    """Whether the actor works in the hall of the case (or in no hall in particular)."""
    return by.hall_id is None or by.hall_id == case.hall_id


def collects(by: Actor, case: Case) -> bool:
    """Whether the actor works in the hall that collected the case for another one."""
    return case.collecting_hall_id is not None and (
        by.hall_id == case.collecting_hall_id != case.hall_id
    )


def sees(by: Actor, case: Case) -> bool:
    """Whether the case exists for this actor; strangers get 404. A draft is its
    citizen's own affair until it is submitted."""
    if by.kind is ActorKind.SYSTEM:
        return True
    if by.kind is ActorKind.CITIZEN:
        return is_owner(by, case)
    if case.state == CaseState.DRAFT:
        return False
    here = in_hall(by, case) or collects(by, case)
    return here and not by.roles.isdisjoint(HALL)


WHERE_COLLECTED = frozenset(
    {"case.view", "case.check", "case.supplement", "case.withdraw", "case.carry"}
    | {"case.issue"}
)
"""What the hall that collected a case still does for it; deciding is not among it."""


def require_here(by: Actor, permission: str, hall_id: int) -> None:
    """Let the actor do this for a hall: granted, and working there (or in none).

    Raises:
        Refusal: "permission.denied".
    """
    here = by.hall_id is None or by.hall_id == hall_id
    require(by, permission, GRANTS if here else {})


def may_move(by: Actor, permission: str, case: Case) -> bool:
    """Whether the actor may do this with this case: granted, seen, and in the hall whose
    work it is."""
    if not sees(by, case) or not can(by, permission, GRANTS):
        return False
    return permission in WHERE_COLLECTED or not (by.is_staff and collects(by, case))


def require_move(by: Actor, permission: str, case: Case) -> None:
    """Let the move pass or refuse it: the role must be granted, a citizen must own the
    case, staff must work in its hall.

    Raises:
        Refusal: "permission.denied".
    """
    require(by, permission, GRANTS if may_move(by, permission, case) else {})


def sees_credit(by: Actor, record: CreditRecord) -> bool:
    """Whether a credit record exists for the actor: the hall's readers of the register,
    and whom it concerns (an organisation's own case shows it to who applied)."""
    if by.kind is ActorKind.SYSTEM:
        return True
    if by.kind is ActorKind.CITIZEN:
        own = by.person_id is not None and record.subject == f"person:{by.person_id}"
        return own or (record.case is not None and is_owner(by, record.case))
    in_its_hall = by.hall_id is None or by.hall_id == record.hall_id
    return in_its_hall and not by.roles.isdisjoint(GRANTS["credit.view"])
