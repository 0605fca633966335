"""What accounts tells the rest of the house, through a sink that config/wiring.py connects.

The journal is a room above this one, so accounts cannot call it: it announces, and the sink
records inside the same transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from yichuang.accounts.rules import Actor
from yichuang.kernel.text import N_


@dataclass(frozen=True, slots=True)
class AccountEvent:
    """A kind of event: code, English sentence with placeholders, facts that name a person."""

    code: str
    says: str
    personal: tuple[str, ...] = ()


EVENTS: dict[str, AccountEvent] = {
    event.code: event
    for event in (
        AccountEvent("person.entered", N_("A person was entered")),
        AccountEvent(
            "person.contact-changed", N_("Contact details were changed: %(fields)s")
        ),
        AccountEvent("person.claimed", N_("A citizen gave name and identity number")),
        AccountEvent(
            "person.revealed", N_("Personal data was shown in full. Reason: %(reason)s")
        ),
        AccountEvent("entity.entered", N_("An organisation was entered: %(uscc)s")),
        AccountEvent(
            "consent.given", N_("Consent was given: %(purpose)s, version %(version)s")
        ),
        AccountEvent("consent.withdrawn", N_("Consent was withdrawn: %(purpose)s")),
        AccountEvent("citizen.signed-in", N_("A citizen signed in by phone")),
        AccountEvent("staff.signed-in", N_("A member of staff signed in")),
        AccountEvent("staff.created", N_("A member of staff was created: %(login)s")),
        AccountEvent("staff.granted", N_("The role %(role)s was granted")),
        AccountEvent("staff.revoked", N_("The role %(role)s was withdrawn")),
        AccountEvent("staff.password-set", N_("A new password was set")),
        AccountEvent("staff.disabled", N_("The account was disabled")),
        AccountEvent("staff.enabled", N_("The account was enabled again")),
        AccountEvent("message.again", N_("A message is to be sent again")),
        AccountEvent("token.created", N_("A token was made: %(name)s, %(scopes)s")),
        AccountEvent("token.revoked", N_("A token was revoked: %(name)s")),
    )
}


class Sink(Protocol):
    """What receives announcements, called inside the transaction of what happened."""

    def __call__(
        self,
        event: AccountEvent,
        /,
        *,
        about: str,
        by: Actor,
        at: datetime,
        facts: Mapping[str, str],
    ) -> object: ...


_sinks: list[Sink] = []


def connect(sink: Sink) -> None:
    """Make `sink` the one receiver of announcements."""
    _sinks[:] = [sink]


def announce(code: str, *, about: str, by: Actor, at: datetime, **facts: str) -> None:
    """Tell the sink what happened to `about` ("person:31").

    Raises LookupError when no sink is connected: nothing that must be on record may happen
    silently.
    """
    if not _sinks:
        raise LookupError("accounts.events.connect was not called")
    _sinks[0](EVENTS[code], about=about, by=by, at=at, facts=facts)
