"""Who sets the hall's devices up; default deny."""

from yichuang.accounts.rules import Role

GRANTS: dict[str, frozenset[Role]] = {
    "tablet.pair": frozenset(
        {Role.CLERK, Role.CHIEF_APPROVER, Role.ISSUER, Role.HALL_MANAGER}
    ),
    "screen.open": frozenset({Role.GUIDE, Role.HALL_MANAGER, Role.ADMINISTRATOR}),
    "kiosk.pair": frozenset({Role.GUIDE, Role.HALL_MANAGER, Role.ADMINISTRATOR}),
}
