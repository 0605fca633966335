"""Fixtures of the whole house; what they do stands in tests/kit."""

pytest_plugins = (
    "tests.kit.selection",
    "tests.kit.isolation",
    "tests.kit.sockets",
    "tests.kit.database",
    "tests.kit.browser",
    "tests.cast",
    "tests.world",
)
