"""Who may review, see what was said, and answer a bad review; default deny."""

from yichuang.accounts.policies import Actor, ActorKind
from yichuang.accounts.rules import Role

GRANTS: dict[str, frozenset[Role]] = {
    # By a token anybody may. This is for other systems, and for the paper box.
    "review.write": frozenset(
        {Role.CLERK, Role.CHIEF_APPROVER, Role.ISSUER, Role.REVIEW_OFFICER}
    ),
    "review.show": frozenset({Role.CLERK, Role.CHIEF_APPROVER, Role.ISSUER}),
    "review.rectify": frozenset({Role.REVIEW_OFFICER, Role.HALL_MANAGER}),
    "review.list": frozenset(
        {Role.REVIEW_OFFICER, Role.HALL_MANAGER, Role.SUPERVISOR, Role.AUDITOR}
    ),
}


def in_hall(by: Actor, hall_id: int) -> bool:
    """Whether what belongs to the hall exists for the actor."""
    return by.kind is ActorKind.SYSTEM or by.hall_id in {None, hall_id}
