"""Who may make, hand over and revoke documents; who may see one is asked of its owner."""

from collections.abc import Callable, Collection

from yichuang.accounts.policies import Actor, ActorKind, can
from yichuang.accounts.rules import Role
from yichuang.documents.models import Document
from yichuang.documents.rules import DocumentKind

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

Parties = Callable[[str], Collection[str]]
"""The names under which documents are written to the citizens of a subject."""

_checkers: dict[str, Checker] = {}
_parties: dict[str, Parties] = {}


def register_access(
    prefix: str, checker: Checker, parties: Parties | None = None
) -> None:
    """Let the room that owns subjects `prefix:…` say who sees their documents, and which
    names its citizens go by, where others are written to about the same subject too."""
    _checkers[prefix] = checker
    if parties is not None:
        _parties[prefix] = parties


def may_read(document: Document, by: Actor) -> bool:
    """Whether the actor may see the document; without an owner's word, nobody."""
    if can(by, "document.read-any", GRANTS):
        return True
    checker = _checkers.get(document.about.partition(":")[0])
    if checker is None or not checker(document.about, by):
        return False
    return by.kind is not ActorKind.CITIZEN or _is_to(document)


def _is_to(document: Document) -> bool:
    """Whether the citizens of the subject are who it is written to. The applicant may
    know that others are heard too (行政许可法 art. 36, 47), but what was written to them,
    to another authority or between colleagues is theirs (PIPL art. 6). A certificate
    goes with its case, whatever name its holder has by now."""
    parties = _parties.get(document.about.partition(":")[0])
    if parties is None or document.kind == DocumentKind.CERTIFICATE:
        return True
    return document.addressee in parties(document.about)
