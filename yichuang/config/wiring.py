"""Who listens to whom: the one place where rooms meet."""

SUBSCRIPTIONS: dict[str, tuple[str, ...]] = {}


def connect() -> None:
    """Hand each lower room the hooks that upper rooms fill."""
