"""The hall of the tests and the cast."""

from importlib import import_module

import pytest
from django.apps import apps

from tests.cast import Cast
from tests.factories.cases import Counter
from tests.factories.organisation import make_hall
from yichuang.journal.models import Lane
from yichuang.organisation.models import Hall


@pytest.fixture
def hall(db: None) -> Hall:
    return make_hall()


@pytest.fixture
def counter(hall: Hall, cast: Cast) -> Counter:
    return Counter(cast)


@pytest.fixture
def lanes(transactional_db: None) -> None:
    """The heads of the journal's chains, which a flush removes."""
    if not Lane.objects.exists():
        import_module("yichuang.journal.migrations.0002_lanes").begin(apps, None)
