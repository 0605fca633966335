"""When a message is tried again and when it is given up."""

from datetime import timedelta

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=6)
MOST_TRIES = 8
# A worker that took a message and died holds it this long; longer than any adapter waits.
LEASE = timedelta(minutes=2)


def wait_after(tries: int) -> timedelta | None:
    """How long to wait after `tries` failed tries (1 or more); None to give up.

    30 s, 2 min, 8 min, 32 min, 2 h 8 min, 6 h, 6 h: about 15 hours in all, so that a gateway
    that was down overnight still gets its messages.
    """
    if tries >= MOST_TRIES:
        return None
    wait: timedelta = FIRST_WAIT * 4 ** (tries - 1)
    return min(wait, LONGEST_WAIT)
