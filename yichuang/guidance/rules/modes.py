"""What is to be done about a certificate somebody holds: renew, change, replace, cancel.

A guide tells how to get a certificate for the first time; who has it already is not led
through that again.
"""

import re
from collections.abc import Mapping
from enum import StrEnum

from yichuang.guidance.rules.hearing import FIRM, Heard
from yichuang.guidance.rules.ranking import Fits
from yichuang.kernel.text import N_, Msgid


class Mode(StrEnum):
    """What is wanted of a certificate that exists (行政许可法 art. 49, 50, 70)."""

    RENEWAL = "renewal"
    CHANGE = "change"
    REISSUE = "reissue"
    CANCELLATION = "cancellation"


SAYS: Mapping[Mode, Msgid] = {
    Mode.RENEWAL: N_(
        "Whoever has it already renews it: under “My certificates”, or at the window. It is no new application."
    ),
    Mode.CHANGE: N_(
        "Whoever has it already has it changed: under “My certificates”, or at the window. It is no new application."
    ),
    Mode.REISSUE: N_(
        "What was issued is issued again: under “My certificates”, or at the window. It is no new application."
    ),
}
ACTS: Mapping[str, Mode] = {
    "close": Mode.CANCELLATION,
    "renew": Mode.RENEWAL,
    "replace": Mode.REISSUE,
    "change": Mode.CHANGE,
}
_CERTIFICATE = re.compile(
    r"[\u3400-\u9fff]*?(?:许可证|证书|证件|执照|许可|登记|证|照)(?!明|监|件|顾)"
)
_SPOKEN = re.compile(
    r"^(?:.*(?:我|您|你|他|她|们|的|把|被|将|要|想|家|店|个|张|了|是))"
)
OPENS, SURE = "open", 0.9
"""Who clearly says that something begins does not speak of what they have."""
_REGISTERED = "登记"
"""Who is registered is spoken of by what they are: 公司换法人."""
_OF_THE_REGISTERED = frozenset({Mode.CHANGE, Mode.CANCELLATION})


def mode_of(heard: Heard, number: int, known: Fits) -> Mode | None:
    """What is to be done about the certificate of a guide; None for a first application.

    A guide that is itself for changing or replacing is a first application to us.
    """
    own = {act for act, numbers in known.acts.items() if number in numbers}
    if number not in known.issues or own & heard.acts.keys() & ACTS.keys():
        return None
    if heard.acts.get(OPENS, 0) >= SURE:
        return None
    for act, mode in ACTS.items():
        if heard.acts.get(act, 0) >= FIRM and _about(heard, act, number, known):
            return mode
    return None


def _about(heard: Heard, act: str, number: int, known: Fits) -> bool:
    """Whether the act is about the certificate, not about another paper or the shop."""
    if ACTS[act] in _OF_THE_REGISTERED and _REGISTERED in known.names[number][0]:
        return True
    at = heard.act_at.get(act, 0)
    before = _CERTIFICATE.findall(heard.left[:at])
    after = _CERTIFICATE.findall(heard.left[at:])
    named = before[-1] if before else after[0] if after else ""
    plain = _SPOKEN.sub("", named)
    called = (*known.names[number], *known.called.get(number, ()))
    return bool(plain) and any(plain in name or name in plain for name in called)
