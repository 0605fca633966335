"""Who listens to whom: the one place where rooms meet."""

from collections.abc import Mapping
from datetime import datetime

from yichuang.accounts import events as account_events
from yichuang.accounts.policies import Actor
from yichuang.journal.events import event
from yichuang.journal.services import record

SUBSCRIPTIONS: dict[str, tuple[str, ...]] = {}

# The journal stands above accounts, so what accounts announces is registered here.
ACCOUNT_EVENTS = {
    kind.code: event(kind.code, kind.says, kind.personal)
    for kind in account_events.EVENTS.values()
}


def to_journal(
    kind: account_events.AccountEvent,
    *,
    about: str,
    by: Actor,
    at: datetime,
    facts: Mapping[str, str],
) -> None:
    """Record what accounts announces, in the transaction of what happened."""
    record(
        ACCOUNT_EVENTS[kind.code],
        about=about,
        by=by,
        at=at,
        hall_id=by.hall_id,
        **facts,
    )


def connect() -> None:
    """Hand each lower room the hooks that upper rooms fill."""
    account_events.connect(to_journal)
