"""Ways out of the house: SMS and e-mail, chosen by the settings YICHUANG_SMS and YICHUANG_EMAIL."""

from yichuang.accounts.adapters.base import Check, DeliveryError, Sender
from yichuang.accounts.adapters.choice import all_checks, sender_for

__all__ = ["Check", "DeliveryError", "Sender", "all_checks", "sender_for"]
