"""No test talks to the network; browser tests and those marked `loopback` reach 127.0.0.1."""

import socket
from typing import Any

import pytest

LOOPBACK = ("127.", "::1", "localhost")
_real_connect = socket.socket.connect
_real_connect_ex = socket.socket.connect_ex
_loopback_is_open = False


class NetworkUsed(RuntimeError):
    """A test tried to open a connection it did not declare."""


def _check(opened: socket.socket, address: Any) -> None:
    if opened.family not in (socket.AF_INET, socket.AF_INET6):
        return
    if _loopback_is_open and str(address[0]).startswith(LOOPBACK):
        return
    opened.close()
    raise NetworkUsed(f"Tests do not use the network, but this one called {address}.")


def _connect(self: socket.socket, address: Any) -> None:
    _check(self, address)
    _real_connect(self, address)


def _connect_ex(self: socket.socket, address: Any) -> int:
    _check(self, address)
    return _real_connect_ex(self, address)


def pytest_configure() -> None:
    socket.socket.connect = _connect  # type: ignore[method-assign, assignment]
    socket.socket.connect_ex = _connect_ex  # type: ignore[method-assign, assignment]


def pytest_unconfigure() -> None:
    socket.socket.connect = _real_connect  # type: ignore[method-assign]
    socket.socket.connect_ex = _real_connect_ex  # type: ignore[method-assign]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    global _loopback_is_open
    _loopback_is_open = any(
        item.get_closest_marker(marker) for marker in ("browser", "loopback")
    )
