"""Who may change the organisation."""

from yichuang.accounts.rules import Role

GRANTS: dict[str, frozenset[Role]] = {
    "organisation.arrange": frozenset({Role.ADMINISTRATOR}),
    "organisation.authorise": frozenset({Role.ADMINISTRATOR, Role.DEPARTMENT_HEAD}),
    "organisation.cover": frozenset({Role.ADMINISTRATOR, Role.HALL_MANAGER}),
    "calendar.publish": frozenset({Role.ADMINISTRATOR}),
}
