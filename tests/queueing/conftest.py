"""A hall with lines."""

import pytest

from tests.factories.queueing import make_lines
from yichuang.organisation.models import Hall


@pytest.fixture
def hall(db: None) -> Hall:
    """Kinds A, B, C; windows 5, 6 and 7."""
    return make_lines()
