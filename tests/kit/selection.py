"""Which tests run where: markers that follow from what a test uses, and from the database."""

import pytest
from django.db import connection

STORING = {"db", "transactional_db", "live_server"}
COMMITTING = {"transactional_db", "live_server"}
ONLY_ON = {"postgres": "postgresql", "sqlite": "sqlite"}


def restore_afterwards(item: pytest.Item) -> None:
    """A test that commits empties the tables; what migrations put there comes back."""
    names: list[str] = getattr(item, "fixturenames", [])
    marker = item.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        whole = {**marker.kwargs, "serialized_rollback": True}
        item.add_marker(pytest.mark.django_db(*marker.args, **whole), append=False)
    if COMMITTING & set(names) and "django_db_serialized_rollback" not in names:
        names.append("django_db_serialized_rollback")


def belongs_here(item: pytest.Item) -> bool:
    """Whether the test has something to say about the database of this run.

    SQLite's is the main run. On PostgreSQL only what stores is run again.
    """
    if any(
        item.get_closest_marker(marker) and connection.vendor != vendor
        for marker, vendor in ONLY_ON.items()
    ):
        return False
    stores = STORING & set(getattr(item, "fixturenames", ()))
    return bool(
        connection.vendor == "sqlite" or stores or item.get_closest_marker("django_db")
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Mark browser tests as such and leave out what another run is for."""
    kept: list[pytest.Item] = []
    left_out: list[pytest.Item] = []
    for item in items:
        names: list[str] = getattr(item, "fixturenames", [])
        if {"page", "context", "browser"} & set(names):
            item.add_marker(pytest.mark.browser)
        restore_afterwards(item)
        (kept if belongs_here(item) else left_out).append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = kept


def pytest_report_header() -> str:
    return f"database: {connection.vendor}"
