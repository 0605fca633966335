"""The cast, for tests of documents; and the journal's lanes where a flush took them."""

from importlib import import_module

import pytest
from django.apps import apps

from tests.cast import cast  # noqa: F401
from yichuang.journal.models import Lane


@pytest.fixture
def lanes(transactional_db: None) -> None:
    """The heads of the chains, which the flush after a transactional test removes."""
    if not Lane.objects.exists():
        import_module("yichuang.journal.migrations.0002_lanes").begin(apps, None)
