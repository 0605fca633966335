"""The hall of the tests and the cast."""

import pytest

from tests.cast import Cast
from tests.factories.cases import Counter
from tests.factories.organisation import make_hall
from yichuang.organisation.models import Hall


@pytest.fixture
def hall(db: None) -> Hall:
    return make_hall()


@pytest.fixture
def counter(hall: Hall, cast: Cast) -> Counter:
    return Counter(cast)
