"""API tokens: shown once, kept as a hash, resolved through a short cache."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from yichuang.accounts import queries
from yichuang.accounts.events import announce
from yichuang.accounts.models import ApiToken, User
from yichuang.accounts.policies import Actor, require
from yichuang.accounts.rules import ActorKind, check_scopes
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.web.memory import remember

PREFIX = "yc_"
REMEMBERED = 10  # seconds a token, good or not, is answered without a query
MOST_COUNTED = 10_000


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token just made; `secret` is shown to the person now and never again."""

    id: int
    secret: str
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is remembered of a good token."""

    actor: Actor
    rate: int
    expires_at: datetime | None


@dataclass(slots=True)
class _Calls:
    """Calls of a token in the running minute, in this process."""

    minute: int = 0
    number: int = 0


_calls: dict[str, _Calls] = {}


@transaction.atomic
def create_token(
    *,
    user_id: int,
    name: str,
    scopes: Iterable[str],
    expires_at: datetime | None = None,
    rate_per_minute: int = 600,
    by: Actor,
    at: datetime,
) -> NewToken:
    """A new token of a machine or member of staff. Scopes narrow what its roles allow."""
    require(by, "token.manage")
    wanted = check_scopes(scopes)
    if expires_at is not None and expires_at <= at:
        raise Refusal(
            "token.already-expired",
            N_("The token would have expired already."),
            field="expires_at",
            remedy=N_("Choose a day in the future."),
        )
    owner = User.objects.exclude(kind=User.Kind.CITIZEN).filter(pk=user_id).first()
    if owner is None:
        raise Refusal(
            "staff.not-found", N_("There is no such member of staff."), field="user"
        )
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user=owner,
        name=" ".join(name.split())[:100],
        prefix=secret[:8],
        hash=_digest(secret),
        scopes=list(wanted),
        rate_per_minute=rate_per_minute,
        created_at=at,
        created_by=by.ref,
        expires_at=expires_at,
    )
    forget_cached()
    announce(
        "token.created",
        about=owner.ref,
        by=by,
        at=at,
        name=token.name,
        scopes=" ".join(wanted),
    )
    return NewToken(token.pk, secret, wanted)


@transaction.atomic
def revoke_token(token_id: int, *, by: Actor, at: datetime) -> bool:
    """End a token: here at once, in other processes within ten seconds."""
    require(by, "token.manage")
    token = ApiToken.objects.select_related("user").filter(pk=token_id).first()
    if token is None:
        raise Refusal("token.not-found", N_("There is no such token."))
    hit = ApiToken.objects.filter(pk=token_id, revoked_at=None).update(revoked_at=at)
    if hit:
        forget_cached()
        announce("token.revoked", about=token.user.ref, by=by, at=at, name=token.name)
    return bool(hit)


def resolve(secret: str, *, at: datetime) -> Actor | None:
    """The actor behind a bearer token; None when unknown, expired, revoked or disabled.

    The secret is looked up by its SHA-256, so that comparing takes the same time whatever was
    guessed. At most one query every ten seconds and token.

    Raises Refusal "token.too-many" when the token's rate is used up for this minute.
    """
    digest = _digest(secret)
    known = _read(digest)
    if known is None or (known.expires_at is not None and known.expires_at <= at):
        return None
    _count(digest, known.rate, at)
    return known.actor


def forget_cached() -> None:
    """Drop every remembered token; called when tokens, roles or accounts changed."""
    _read.forget()
    # And once more when the change is visible: a call in between may have read the old.
    transaction.on_commit(_read.forget)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@remember(seconds=REMEMBERED, size=1000)
def _read(digest: str) -> _Known | None:
    token = ApiToken.objects.filter(hash=digest, revoked_at=None).first()
    user = queries.load_user(token.user_id) if token else None
    if token is None or user is None:
        return None
    actor = replace(
        queries.actor_of(user), kind=ActorKind.MACHINE, scopes=frozenset(token.scopes)
    )
    return _Known(actor, token.rate_per_minute, token.expires_at)


def _count(digest: str, rate: int, at: datetime) -> None:
    minute = int(at.timestamp() // 60)
    if len(_calls) > MOST_COUNTED:
        _calls.clear()
    calls = _calls.setdefault(digest, _Calls())
    if calls.minute != minute:
        calls.minute, calls.number = minute, 0
    calls.number += 1
    if calls.number > rate:
        raise Refusal(
            "token.too-many",
            N_("This token may make %(rate)s calls a minute."),
            remedy=N_("Wait %(seconds)s seconds."),
            rate=rate,
            seconds=60 - int(at.timestamp()) % 60,
        )
