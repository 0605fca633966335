"""A case around which three posts of two departments sit."""

import pytest

from tests.factories.cases import Counter
from tests.factories.joint import Table, make_table


@pytest.fixture
def table(counter: Counter) -> Table:
    return make_table(counter)


@pytest.fixture
def busy_table(busy_counter: Counter) -> Table:
    return make_table(busy_counter)
