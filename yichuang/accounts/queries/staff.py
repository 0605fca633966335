"""Staff, machines and tokens as lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from yichuang.accounts.models import ApiToken, User
from yichuang.accounts.rules import Grant, Role


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A member of staff or a machine with the roles held."""

    id: int
    kind: str
    login: str
    name: str
    hall_id: int | None
    is_active: bool
    last_login: datetime | None
    grants: tuple[Grant, ...]

    @property
    def role_labels(self) -> list[str]:
        """English msgids of the roles, each once, in the order of Role."""
        held = {grant.role for grant in self.grants}
        return [role.label for role in Role if role in held]


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A token without its secret: `prefix` is what its bearer can recognise it by."""

    id: int
    user_id: int
    user_name: str
    name: str
    prefix: str
    scopes: tuple[str, ...]
    rate_per_minute: int
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None


def staff(text: str = "", *, hall_id: int | None = None) -> list[StaffRow]:
    """Staff and machines by name, filtered by text in name or login, two queries."""
    found = User.objects.exclude(kind=User.Kind.CITIZEN)
    if text:
        found = found.filter(Q(display_name__icontains=text) | Q(login__icontains=text))
    if hall_id is not None:
        found = found.filter(hall_id=hall_id)
    return [
        _row(user)
        for user in found.prefetch_related("grants").order_by("kind", "login")
    ]


def staff_member(user_id: int) -> StaffRow | None:
    """One member of staff, None for citizens and unknown numbers."""
    user = (
        User.objects.exclude(kind=User.Kind.CITIZEN)
        .prefetch_related("grants")
        .filter(pk=user_id)
        .first()
    )
    return _row(user) if user else None


def staff_with(
    role: Role, *, hall_id: int | None = None, department_id: int | None = None
) -> list[StaffRow]:
    """Active staff who hold a role that covers the hall and department asked for."""
    rows = [
        _row(user)
        for user in User.objects.filter(is_active=True, grants__role=role)
        .prefetch_related("grants")
        .distinct()
        .order_by("login")
    ]
    return [
        row
        for row in rows
        if any(
            grant.role is role
            and (hall_id is None or grant.hall_id in (None, hall_id))
            and (department_id is None or grant.department_id in (None, department_id))
            for grant in row.grants
        )
    ]


def names_of(user_ids: Iterable[int]) -> dict[int, str]:
    """Display names by user number, one query."""
    return {
        pk: name or login
        for pk, name, login in User.objects.filter(pk__in=set(user_ids)).values_list(
            "pk", "display_name", "login"
        )
    }


def tokens() -> list[TokenRow]:
    """All tokens, newest first."""
    return [
        TokenRow(
            id=token.pk,
            user_id=token.user_id,
            user_name=str(token.user),
            name=token.name,
            prefix=token.prefix,
            scopes=tuple(token.scopes),
            rate_per_minute=token.rate_per_minute,
            created_at=token.created_at,
            expires_at=token.expires_at,
            revoked_at=token.revoked_at,
        )
        for token in ApiToken.objects.select_related("user").order_by(
            "-created_at", "-pk"
        )
    ]


def _row(user: User) -> StaffRow:
    return StaffRow(
        id=user.pk,
        kind=user.kind,
        login=user.login,
        name=user.display_name or user.login,
        hall_id=user.hall_id,
        is_active=user.is_active,
        last_login=user.last_login,
        grants=tuple(
            Grant(Role(grant.role), grant.hall_id, grant.department_id)
            for grant in sorted(user.grants.all(), key=lambda grant: grant.pk)
        ),
    )
