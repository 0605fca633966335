"""API tokens: shown once, kept as a hash, resolved through a short cache."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.db import transaction

from yichuang.accounts import queries
from yichuang.accounts.events import announce
from yichuang.accounts.models import ApiToken, User
from yichuang.accounts.policies import Actor, require
from yichuang.accounts.rules import ActorKind, check_scopes
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

PREFIX = "yc_"
CACHE_FOR = timedelta(seconds=10)
CACHE_AT_MOST = 1000


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token just made; `secret` is shown to the person now and never again."""

    id: int
    secret: str
    scopes: tuple[str, ...]


@dataclass(slots=True)
class _Known:
    """What the cache keeps of a token, with the count of calls in the running minute."""

    actor: Actor
    rate: int
    expires_at: datetime | None
    read_at: datetime
    minute: int = 0
    calls: int = field(default=0)


_cache: dict[str, _Known] = {}


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
    known = _cache.get(digest)
    if known is None or not timedelta(0) <= at - known.read_at < CACHE_FOR:
        known = _read(digest, known, at)
        if known is None:
            _cache.pop(digest, None)
            return None
        if len(_cache) >= CACHE_AT_MOST:
            _cache.clear()
        _cache[digest] = known
    if known.expires_at is not None and known.expires_at <= at:
        return None
    _count(known, at)
    return known.actor


def forget_cached() -> None:
    """Drop every cached token; called when roles or accounts changed."""
    _cache.clear()
    # And once more when the change is visible: a call in between may have read the old roles.
    transaction.on_commit(_cache.clear)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _read(digest: str, before: _Known | None, at: datetime) -> _Known | None:
    token = ApiToken.objects.filter(hash=digest, revoked_at=None).first()
    user = queries.load_user(token.user_id) if token else None
    if token is None or user is None:
        return None
    actor = replace(
        queries.actor_of(user), kind=ActorKind.MACHINE, scopes=frozenset(token.scopes)
    )
    known = _Known(actor, token.rate_per_minute, token.expires_at, at)
    if before is not None:
        known.minute, known.calls = before.minute, before.calls
    return known


def _count(known: _Known, at: datetime) -> None:
    minute = int(at.timestamp() // 60)
    if known.minute != minute:
        known.minute, known.calls = minute, 0
    known.calls += 1
    if known.calls > known.rate:
        raise Refusal(
            "token.too-many",
            N_("This token may make %(rate)s calls a minute."),
            remedy=N_("Wait %(seconds)s seconds."),
            rate=known.rate,
            seconds=60 - int(at.timestamp()) % 60,
        )
