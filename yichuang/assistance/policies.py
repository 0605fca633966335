"""Who lends, hands out and checks; default deny."""

from yichuang.accounts.policies import Actor, ActorKind, require
from yichuang.accounts.rules import Role

DESKS = frozenset({Role.GUIDE, Role.CLERK, Role.ISSUER, Role.HALL_MANAGER})

GRANTS: dict[str, frozenset[Role]] = {
    "lending.lend": DESKS,
    "lending.arrange": frozenset({Role.HALL_MANAGER}),
    "stock.use": DESKS,
    "stock.add": frozenset({Role.HALL_MANAGER}),
    "facility.check": frozenset({Role.GUIDE, Role.HALL_MANAGER}),
    "facility.arrange": frozenset({Role.HALL_MANAGER}),
}


def require_here(by: Actor, permission: str, hall_id: int) -> None:
    """Let pass who is granted the permission and works in this hall, or in none in
    particular.

    Raises:
        Refusal: "permission.denied".
    """
    here = by.kind is ActorKind.SYSTEM or by.hall_id in {None, hall_id}
    require(by, permission, GRANTS if here else {})
