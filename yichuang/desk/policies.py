"""Who sees which page of the desk; what may be done with a case is for cases to say."""

from yichuang.accounts import policies as account_policies
from yichuang.accounts.policies import Actor
from yichuang.accounts.rules import Role
from yichuang.assistance import policies as assistance_policies
from yichuang.cases import policies as case_policies
from yichuang.catalogue import policies as catalogue_policies
from yichuang.documents import policies as document_policies
from yichuang.materials import policies as material_policies
from yichuang.organisation import policies as organisation_policies
from yichuang.planning import policies as planning_policies
from yichuang.queueing import policies as queue_policies

GRANTS: dict[str, frozenset[Role]] = {
    # Everybody who works here begins somewhere, also who never opens a case.
    "desk.start": frozenset(Role) - {Role.CITIZEN},
    "desk.open": case_policies.HALL,
    "desk.guides": case_policies.HALL | {Role.ITEM_MANAGER},
    "desk.checkup": catalogue_policies.GRANTS["item.view-draft"],
    # who watches the whole hall instead of working through a list of their own
    "desk.watch": frozenset(
        {Role.HALL_MANAGER, Role.SUPERVISOR, Role.DEPARTMENT_HEAD, Role.AUDITOR}
    ),
}


def may(by: Actor, permission: str) -> bool:
    """Whether the actor's roles grant a permission of the desk or of cases."""
    return account_policies.can(
        by,
        permission,
        {
            **case_policies.GRANTS,
            **document_policies.GRANTS,
            **material_policies.GRANTS,
            **organisation_policies.GRANTS,
            **planning_policies.GRANTS,
            **queue_policies.GRANTS,
            **assistance_policies.GRANTS,
            **GRANTS,
        },
    )
