"""Pure rules of accounts: who somebody is, which roles there are, when a code is good."""

from yichuang.accounts.rules.actors import STRANGER, SYSTEM, Actor, ActorKind, Grant
from yichuang.accounts.rules.codes import (
    CODE_RULES,
    CodeRules,
    code_is_expired,
    new_code,
)
from yichuang.accounts.rules.roles import ROLE_LABELS, STAFF_ROLES, Role
from yichuang.accounts.rules.scopes import allows, check_scopes

__all__ = [
    "CODE_RULES",
    "ROLE_LABELS",
    "STAFF_ROLES",
    "STRANGER",
    "SYSTEM",
    "Actor",
    "ActorKind",
    "CodeRules",
    "Grant",
    "Role",
    "allows",
    "check_scopes",
    "code_is_expired",
    "new_code",
]
