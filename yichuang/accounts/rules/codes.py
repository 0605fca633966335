"""The numbers of one-time phone codes: how long they live and how often they may be asked for."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class CodeRules:
    """Limits of phone codes.

    25 guesses an hour against a million codes leave a guesser a chance of 1 in 40,000.
    """

    digits: int = 6
    lives: timedelta = timedelta(minutes=5)
    attempts: int = 5
    resend_after: timedelta = timedelta(seconds=60)
    per_phone: int = 5
    per_address: int = 20
    window: timedelta = timedelta(hours=1)


CODE_RULES = CodeRules()


def new_code(rules: CodeRules = CODE_RULES) -> str:
    """A fresh random code of the right length, leading zeros kept."""
    return f"{secrets.randbelow(10**rules.digits):0{rules.digits}d}"


def code_is_expired(
    sent_at: datetime, at: datetime, rules: CodeRules = CODE_RULES
) -> bool:
    """Whether a code sent at `sent_at` is too old at `at`."""
    return at - sent_at >= rules.lives


def seconds_to_resend(
    sent_at: datetime, at: datetime, rules: CodeRules = CODE_RULES
) -> int:
    """Whole seconds until another code may be sent; 0 when it may be now."""
    left = rules.resend_after - (at - sent_at)
    return max(0, -(-left // timedelta(seconds=1)))
