"""Which tests run where: markers that follow from what a test uses, and from the database."""

import pytest
from django.db import connection

ONLY_ON = {"postgres": "postgresql", "sqlite": "sqlite"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Mark browser tests as such and leave out those of the other database."""
    kept: list[pytest.Item] = []
    left_out: list[pytest.Item] = []
    for item in items:
        if {"page", "context", "browser"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)
        other = [
            marker
            for marker, vendor in ONLY_ON.items()
            if item.get_closest_marker(marker) and connection.vendor != vendor
        ]
        (left_out if other else kept).append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = kept


def pytest_report_header() -> str:
    return f"database: {connection.vendor}"
