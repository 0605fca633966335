"""Staff and machines: making accounts, granting and withdrawing roles, passwords."""

import re
from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from yichuang.accounts.events import announce
from yichuang.accounts.models import RoleGrant, User
from yichuang.accounts.policies import Actor, require
from yichuang.accounts.rules import STAFF_ROLES, Grant, Role
from yichuang.accounts.rules.people import check_name
from yichuang.accounts.services import tokens
from yichuang.kernel.refusals import Gathering, Refusal
from yichuang.kernel.text import N_

_LOGIN = re.compile(r"[a-z][a-z0-9._-]{1,63}\Z")


def create_staff(
    *,
    login: str,
    name: str,
    password: str,
    roles: Iterable[Role] = (),
    hall_id: int | None = None,
    by: Actor,
    at: datetime,
) -> User:
    """A member of staff with the roles, held in the hall when one is given.

    Raises Refusal or Refusals naming login, name or password.
    """
    require(by, "staff.manage")
    wrong = Gathering()
    login = wrong.check("login", _check_login, login) or ""
    name = wrong.check("name", check_name, name) or ""
    user = User(
        kind=User.Kind.STAFF,
        login=login,
        display_name=name,
        hall_id=hall_id,
        created_at=at,
    )
    wrong.check("password", _check_password, password, user)
    wrong.close()
    user.set_password(password)
    return _stored(user, roles, by=by, at=at)


def create_machine(
    *,
    name: str,
    roles: Iterable[Role] = (),
    hall_id: int | None = None,
    by: Actor,
    at: datetime,
) -> User:
    """An account for a program; it cannot sign in, only hold tokens."""
    require(by, "token.manage")
    name = check_name(name)
    user = User(
        kind=User.Kind.MACHINE,
        login=_check_login(f"machine.{name.lower().replace(' ', '-')}"),
        display_name=name,
        hall_id=hall_id,
        created_at=at,
    )
    user.set_unusable_password()
    return _stored(user, roles, by=by, at=at)


@transaction.atomic
def grant_role(user_id: int, grant: Grant, *, by: Actor, at: datetime) -> RoleGrant:
    """Give somebody a role; giving it again changes nothing."""
    require(by, "staff.manage")
    user = _staff(user_id)
    # A machine may stand for citizens: a portal of the province hands in their cases.
    if user.kind == User.Kind.STAFF and grant.role not in STAFF_ROLES:
        raise Refusal(
            "staff.not-a-staff-role",
            N_("This role is not given to staff."),
            field="role",
            remedy=N_("Choose another role."),
        )
    return _grant(user, grant, by=by, at=at)


@transaction.atomic
def revoke_role(user_id: int, grant: Grant, *, by: Actor, at: datetime) -> bool:
    """Withdraw a role; False when it was not held. The last administrator keeps theirs."""
    require(by, "staff.manage")
    user = _staff(user_id)
    if grant.role is Role.ADMINISTRATOR:
        _keep_one_administrator(user)
    hit, _ = RoleGrant.objects.filter(
        user=user,
        role=grant.role,
        hall_id=grant.hall_id,
        department_id=grant.department_id,
    ).delete()
    if hit:
        tokens.forget_cached()
        announce("staff.revoked", about=user.ref, by=by, at=at, role=grant.role.value)
    return bool(hit)


@transaction.atomic
def set_password(user_id: int, password: str, *, by: Actor, at: datetime) -> None:
    """Set a new password; every session of the user ends with it."""
    if by.user_id != user_id:
        require(by, "staff.manage")
    user = _staff(user_id)
    _check_password(password, user)
    user.set_password(password)
    User.objects.filter(pk=user.pk).update(password=user.password)
    announce("staff.password-set", about=user.ref, by=by, at=at)


@transaction.atomic
def set_active(user_id: int, *, active: bool, by: Actor, at: datetime) -> None:
    """Disable somebody at once, sessions and tokens included, or let them in again."""
    require(by, "staff.manage")
    user = _staff(user_id)
    if not active:
        if by.user_id == user_id:
            raise Refusal(
                "staff.not-yourself",
                N_("You cannot disable your own account."),
                remedy=N_("Ask another administrator."),
            )
        _keep_one_administrator(user)
    if User.objects.filter(pk=user_id, is_active=not active).update(is_active=active):
        tokens.forget_cached()
        announce(
            "staff.enabled" if active else "staff.disabled",
            about=user.ref,
            by=by,
            at=at,
        )


def _stored(user: User, roles: Iterable[Role], *, by: Actor, at: datetime) -> User:
    with transaction.atomic():
        try:
            with transaction.atomic():
                user.save(force_insert=True)
        except IntegrityError:
            raise Refusal(
                "staff.login-taken",
                N_("The login “%(login)s” is taken."),
                field="login",
                remedy=N_("Choose another one."),
                login=user.login,
            ) from None
        announce("staff.created", about=user.ref, by=by, at=at, login=user.login)
        for role in roles:
            _grant(user, Grant(role, hall_id=user.hall_id), by=by, at=at)
    return user


def _grant(user: User, grant: Grant, *, by: Actor, at: datetime) -> RoleGrant:
    held, made = RoleGrant.objects.get_or_create(
        user=user,
        role=grant.role,
        hall_id=grant.hall_id,
        department_id=grant.department_id,
        defaults={"granted_at": at, "granted_by": by.ref},
    )
    if made:
        tokens.forget_cached()
        announce("staff.granted", about=user.ref, by=by, at=at, role=grant.role.value)
    return held


def _staff(user_id: int) -> User:
    user = User.objects.exclude(kind=User.Kind.CITIZEN).filter(pk=user_id).first()
    if user is None:
        raise Refusal("staff.not-found", N_("There is no such member of staff."))
    return user


def _keep_one_administrator(user: User) -> None:
    others = RoleGrant.objects.filter(
        role=Role.ADMINISTRATOR, user__is_active=True, user__kind=User.Kind.STAFF
    ).exclude(user=user)
    if user.grants.filter(role=Role.ADMINISTRATOR).exists() and not others.exists():
        raise Refusal(
            "staff.last-administrator",
            N_("This is the last administrator."),
            remedy=N_("Make somebody else administrator first."),
        )


def _check_login(login: str) -> str:
    cleaned = login.strip().lower()
    if not _LOGIN.match(cleaned):
        raise Refusal(
            "staff.bad-login",
            N_(
                "A login starts with a letter and has 2 to 64 letters, digits, . _ or -."
            ),
            field="login",
            remedy=N_("Use for example the name in pinyin: chen.fang."),
        )
    return cleaned


def _check_password(password: str, user: User) -> str:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refusal(
            "staff.weak-password",
            N_("This password is too easy to guess: %(why)s"),
            field="password",
            remedy=N_("Use 12 characters or more, for example three words."),
            why=" ".join(error.messages),
        ) from None
    return password
