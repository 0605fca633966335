"""The outbox as lists: addresses masked, texts readable."""

from dataclasses import dataclass
from datetime import datetime

from yichuang.accounts.models import Message
from yichuang.accounts.models.secrets import keyed_hash
from yichuang.kernel.text import compact


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message as the outbox page shows it."""

    id: int
    channel: str
    channel_label: str
    to_masked: str
    subject: str
    text: str
    about: str
    state: str
    state_label: str
    tries: int
    error: str
    created_at: datetime
    next_at: datetime
    sent_at: datetime | None


def address_hash(address: str) -> str:
    """The keyed hash a message is found by: a phone or an e-mail address."""
    address = address.strip()
    return keyed_hash(
        "address", address.lower() if "@" in address else compact(address)
    )


def messages(
    to: str = "",
    *,
    before: int | None = None,
    limit: int = 50,
    with_codes: bool = False,
) -> list[MessageRow]:
    """Messages newest first, of one phone or e-mail address when given.

    `before` is the number of the last message of the page above. The text of sign-in codes
    is left out unless `with_codes` (a demonstration): whoever read it could sign in.
    """
    found = Message.objects.order_by("-pk")
    if to.strip():
        found = found.filter(to_hash=address_hash(to))
    if before is not None:
        found = found.filter(pk__lt=before)
    return [_row(message, with_codes=with_codes) for message in found[:limit]]


def page_messages(person_id: int, limit: int = 50) -> list[MessageRow]:
    """What was written to a person, newest first, whatever the channel; for their own page."""
    found = Message.objects.filter(person=person_id).order_by("-pk")
    return [_row(message) for message in found[:limit]]


def _row(message: Message, *, with_codes: bool = False) -> MessageRow:
    return MessageRow(
        id=message.pk,
        channel=message.channel,
        channel_label=str(Message.Channel(message.channel).label),
        to_masked=message.to_masked,
        subject=message.subject,
        text=message.text if with_codes or not message.confidential else "",
        about=message.about,
        state=message.state,
        state_label=str(Message.State(message.state).label),
        tries=message.tries,
        error=message.error,
        created_at=message.created_at,
        next_at=message.next_at,
        sent_at=message.sent_at,
    )
