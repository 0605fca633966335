"""Ways of sending that need nothing outside: the visible outbox and the console."""

import sys

from yichuang.accounts.adapters.base import Check
from yichuang.kernel.text import N_


class OutboxSender:
    """Sends nothing: the message is there to be read on the outbox page. For demonstrations."""

    name = "outbox"

    def send(self, to: str, subject: str, text: str) -> None:
        return None

    def check(self) -> Check:
        return Check(
            self.name,
            ok=True,
            says=N_("Messages stay in the outbox; nobody gets them."),
        )


class ConsoleSender:
    """Writes messages to standard error, for developers."""

    name = "console"

    def send(self, to: str, subject: str, text: str) -> None:
        sys.stderr.write(f"--- {to} {subject}\n{text}\n")

    def check(self) -> Check:
        return Check(self.name, ok=True, says=N_("Messages go to standard error."))
