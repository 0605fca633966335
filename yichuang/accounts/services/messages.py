"""Sending: into the outbox within the caller's transaction, out of it by the worker."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q

from yichuang.accounts.adapters import DeliveryError, sender_for
from yichuang.accounts.events import announce
from yichuang.accounts.models import Message, Person, User
from yichuang.accounts.policies import Actor, require
from yichuang.accounts.queries.messages import address_hash
from yichuang.accounts.rules.deliveries import LEASE, wait_after
from yichuang.kernel.identity import mask_phone

_OPEN = (Message.State.QUEUED, Message.State.FAILED)


@dataclass(frozen=True, slots=True)
class Delivered:
    """What one step of the worker did."""

    sent: int = 0
    failed: int = 0
    gave_up: int = 0


@dataclass(frozen=True, slots=True)
class Address:
    """Where a message goes: a phone or an e-mail address, and whose it is when known."""

    channel: str
    to: str
    person_id: int | None = None

    @property
    def masked(self) -> str:
        """The address as lists may show it."""
        if self.channel == Message.Channel.SMS:
            return mask_phone(self.to)
        name, at_sign, domain = self.to.partition("@")
        return f"{name[:1]}***{at_sign}{domain}" if at_sign else self.to


def address_of(person: Person) -> Address:
    """The best way to a person: SMS, else e-mail, else their page on the website."""
    if person.phone:
        return Address(Message.Channel.SMS, person.phone, person.pk)
    if person.email:
        return Address(Message.Channel.EMAIL, person.email, person.pk)
    return Address(Message.Channel.PAGE, person.ref, person.pk)


def address_of_staff(user: User) -> Address:
    """The best way to a member of staff: SMS, else where their desk shows it."""
    if user.phone:
        return Address(Message.Channel.SMS, user.phone)
    return Address(Message.Channel.PAGE, user.ref)


def send(
    to: Person | Address | str,
    subject: str,
    text: str,
    *,
    at: datetime,
    about: str = "",
    once: str | None = None,
    good_for: timedelta | None = None,
    confidential: bool = False,
) -> Message:
    """Queue a message to a person, an address or a phone number; the worker sends it.

    `subject` must name nobody: it is stored as it is, address and text are encrypted.
    `once` names what the message says ("case:…:accepted"): a second call with the same name
    sends nothing and returns the first message. After `good_for` it is not tried any more.
    The text of a `confidential` one (a sign-in code) is shown to nobody but its receiver.
    """
    address = _address(to)
    message = Message(
        channel=address.channel,
        person_id=address.person_id,
        to=address.to,
        to_masked=address.masked,
        to_hash=address_hash(address.to),
        subject=subject[:200],
        text=text,
        confidential=confidential,
        about=about,
        once=once,
        next_at=at,
        created_at=at,
        good_until=at + good_for if good_for else None,
    )
    if address.channel == Message.Channel.PAGE:
        # Lying on the person's own page is its delivery.
        message.state, message.sent_at = Message.State.SENT, at
    try:
        with transaction.atomic():
            message.save(force_insert=True)
    except IntegrityError:
        if once is None:
            raise
        return Message.objects.get(once=once)
    return message


def deliver_due(at: datetime, limit: int = 50) -> Delivered:
    """One step of the worker: send up to `limit` messages that are due.

    Each message is claimed by compare-and-set before it is sent, so that two workers never
    send it twice; sending happens outside any transaction.
    """
    outcomes: list[str] = []
    due = Message.objects.filter(state__in=_OPEN, next_at__lte=at).order_by(
        "next_at", "pk"
    )
    for message in due[:limit]:
        if _claim(message, at):
            outcomes.append(_try(message, at))
    return Delivered(
        sent=outcomes.count(Message.State.SENT),
        failed=outcomes.count(Message.State.FAILED),
        gave_up=outcomes.count(Message.State.GAVE_UP),
    )


@transaction.atomic
def try_again(message_id: int, *, by: Actor, at: datetime) -> bool:
    """Put a message that was given up back into the queue; False when it was not given up."""
    require(by, "outbox.resend")
    hit = Message.objects.filter(pk=message_id, state=Message.State.GAVE_UP).update(
        state=Message.State.QUEUED, tries=0, next_at=at, error=""
    )
    if hit:
        announce("message.again", about=f"message:{message_id}", by=by, at=at)
    return bool(hit)


def forget_texts(before: datetime, limit: int = 1000) -> int:
    """Empty the text and address of messages closed before a day; how many were emptied."""
    old = (
        Message.objects.filter(created_at__lt=before)
        .exclude(Q(state__in=_OPEN) | Q(to_hash=""))
        .values_list("pk", flat=True)[:limit]
    )
    return Message.objects.filter(pk__in=list(old)).update(text="", to="", to_hash="")


def _address(to: Person | Address | str) -> Address:
    if isinstance(to, Person):
        return address_of(to)
    if isinstance(to, str):
        channel = Message.Channel.EMAIL if "@" in to else Message.Channel.SMS
        return Address(channel, to)
    return to


def _claim(message: Message, at: datetime) -> bool:
    claimed = Message.objects.filter(
        pk=message.pk, state=message.state, tries=message.tries, next_at=message.next_at
    ).update(tries=message.tries + 1, next_at=at + LEASE)
    message.tries += 1
    return bool(claimed)


def _try(message: Message, at: datetime) -> str:
    if message.good_until is not None and message.good_until <= at:
        return _close(message, Message.State.GAVE_UP, error="too late to be of use")
    try:
        sender_for(message.channel).send(message.to, message.subject, message.text)
    except DeliveryError as error:
        wait = None if error.permanent else wait_after(message.tries)
        if wait is None:
            return _close(message, Message.State.GAVE_UP, error=str(error))
        return _close(
            message, Message.State.FAILED, error=str(error), next_at=at + wait
        )
    return _close(message, Message.State.SENT, sent_at=at)


def _close(
    message: Message,
    state: Message.State,
    *,
    error: str = "",
    next_at: datetime | None = None,
    sent_at: datetime | None = None,
) -> str:
    # The number of tries is the claim: whoever took the message after our lease ended owns it.
    Message.objects.filter(pk=message.pk, tries=message.tries, state__in=_OPEN).update(
        state=state,
        error=error[:300],
        next_at=next_at or message.next_at,
        sent_at=sent_at,
    )
    return state.value
