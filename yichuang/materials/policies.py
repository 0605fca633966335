"""Who may add and remove files and sort stacks; who may see files about a subject is
asked of the subject's owner."""

from collections.abc import Callable

from yichuang.accounts.policies import Actor, ActorKind, can, require
from yichuang.accounts.rules import Role
from yichuang.materials.models import FileState, Stack, StackState, StoredFile

_BRINGS = frozenset(
    {
        Role.CITIZEN,
        Role.GUIDE,
        Role.CLERK,
        Role.CHIEF_APPROVER,
        Role.APPROVER,
        Role.ISSUER,
    }
)

GRANTS: dict[str, frozenset[Role]] = {
    # who arranges printing brings the scan of a blank sheet
    "material.store": _BRINGS | {Role.HALL_MANAGER, Role.ITEM_MANAGER},
    "material.remove": _BRINGS,
    # whoever works on cases finds and opens pages; the windows sort them
    "material.read-stack": frozenset(
        {
            Role.CLERK,
            Role.CHIEF_APPROVER,
            Role.APPROVER,
            Role.ISSUER,
            Role.HALL_MANAGER,
        }
    ),
    # Citizens bring stacks only where a room lets them: a school's agent for a season.
    "material.bring": frozenset({Role.CITIZEN, Role.CLERK, Role.CHIEF_APPROVER}),
    "material.sort": frozenset({Role.CLERK, Role.CHIEF_APPROVER}),
    "material.remove-stack": frozenset(
        {Role.CLERK, Role.CHIEF_APPROVER, Role.HALL_MANAGER}
    ),
    # the classifier is trained from counts, without seeing anybody's papers
    "material.train": frozenset({Role.ITEM_MANAGER, Role.HALL_MANAGER}),
}

Checker = Callable[[str, Actor], bool]
"""Whether the actor may see what belongs to a subject ("case:4307…")."""

_checkers: dict[str, Checker] = {}


def register_access(prefix: str, checker: Checker) -> None:
    """Let the room that owns subjects `prefix:…` say who sees their files."""
    _checkers[prefix] = checker


def shelf_of(by: Actor) -> str:
    """Where files lie that somebody sent before they belong to anything."""
    return f"shelf:{by.ref}"


def is_here(by: Actor, hall_id: int) -> bool:
    """Whether the actor works in this hall, or in none in particular."""
    return by.kind is ActorKind.SYSTEM or by.hall_id in {None, hall_id}


def require_here(by: Actor, permission: str, hall_id: int) -> None:
    """Let pass who is granted the permission and works in this hall.

    Raises:
        Refusal: "permission.denied".
    """
    require(by, permission, GRANTS if is_here(by, hall_id) else {})


def sees_stack(about: str, by: Actor) -> bool:
    """Whether the actor may see what lies in "stack:5f0c…"."""
    if not can(by, "material.read-stack", GRANTS):
        return False
    there = Stack.objects.exclude(state=StackState.REMOVED)
    hall_id = (
        there.filter(key=about.partition(":")[2])
        .values_list("hall_id", flat=True)
        .first()
    )
    return hall_id is not None and is_here(by, hall_id)


def may_see(about: str, by: Actor) -> bool:
    """Whether the actor may see files about a subject: one's own shelf, a stack of
    one's hall, or what its owner's room lets the actor see; otherwise nothing."""
    if about.startswith("shelf:"):
        return by.is_signed_in and about == shelf_of(by)
    if about.startswith("stack:"):
        return sees_stack(about, by)
    checker = _checkers.get(about.partition(":")[0])
    return checker is not None and checker(about, by)


def may_open(stored: StoredFile, by: Actor) -> bool:
    """Whether the actor may open the file: it must still be there."""
    return stored.state == FileState.OK and may_see(stored.about, by)
