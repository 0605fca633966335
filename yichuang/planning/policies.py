"""Who plans the hall; default deny."""

from yichuang.accounts.policies import Actor, ActorKind, require
from yichuang.accounts.rules import Role

GRANTS: dict[str, frozenset[Role]] = {
    "plan.view": frozenset(
        {
            Role.GUIDE,
            Role.CLERK,
            Role.CHIEF_APPROVER,
            Role.HALL_MANAGER,
            Role.SUPERVISOR,
            Role.DEPARTMENT_HEAD,
            Role.AUDITOR,
        }
    ),
    "plan.manage": frozenset({Role.HALL_MANAGER}),
}


def require_here(by: Actor, permission: str, hall_id: int) -> None:
    """Let pass who is granted the permission and works in this hall, or in none in
    particular.

    Raises:
        Refusal: "permission.denied".
    """
    here = by.kind is ActorKind.SYSTEM or by.hall_id in {None, hall_id}
    require(by, permission, GRANTS if here else {})
