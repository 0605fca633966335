"""Accepted early, decided late: who may be decided, and what a failure takes with it."""

from collections.abc import Mapping
from enum import StrEnum

from yichuang.catalogue.rules.graph import Waits, within


class Standing(StrEnum):
    """Where a child stands, as its siblings see it."""

    RUNNING = "running"
    RESULT = "result"
    FAILED = "failed"


Standings = Mapping[str, Standing]


def waiting_for(
    key: str, needs: Waits, waits: Waits, now: Standings
) -> tuple[str, ...]:
    """Whom this child still waits for: the result of what it needs, the end of what it
    only follows."""
    hard = set(needs.get(key, ()))
    return tuple(
        other
        for other in within(waits).get(key, ())
        if (now[other] is not Standing.RESULT and other in hard)
        or now[other] is Standing.RUNNING
    )


def released(needs: Waits, waits: Waits, now: Standings) -> frozenset[str]:
    """The running children that wait for nobody: they may be decided."""
    return frozenset(
        key
        for key, standing in now.items()
        if standing is Standing.RUNNING and not waiting_for(key, needs, waits, now)
    )


def doomed(needs: Waits, now: Standings) -> dict[str, str]:
    """The running children whose needed sibling failed, with that sibling: without its
    result they can never be granted. Those behind them follow; nobody else does."""
    found: dict[str, str] = {}
    lost = {key for key, standing in now.items() if standing is Standing.FAILED}
    inner = within(needs)
    while new := {
        key: next(other for other in others if other in lost)
        for key, others in inner.items()
        if now[key] is Standing.RUNNING
        and key not in found
        and not lost.isdisjoint(others)
    }:
        found.update(new)
        lost.update(new)
    return found


def ended(now: Standings) -> bool:
    """Whether every child has its result or failed."""
    return all(standing is not Standing.RUNNING for standing in now.values())
