"""Who may change the catalogue. Reading what is published needs no permission."""

from yichuang.accounts.policies import Grants
from yichuang.accounts.rules import Role

KEEPERS = frozenset({Role.ITEM_MANAGER, Role.ADMINISTRATOR})

GRANTS: Grants = {
    "item.draft": KEEPERS,
    "item.publish": KEEPERS,
    "item.withdraw": KEEPERS,
    "item.view-draft": KEEPERS | {Role.HALL_MANAGER, Role.AUDITOR},
}
