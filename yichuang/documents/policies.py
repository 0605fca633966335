"""Who may make, hand over and revoke documents; who may see one is asked of its owner."""

from collections.abc import Callable

from yichuang.accounts.policies import Actor, can
from yichuang.accounts.rules import Role
from yichuang.documents.models import Document

# A citizen's own act (filing online, promising, withdrawing) is acknowledged at once,
# so the acknowledging kinds are made in the citizen's name too.
_HALL = frozenset({Role.CLERK, Role.CHIEF_APPROVER, Role.APPROVER, Role.ISSUER})
_PRINTS = frozenset({Role.ISSUER, Role.HALL_MANAGER, Role.ITEM_MANAGER})
_DECIDES = frozenset({Role.CLERK, Role.CHIEF_APPROVER, Role.APPROVER})

GRANTS: dict[str, frozenset[Role]] = {
    "document.acknowledge": _HALL | {Role.CITIZEN, Role.GUIDE},
    # The head extends a limit, a supervisor overrides: each tells the applicant.
    "document.notify": _HALL
    | {Role.HALL_MANAGER, Role.DEPARTMENT_HEAD, Role.SUPERVISOR},
    "document.decide": _DECIDES,
    # Minutes are kept by whoever presides, who is not the reviewer (art. 48).
    "document.hear": _DECIDES | {Role.DEPARTMENT_HEAD, Role.HALL_MANAGER},
    # Work orders inside the hall: something is to be put right by a day.
    "document.order": frozenset(
        {Role.CHIEF_APPROVER, Role.DEPARTMENT_HEAD, Role.HALL_MANAGER}
        | {Role.REVIEW_OFFICER, Role.SUPERVISOR}
    ),
    "document.certify": _DECIDES | {Role.ISSUER},
    "document.deliver": _HALL | {Role.CITIZEN, Role.HALL_MANAGER},
    # Whoever may see a document may have it on paper; each time is on record.
    "document.reprint": frozenset(Role),
    "document.revoke": frozenset({Role.CHIEF_APPROVER, Role.DEPARTMENT_HEAD}),
    # Positioned printing 套打: one issues, others say how the sheets look.
    "print.view": _PRINTS | {Role.SUPERVISOR, Role.AUDITOR},
    "print.run": frozenset({Role.ISSUER}),
    "print.calibrate": _PRINTS,
    "print.arrange": _PRINTS - {Role.ISSUER},
    "document.read-any": frozenset({Role.SUPERVISOR, Role.AUDITOR}),
}

Checker = Callable[[str, Actor], bool]
"""Whether the actor may see what belongs to a subject ("case:4307…")."""

_checkers: dict[str, Checker] = {}


def register_access(prefix: str, checker: Checker) -> None:
    """Let the room that owns subjects `prefix:…` say who sees their documents."""
    _checkers[prefix] = checker


def may_read(document: Document, by: Actor) -> bool:
    """Whether the actor may see the document; without an owner's word, nobody."""
    if can(by, "document.read-any", GRANTS):
        return True
    checker = _checkers.get(document.about.partition(":")[0])
    return checker is not None and checker(document.about, by)
