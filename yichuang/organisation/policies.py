"""Who may change the organisation."""

from yichuang.accounts.policies import Actor, ActorKind, require
from yichuang.accounts.rules import Role
from yichuang.organisation.models import Post

GRANTS: dict[str, frozenset[Role]] = {
    "organisation.arrange": frozenset({Role.ADMINISTRATOR}),
    "organisation.authorise": frozenset({Role.ADMINISTRATOR, Role.DEPARTMENT_HEAD}),
    "organisation.cover": frozenset({Role.ADMINISTRATOR, Role.HALL_MANAGER}),
    "organisation.days": frozenset({Role.ADMINISTRATOR, Role.HALL_MANAGER}),
    "organisation.floor": frozenset({Role.ADMINISTRATOR, Role.HALL_MANAGER}),
    # the matrix and the letters: everybody who leads, watches or decides in the hall
    "organisation.see-authority": frozenset(
        {
            Role.ADMINISTRATOR,
            Role.HALL_MANAGER,
            Role.DEPARTMENT_HEAD,
            Role.SUPERVISOR,
            Role.AUDITOR,
            Role.CHIEF_APPROVER,
            Role.APPROVER,
            Role.ITEM_MANAGER,
        }
    ),
    "calendar.publish": frozenset({Role.ADMINISTRATOR}),
}


def require_at(by: Actor, permission: str, post: Post) -> None:
    """Let the actor pass where a role that is granted covers the hall and department of
    the post: a head has a say in their own department only.

    Raises:
        Refusal: "permission.denied".
    """
    place = {
        "hall_id": post.department.hall_id,
        "department_id": post.department_id,
    }
    granted = GRANTS.get(permission, frozenset())
    reaches = by.kind is ActorKind.SYSTEM or any(
        by.holds(role, **place) for role in granted
    )
    require(by, permission, GRANTS if reaches else {})
