"""The cast, for tests of materials."""

from tests.cast import cast  # noqa: F401
