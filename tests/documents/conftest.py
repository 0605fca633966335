"""The cast, for tests of documents."""

from tests.cast import cast  # noqa: F401
