"""Writes of the API kit: a key is taken, answered, and in the end forgotten."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.web.models import IdempotencyKey

# Plain SQL because the ORM cannot say how many rows an ignored conflict left out, and
# an IntegrityError would spoil the caller's transaction on PostgreSQL.
TAKE = (
    "INSERT INTO web_idempotencykey"
    " (actor, key, fingerprint, status, body, created_at)"
    " VALUES (%s, %s, %s, 0, '', %s) ON CONFLICT (actor, key) DO NOTHING"
)
KEEP = (
    "UPDATE web_idempotencykey SET status = %s, body = %s WHERE actor = %s AND key = %s"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered before: status and JSON text."""

    status: int
    body: str


def take_key(*, actor: str, key: str, fingerprint: str, at: datetime) -> Answer | None:
    """Take the key for this work (None), or get the answer it was given before.

    Call inside the transaction of the work. A duplicate that arrives meanwhile waits
    for that transaction: if it commits, it gets its answer; if it rolls back, it does
    the work. Refuses the same key with another request ("idempotency.reused").
    """
    if not connection.in_atomic_block:
        raise RuntimeError("The key belongs to the transaction of the work.")
    with connection.cursor() as cursor:
        moment = connection.ops.adapt_datetimefield_value(at)
        cursor.execute(TAKE, [actor, key, fingerprint, moment])
        if cursor.rowcount == 1:
            return None
    held = IdempotencyKey.objects.get(actor=actor, key=key)
    if held.fingerprint != fingerprint:
        raise Refusal(
            "idempotency.reused",
            N_("This Idempotency-Key was used for a different request."),
            field="Idempotency-Key",
            remedy=N_(
                "Use a new key for each new request; repeat a key only to retry."
            ),
        )
    return Answer(held.status, held.body)


def keep_answer(*, actor: str, key: str, answer: Answer) -> None:
    """Write the answer beside the key, still in the transaction of the work."""
    with connection.cursor() as cursor:
        cursor.execute(KEEP, [answer.status, answer.body, actor, key])


def forget_keys(*, before: datetime) -> int:
    """Delete keys taken before this time; how many. Retries come within hours."""
    deleted, _kinds = IdempotencyKey.objects.filter(created_at__lt=before).delete()
    return deleted
