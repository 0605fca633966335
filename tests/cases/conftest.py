"""The hall's counter, with the diploma of document 001 in the catalogue."""

import pytest

from tests.cast import Cast
from tests.factories.cases import Counter
from tests.factories.catalogue import make_item
from tests.factories.organisation import make_hall


@pytest.fixture
def counter(cast: Cast) -> Counter:
    """A hall that is open, one published item, and the cast."""
    make_hall()
    make_item()
    return Counter(cast)


@pytest.fixture
def busy_counter(transactional_db: None) -> Counter:
    """The same for tests in which several people act at the same moment."""
    make_hall()
    make_item()
    return Counter(Cast())
