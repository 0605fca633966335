"""Who sees what could not be answered, and who settles it; default deny."""

from yichuang.accounts.rules import Role

GRANTS: dict[str, frozenset[Role]] = {
    "asked.list": frozenset({Role.ITEM_MANAGER, Role.HALL_MANAGER, Role.GUIDE}),
    "asked.settle": frozenset({Role.ITEM_MANAGER}),
}
