"""A hall that takes appointments."""

import pytest

from tests.cast import Cast
from tests.factories.appointments import make_terms
from tests.factories.queueing import make_lines
from yichuang.organisation.models import Hall


@pytest.fixture
def offering(db: None) -> Hall:
    """Kinds A, B, C with windows, and terms in force."""
    hall = make_lines()
    make_terms()
    return hall


@pytest.fixture
def cast(offering: Hall) -> Cast:
    return Cast()
