"""What every way of sending must do, and how it says that it could not."""

from dataclasses import dataclass
from typing import Protocol


class DeliveryError(Exception):
    """The message did not go out; `permanent` when trying again cannot help."""

    def __init__(self, reason: str, *, permanent: bool = False) -> None:
        super().__init__(reason)
        self.permanent = permanent


@dataclass(frozen=True, slots=True)
class Check:
    """Answer of `check()`: whether the adapter works, and a sentence an administrator reads."""

    name: str
    ok: bool
    says: str


class Sender(Protocol):
    """A way to send one message. `send` returns when it was handed over, else DeliveryError."""

    name: str

    def send(self, to: str, subject: str, text: str) -> None: ...

    def check(self) -> Check: ...
