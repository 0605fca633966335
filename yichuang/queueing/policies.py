"""Who may take, call and manage tickets; default deny."""

from yichuang.accounts.policies import Actor, ActorKind, require
from yichuang.accounts.rules import Role
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

COUNTER = frozenset(
    {Role.CLERK, Role.CHIEF_APPROVER, Role.APPROVER, Role.ISSUER, Role.HALL_MANAGER}
)

GRANTS: dict[str, frozenset[Role]] = {
    "ticket.take": frozenset({Role.CITIZEN, Role.GUIDE}) | COUNTER,
    "ticket.leave": frozenset({Role.CITIZEN, Role.GUIDE}) | COUNTER,
    "ticket.return": frozenset({Role.GUIDE}) | COUNTER,
    "ticket.call": COUNTER,
    "ticket.void": frozenset({Role.GUIDE, Role.HALL_MANAGER}),
    "ticket.standing": frozenset({Role.GUIDE, Role.HALL_MANAGER}),
    "queue.view": frozenset(
        {Role.GUIDE, Role.SUPERVISOR, Role.DEPARTMENT_HEAD, Role.AUDITOR}
    )
    | COUNTER,
    "queue.manage": frozenset({Role.HALL_MANAGER}),
    "queue.arrange": frozenset({Role.HALL_MANAGER, Role.ADMINISTRATOR}),
    "appointment.book": frozenset({Role.CITIZEN, Role.GUIDE}) | COUNTER,
    "appointment.view": frozenset({Role.GUIDE}) | COUNTER,
    "appointment.check-in": frozenset({Role.GUIDE}) | COUNTER,
    "appointment.arrange": frozenset({Role.HALL_MANAGER}),
}


def in_hall(by: Actor, hall_id: int) -> bool:
    """Whether what belongs to the hall exists for the actor."""
    return by.kind is ActorKind.SYSTEM or by.hall_id in {None, hall_id}


def require_here(by: Actor, permission: str, hall_id: int) -> None:
    """Let pass who is granted the permission and works in this hall, or in no hall in
    particular (citizens do).

    Raises:
        Refusal: "permission.denied".
    """
    require(by, permission, GRANTS if in_hall(by, hall_id) else {})


def require_seat(by: Actor, sits: int, hall_id: int) -> None:
    """Let pass whoever sits there (a user), a manager who acts for them, or a program.

    Raises:
        Refusal: "permission.denied", "queueing.not-your-window".
    """
    require_here(by, "ticket.call", hall_id)
    acts_for_others = (
        by.kind in {ActorKind.SYSTEM, ActorKind.MACHINE}
        or Role.HALL_MANAGER in by.roles
    )
    if not acts_for_others and sits != by.user_id:
        raise Refusal(
            "queueing.not-your-window",
            N_("Somebody else sits at this window."),
            remedy=N_("Open the window you sit at."),
        )
