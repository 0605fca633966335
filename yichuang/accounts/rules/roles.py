"""The roles people hold in a hall, with the words shown for them."""

from enum import StrEnum

from yichuang.kernel.text import N_


class Role(StrEnum):
    """What somebody may be in the hall; permissions of every room are granted to roles."""

    CITIZEN = "citizen"
    GUIDE = "guide"
    CLERK = "clerk"
    CHIEF_APPROVER = "chief_approver"
    APPROVER = "approver"
    ISSUER = "issuer"
    HALL_MANAGER = "hall_manager"
    ITEM_MANAGER = "item_manager"
    REVIEW_OFFICER = "review_officer"
    SUPERVISOR = "supervisor"
    DEPARTMENT_HEAD = "department_head"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"

    @property
    def label(self) -> str:
        """English msgid of the role's name; translated where it is shown."""
        return ROLE_LABELS[self]


ROLE_LABELS: dict[Role, str] = {
    Role.CITIZEN: N_("Citizen"),
    Role.GUIDE: N_("Guide"),
    Role.CLERK: N_("Window clerk"),
    Role.CHIEF_APPROVER: N_("Chief approver"),
    Role.APPROVER: N_("Approver"),
    Role.ISSUER: N_("Issuing clerk"),
    Role.HALL_MANAGER: N_("Hall manager"),
    Role.ITEM_MANAGER: N_("Item manager"),
    Role.REVIEW_OFFICER: N_("Review officer"),
    Role.SUPERVISOR: N_("Supervisor"),
    Role.DEPARTMENT_HEAD: N_("Department head"),
    Role.ADMINISTRATOR: N_("Administrator"),
    Role.AUDITOR: N_("Auditor"),
}

STAFF_ROLES: frozenset[Role] = frozenset(Role) - {Role.CITIZEN}
