"""Recording: the one way into the journal, inside the transaction of what happened."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from yichuang.accounts.policies import Actor
from yichuang.journal import rules
from yichuang.journal.events import EventType, listeners_of
from yichuang.journal.models import Entry
from yichuang.web import gathering
from yichuang.web.together import together

TRIES_FOR_A_PLACE = 200

# Plain SQL: every move of every case comes through here, several times, and building
# the same three statements anew was a third of what a request cost (docs/performance.md).
HEAD = "SELECT length, head FROM journal_lane WHERE number = %s"
MOVE = (
    "UPDATE journal_lane SET length = %s, head = %s WHERE number = %s AND length = %s"
)
BEGIN = (
    "INSERT INTO journal_lane (number, length, head) VALUES (%s, %s, %s)"
    " ON CONFLICT (number) DO NOTHING"
)
SEND = (
    "INSERT INTO journal_delivery (entry_id, listener, state, tries, next_at, error)"
    " VALUES (%s, %s, 'waiting', 0, %s, '')"
)
PLACE = (
    "INSERT INTO journal_entry"
    " (lane, position, code, about, hall_id, actor, actor_name, at, facts, hash)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
APPEND = f"{PLACE} RETURNING id"
# The entries just placed, by their places: the ids are the database's to know.
SEND_MANY = (
    "INSERT INTO journal_delivery (entry_id, listener, state, tries, next_at, error)"
    " SELECT id, %s, 'waiting', 0, at, '' FROM journal_entry"
    " WHERE lane = %s AND position > %s AND code = %s ORDER BY id"
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """Where an entry stands; 0 and "" while it is kept back (`web.gathering`)."""

    id: int
    lane: int
    position: int
    hash: str


@together
def record(
    event: EventType,
    *,
    about: str,
    by: Actor,
    at: datetime,
    hall_id: int | None = None,
    **facts: Any,
) -> Recorded:
    """Append an entry and put a delivery on its way to every listener.

    `about` names the subject as `kind:id`; `facts` must be plain JSON values.

    Raises:
        RuntimeError: no place was found in the lane after many tries (never seen;
            it would mean hundreds of writers on one subject in one moment).
    """
    said = content(event, about=about, by=by, at=at, hall_id=hall_id, **facts)
    lane = rules.lane_of(about)
    kept = gathering.current()
    if kept is not None:
        kept.keep(record_many, said)
        return Recorded(0, lane, 0, "")
    with connection.cursor() as cursor:
        position, chained = _take_place(cursor, lane, said)
        entry_id = _append(cursor, lane, position, said, chained)
        _send_on(cursor, entry_id, said)
    return Recorded(entry_id, lane, position, chained)


def content(
    event: EventType,
    *,
    about: str,
    by: Actor,
    at: datetime,
    hall_id: int | None = None,
    **facts: Any,
) -> rules.Content:
    """What an entry will say, for `record_many`; arguments as of `record`."""
    return rules.Content(
        code=event.code,
        about=about,
        hall=hall_id,
        actor=by.ref,
        actor_name=by.name,
        at=at,
        facts=rules.canonical(facts),
    )


@together
def record_many(contents: Sequence[rules.Content]) -> None:
    """Append many entries in one go: the same chains, hashes and deliveries as one
    `record` after the other; each lane is advanced once.

    Raises:
        RuntimeError: as `record`.
    """
    lanes: dict[int, list[rules.Content]] = defaultdict(list)
    for content in contents:
        lanes[rules.lane_of(content.about)].append(content)
    database = connections[DEFAULT_DB_ALIAS]  # the proxy costs, asked for each entry
    with connection.cursor() as cursor:
        # In the order of their numbers, so that two who do this never meet crosswise.
        for lane, segment in sorted(lanes.items()):
            first, hashes = _take_places(cursor, lane, segment)
            cursor.executemany(
                PLACE,
                [
                    _columns(database, lane, first + offset, content, chained)
                    for offset, (content, chained) in enumerate(
                        zip(segment, hashes, strict=True)
                    )
                ],
            )
            for code in sorted({content.code for content in segment}):
                for listener in listeners_of(code):
                    cursor.execute(SEND_MANY, [listener, lane, first - 1, code])


def _take_places(
    cursor: CursorWrapper, lane: int, segment: Sequence[rules.Content]
) -> tuple[int, list[str]]:
    """Compare-and-set on the head of the lane for a whole segment: (first position,
    hashes)."""
    for _attempt in range(TRIES_FOR_A_PLACE):
        cursor.execute(HEAD, [lane])
        length, head = cursor.fetchone() or _begin(cursor, lane)
        hashes, last = [], head
        for position, content in enumerate(segment, length + 1):
            last = rules.link(last, position, content)
            hashes.append(last)
        cursor.execute(MOVE, [length + len(segment), last, lane, length])
        if cursor.rowcount:
            return length + 1, hashes
    raise RuntimeError(f"no place in journal lane {lane}")


def _take_place(
    cursor: CursorWrapper, lane: int, content: rules.Content
) -> tuple[int, str]:
    """Compare-and-set on the head of the lane: (position, hash)."""
    for _attempt in range(TRIES_FOR_A_PLACE):
        cursor.execute(HEAD, [lane])
        length, head = cursor.fetchone() or _begin(cursor, lane)
        chained = rules.link(head, length + 1, content)
        cursor.execute(MOVE, [length + 1, chained, lane, length])
        if cursor.rowcount:
            return length + 1, chained
    raise RuntimeError(f"no place in journal lane {lane}")


def _begin(cursor: CursorWrapper, lane: int) -> tuple[int, str]:
    """The head of a lane that has none yet. A lane that lost its head stays lost:
    what was recorded in it must be looked at first (`yichuang journal verify`)."""
    if Entry.objects.filter(lane=lane).exists():
        cursor.execute(HEAD, [lane])
        begun = cursor.fetchone()  # by somebody else, a moment ago
        if begun is None:
            raise RuntimeError(f"journal lane {lane} has entries but no head")
        return int(begun[0]), str(begun[1])
    cursor.execute(BEGIN, [lane, 0, rules.GENESIS])
    return 0, rules.GENESIS


def _send_on(cursor: CursorWrapper, entry_id: int, content: rules.Content) -> None:
    """A delivery for each listener; most entries have none or one."""
    moment = connection.ops.adapt_datetimefield_value(content.at)
    for listener in listeners_of(content.code):
        cursor.execute(SEND, [entry_id, listener, moment])


def _append(
    cursor: CursorWrapper,
    lane: int,
    position: int,
    content: rules.Content,
    chained: str,
) -> int:
    database = connections[DEFAULT_DB_ALIAS]
    cursor.execute(APPEND, _columns(database, lane, position, content, chained))
    return int(cursor.fetchone()[0])


def _columns(
    database: BaseDatabaseWrapper,
    lane: int,
    position: int,
    content: rules.Content,
    chained: str,
) -> list[Any]:
    moment = database.ops.adapt_datetimefield_value(content.at)
    return [
        lane,
        position,
        content.code,
        content.about,
        content.hall,
        content.actor,
        content.actor_name,
        moment,
        content.facts,
        chained,
    ]
