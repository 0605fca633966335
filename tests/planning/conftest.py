"""A hall with lines and forty days behind it."""

import pytest

from tests.factories.planning import make_past
from tests.factories.queueing import make_lines
from tests.planning.when import TODAY
from yichuang.organisation.models import Hall


@pytest.fixture
def hall(db: None) -> Hall:
    """Kinds A, B, C; windows 5, 6, 7 and four more that serve all."""
    hall = make_lines(windows=4)
    make_past(TODAY)
    return hall
