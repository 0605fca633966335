"""Who may do what: the actor, the default-deny check, and the permissions of accounts."""

from collections.abc import Mapping

from yichuang.accounts.rules import (
    STRANGER,
    SYSTEM,
    Actor,
    ActorKind,
    Grant,
    Role,
    allows,
)
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

__all__ = [
    "GRANTS",
    "STRANGER",
    "SYSTEM",
    "Actor",
    "ActorKind",
    "Grant",
    "acting",
    "can",
    "require",
]

Grants = Mapping[str, frozenset[Role]]

GRANTS: dict[str, frozenset[Role]] = {
    "person.find": frozenset(
        {Role.GUIDE, Role.CLERK, Role.CHIEF_APPROVER, Role.ISSUER, Role.HALL_MANAGER}
    ),
    # a guide books somebody in who has no phone
    "person.enter": frozenset(
        {Role.CLERK, Role.CHIEF_APPROVER, Role.CITIZEN, Role.GUIDE}
    ),
    "person.reveal": frozenset(
        {Role.CLERK, Role.CHIEF_APPROVER, Role.APPROVER, Role.ISSUER, Role.HALL_MANAGER}
    ),
    "consent.record": frozenset({Role.CITIZEN, Role.CLERK, Role.CHIEF_APPROVER}),
    "staff.manage": frozenset({Role.ADMINISTRATOR}),
    "token.manage": frozenset({Role.ADMINISTRATOR}),
    "outbox.view": frozenset({Role.ADMINISTRATOR, Role.HALL_MANAGER, Role.AUDITOR}),
    "outbox.resend": frozenset({Role.ADMINISTRATOR, Role.HALL_MANAGER}),
}


def can(by: Actor, permission: str, grants: Grants = GRANTS) -> bool:
    """Whether the actor may: a role that is granted, and for machines also a scope.

    The system itself may do everything: it acts only in the worker, never for a request.
    A permission nobody is granted is refused to everybody.
    """
    if by.kind is ActorKind.SYSTEM:
        return True
    if by.roles.isdisjoint(grants.get(permission, frozenset())):
        return False
    return by.scopes is None or allows(by.scopes, permission)


def require(by: Actor, permission: str, grants: Grants = GRANTS) -> None:
    """Let the actor pass or raise Refusal "permission.denied"."""
    if not can(by, permission, grants):
        raise Refusal(
            "permission.denied",
            N_("You are not allowed to do this."),
            remedy=N_("Ask your administrator if you need it for your work."),
            permission=permission,
        )


def acting(request: object) -> Actor:
    """The actor of an HTTP request, as the middleware set it; STRANGER where it did not run."""
    actor = getattr(request, "actor", STRANGER)
    return actor if isinstance(actor, Actor) else STRANGER
