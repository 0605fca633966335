"""Signing in by phone and one-time code: one way for the first time and every time after."""

from datetime import datetime
from secrets import compare_digest, token_hex

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext

from yichuang.accounts.events import announce
from yichuang.accounts.models import Message, PhoneCode, User, keyed_hash
from yichuang.accounts.queries.actors import actor_of
from yichuang.accounts.queries.people import phone_hash
from yichuang.accounts.rules.codes import (
    CODE_RULES,
    code_is_expired,
    new_code,
    seconds_to_resend,
)
from yichuang.accounts.services import messages
from yichuang.kernel.identity import check_mobile, mask_phone
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_, compact


def send_code(phone: str, *, address: str, at: datetime) -> str:
    """Send a one-time code to a phone and return the number in its one spelling.

    The answer is the same whether the hall knows the number or not. `address` is where the
    request came from; only its hash is kept.

    Raises:
        Refusal: not a mobile number; "sign-in.wait" within a minute of the last code;
            "sign-in.too-many" for this phone or from this address.
    """
    phone = check_mobile(phone)
    hashed, origin = phone_hash(phone), keyed_hash("address", address)
    last = PhoneCode.objects.filter(phone_hash=hashed).order_by("-sent_at").first()
    wait = seconds_to_resend(last.sent_at, at) if last else 0
    if wait > 0:
        raise _wait(wait)
    _within_limits(hashed, origin, at)
    code = new_code()
    try:
        with transaction.atomic():
            PhoneCode.objects.filter(phone_hash=hashed, closed_at=None).update(
                closed_at=at
            )
            PhoneCode.objects.create(
                phone_hash=hashed,
                address_hash=origin,
                code_hash=_code_hash(hashed, code),
                sent_at=at,
            )
            messages.send(
                messages.Address(Message.Channel.SMS, phone),
                gettext("Sign-in code"),
                gettext(
                    "%(code)s is your sign-in code, good for %(minutes)s minutes. "
                    "Tell it to nobody; no clerk will ask for it."
                )
                % {"code": code, "minutes": CODE_RULES.lives.seconds // 60},
                at=at,
                good_for=CODE_RULES.lives,
                confidential=True,
            )
    except IntegrityError:
        # The same click twice: the other request's code is on its way.
        raise _wait(CODE_RULES.resend_after.seconds) from None
    return phone


def check_code(phone: str, code: str, *, at: datetime, language: str = "") -> User:
    """The citizen who holds the phone, made now if this is the first time.

    `language` is kept for messages sent to them later.

    Raises:
        Refusal: "sign-in.wrong-code" with the tries left, "sign-in.code-expired",
            "sign-in.too-many-tries", "sign-in.disabled".
    """
    hashed = phone_hash(check_mobile(phone))
    sent = PhoneCode.objects.filter(phone_hash=hashed, closed_at=None).first()
    if sent is None or code_is_expired(sent.sent_at, at):
        raise _expired()
    # Counted before comparing and outside the sign-in's transaction, so that many guesses at
    # once, or a refusal that rolls back, never win a further try.
    counted = PhoneCode.objects.filter(
        pk=sent.pk, closed_at=None, attempts__lt=CODE_RULES.attempts
    ).update(attempts=F("attempts") + 1)
    if not counted:
        raise _too_many()
    if not compare_digest(sent.code_hash, _code_hash(hashed, compact(code))):
        raise _wrong(CODE_RULES.attempts - sent.attempts - 1)
    user = _signed_in(sent, hashed, check_mobile(phone), at)
    if language and user.language != language:
        User.objects.filter(pk=user.pk).update(language=language)
    return user


@transaction.atomic
def _signed_in(sent: PhoneCode, hashed: str, phone: str, at: datetime) -> User:
    # Compare-and-set: a code opens one session, however fast it is posted twice.
    if not PhoneCode.objects.filter(pk=sent.pk, closed_at=None).update(closed_at=at):
        raise _expired()
    user = _citizen(hashed, phone, at)
    if not user.is_active:
        raise Refusal(
            "sign-in.disabled",
            N_("This account is closed."),
            remedy=N_("Ask at any window or call the hall."),
        )
    announce("citizen.signed-in", about=user.ref, by=actor_of(user), at=at)
    return user


@transaction.atomic
def staff_signed_in(user: User, *, at: datetime) -> None:
    """Announce that a member of staff has passed every step of signing in."""
    announce("staff.signed-in", about=user.ref, by=actor_of(user), at=at)


def forget_codes(before: datetime) -> int:
    """Delete codes sent before a moment; how many. The worker calls it with a day ago."""
    deleted, _ = PhoneCode.objects.filter(sent_at__lt=before).delete()
    return deleted


def _citizen(hashed: str, phone: str, at: datetime) -> User:
    found = User.objects.filter(phone_hash=hashed).first()
    if found is not None:
        return found
    user = User(
        kind=User.Kind.CITIZEN,
        login=f"citizen.{token_hex(8)}",
        display_name=mask_phone(phone),
        phone=phone,
        phone_hash=hashed,
        created_at=at,
    )
    user.set_unusable_password()
    user.save(force_insert=True)
    return user


def _within_limits(hashed: str, origin: str, at: datetime) -> None:
    since = at - CODE_RULES.window
    recent = PhoneCode.objects.filter(sent_at__gt=since)
    if recent.filter(phone_hash=hashed).count() >= CODE_RULES.per_phone:
        raise Refusal(
            "sign-in.too-many",
            N_("This phone was sent %(most)s codes within an hour."),
            field="phone",
            remedy=N_("Use the last code, or try again in an hour."),
            most=CODE_RULES.per_phone,
        )
    if recent.filter(address_hash=origin).count() >= CODE_RULES.per_address:
        raise Refusal(
            "sign-in.too-many",
            N_("Too many codes were asked for from your network within an hour."),
            remedy=N_("Try again in an hour, or ask at any window."),
        )


def _code_hash(hashed: str, code: str) -> str:
    # The phone is part of it: equal codes of two phones do not look equal.
    return keyed_hash("code", f"{hashed}:{code}")


def _wait(seconds: int) -> Refusal:
    return Refusal(
        "sign-in.wait",
        N_("A code was sent a moment ago."),
        field="phone",
        remedy=N_("Wait %(seconds)s seconds before asking for another."),
        seconds=seconds,
    )


def _wrong(left: int) -> Refusal:
    if left <= 0:
        return _too_many()
    return Refusal(
        "sign-in.wrong-code",
        N_("This is not the code we sent."),
        field="code",
        remedy=N_("Look at the SMS again. Tries left: %(left)s."),
        left=left,
    )


def _too_many() -> Refusal:
    return Refusal(
        "sign-in.too-many-tries",
        N_("The code was wrong %(most)s times and is no longer good."),
        field="code",
        remedy=N_("Ask for a new code."),
        most=CODE_RULES.attempts,
    )


def _expired() -> Refusal:
    return Refusal(
        "sign-in.code-expired",
        N_("The code is no longer good: codes live 5 minutes."),
        field="code",
        remedy=N_("Ask for a new code."),
    )
