"""Who may add and remove files; who may see them is asked of the subject's owner."""

from collections.abc import Callable

from yichuang.accounts.policies import Actor
from yichuang.accounts.rules import Role
from yichuang.materials.models import FileState, StoredFile

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
    "material.store": _BRINGS,
    "material.remove": _BRINGS,
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


def may_see(about: str, by: Actor) -> bool:
    """Whether the actor may see files about a subject: one's own shelf, or what its
    owner's room lets the actor see; otherwise nothing."""
    if about.startswith("shelf:"):
        return by.is_signed_in and about == shelf_of(by)
    checker = _checkers.get(about.partition(":")[0])
    return checker is not None and checker(about, by)


def may_open(stored: StoredFile, by: Actor) -> bool:
    """Whether the actor may open the file: it must still be there."""
    return stored.state == FileState.OK and may_see(stored.about, by)
