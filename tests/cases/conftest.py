"""The hall's counter, with the diploma of document 001 in the catalogue."""

from importlib import import_module

import pytest
from django.apps import apps

from tests.cast import Cast
from tests.factories.catalogue import make_item
from tests.factories.cases import Counter
from tests.factories.organisation import make_hall
from yichuang.journal.models import Lane


@pytest.fixture
def counter(cast: Cast) -> Counter:
    """A hall that is open, one published item, and the cast."""
    make_hall()
    make_item()
    return Counter(cast)


@pytest.fixture
def busy_counter(transactional_db: None) -> Counter:
    """The same for tests in which several people act at the same moment."""
    if not Lane.objects.exists():
        import_module("yichuang.journal.migrations.0002_lanes").begin(apps, None)
    make_hall()
    make_item()
    return Counter(Cast())
