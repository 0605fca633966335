"""Hearings 听证: told, asked for, called, challenged, held, signed, closed (art. 46–48)."""

from yichuang.cases.services.hearing.asking import apply, cancel, tell, waive
from yichuang.cases.services.hearing.calling import Call, challenge, judge, schedule
from yichuang.cases.services.hearing.holding import close, for_decision, record, sign

__all__ = [
    "Call",
    "apply",
    "cancel",
    "challenge",
    "close",
    "for_decision",
    "judge",
    "record",
    "schedule",
    "sign",
    "tell",
    "waive",
]
