"""From a user to the actor that services receive, in one query."""

from django.db.models import F

from yichuang.accounts.models import User
from yichuang.accounts.rules import Actor, ActorKind, Grant, Role

# As long as the journal keeps the name of who acted.
LONGEST_NAME = 80


def load_user(user_id: int) -> User | None:
    """The active user with `loaded_grants` filled, both in one query; None if there is none."""
    rows = list(
        User.objects.filter(pk=user_id, is_active=True).annotate(
            grant_role=F("grants__role"),
            grant_hall=F("grants__hall_id"),
            grant_department=F("grants__department_id"),
        )
    )
    if not rows:
        return None
    user = rows[0]
    user.loaded_grants = tuple(
        Grant(Role(row.grant_role), row.grant_hall, row.grant_department)
        for row in rows
        if row.grant_role
    )
    return user


def actor_of(user: User) -> Actor:
    """The actor a user is; reads the roles only when the user came without them."""
    if user.loaded_grants is None:
        user.loaded_grants = tuple(
            Grant(Role(role), hall, department)
            for role, hall, department in user.grants.values_list(
                "role", "hall_id", "department_id"
            )
        )
    grants = user.loaded_grants
    if user.kind == User.Kind.CITIZEN:
        grants = (*grants, Grant(Role.CITIZEN))
    return Actor(
        kind=ActorKind(user.kind),
        user_id=user.pk,
        name=(user.display_name or user.login)[:LONGEST_NAME],
        roles=frozenset(grant.role for grant in grants),
        hall_id=user.hall_id,
        department_ids=frozenset(
            grant.department_id for grant in grants if grant.department_id is not None
        ),
        person_id=user.person_id,
        grants=grants,
    )


def actor_with(user_id: int) -> Actor | None:
    """The actor of a user's number, None when unknown or disabled."""
    user = load_user(user_id)
    return actor_of(user) if user else None
