"""Who does something: the value every service receives as `by`."""

from dataclasses import dataclass, field
from enum import StrEnum

from yichuang.accounts.rules.roles import Role


class ActorKind(StrEnum):
    """What stands behind an actor."""

    CITIZEN = "citizen"
    STAFF = "staff"
    MACHINE = "machine"
    SYSTEM = "system"
    STRANGER = "stranger"


@dataclass(frozen=True, slots=True)
class Grant:
    """One role held, everywhere (`None`) or in one hall or department only."""

    role: Role
    hall_id: int | None = None
    department_id: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody acting, with the roles held now.

    `scopes` is None for people; for a machine it is the set its token was given, which narrows
    the roles and never widens them.
    """

    kind: ActorKind
    user_id: int | None = None
    name: str = ""
    roles: frozenset[Role] = field(default_factory=frozenset)
    hall_id: int | None = None
    department_ids: frozenset[int] = field(default_factory=frozenset)
    person_id: int | None = None
    scopes: frozenset[str] | None = None
    grants: tuple[Grant, ...] = ()

    @property
    def ref(self) -> str:
        """How the journal names the actor: "staff:12", "citizen:7", "machine:3", "system"."""
        return (
            self.kind.value
            if self.user_id is None
            else f"{self.kind.value}:{self.user_id}"
        )

    @property
    def is_signed_in(self) -> bool:
        """Whether a known user stands behind the actor."""
        return self.user_id is not None

    @property
    def is_staff(self) -> bool:
        """Whether the actor works for the hall (a person, not a machine)."""
        return self.kind is ActorKind.STAFF

    def holds(
        self,
        role: Role,
        *,
        hall_id: int | None = None,
        department_id: int | None = None,
    ) -> bool:
        """Whether the role is held and covers the hall and department asked for."""
        return any(
            grant.role is role
            and (grant.hall_id is None or hall_id is None or grant.hall_id == hall_id)
            and (
                grant.department_id is None
                or department_id is None
                or grant.department_id == department_id
            )
            for grant in self.grants
        )


SYSTEM = Actor(kind=ActorKind.SYSTEM)
STRANGER = Actor(kind=ActorKind.STRANGER)
