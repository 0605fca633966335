"""Who may look at the figures of the day; default deny."""

from yichuang.accounts.rules import Role

GRANTS: dict[str, frozenset[Role]] = {
    "today.view": frozenset(
        {
            Role.HALL_MANAGER,
            Role.DEPARTMENT_HEAD,
            Role.SUPERVISOR,
            Role.AUDITOR,
            Role.ADMINISTRATOR,
            Role.CHIEF_APPROVER,
        }
    ),
}
