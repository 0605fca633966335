"""Promise in place of proof 告知承诺 (国办发〔2020〕42号): what is told, what follows.

The agency tells in writing what is to be proved, what a false promise means and how it
is checked; who promises is not asked for the proof; afterwards it is checked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

BASIS = (
    "《国务院办公厅关于全面推行证明事项和涉企经营许可事项告知承诺制的指导意见》（国办发〔2020〕42号）",
)
LIABILITIES = (
    "承诺不实的，依法终止办理、责令限期改正、撤销行政决定或者予以行政处罚，并记入信用记录",
    "有严重不良信用记录或者曾作出虚假承诺的，在信用修复以前不适用告知承诺",
)


class Method(StrEnum):
    """How a promise is checked."""

    SHARE = "share"
    ON_SITE = "on_site"
    AGENCY = "agency"

    @property
    def label(self) -> str:
        """English msgid."""
        return METHOD_LABELS[self]


METHOD_LABELS: dict[Method, str] = {
    Method.SHARE: N_("Looked up in shared data"),
    Method.ON_SITE: N_("Inspected on site by two"),
    Method.AGENCY: N_("Asked of another agency"),
}


class CheckState(StrEnum):
    """Where the later check of a promise stands."""

    OPEN = "open"
    TRUE = "true"
    MENDING = "mending"
    MENDED = "mended"
    FALSE = "false"

    @property
    def label(self) -> str:
        """English msgid."""
        return CHECK_LABELS[self]


CHECK_LABELS: dict[CheckState, str] = {
    CheckState.OPEN: N_("To be checked"),
    CheckState.TRUE: N_("True"),
    CheckState.MENDING: N_("Ordered to put right"),
    CheckState.MENDED: N_("Put right"),
    CheckState.FALSE: N_("False"),
}
WAITING = (CheckState.OPEN, CheckState.MENDING)


class Verdict(StrEnum):
    """What a check found and what is done: true; put right by a day; revoked (the case
    ended, where nothing was decided yet)."""

    TRUE = "true"
    MEND = "mend"
    FALSE = "false"


@dataclass(frozen=True, slots=True)
class Found:
    """A check: how, by whom, what came out. `mend_by` only with an order to put right."""

    method: Method
    inspectors: tuple[str, ...]
    answer: str
    verdict: Verdict
    mend_by: date | None = None


def names(text: str) -> tuple[str, ...]:
    """Names one to a line or with commas between, each once.

    >>> names("李敏、王可，李敏")
    ('李敏', '王可')
    """
    for sign in "、，,;；\n":
        text = text.replace(sign, "|")
    return tuple(
        dict.fromkeys(part.strip() for part in text.split("|") if part.strip())
    )


def require_checked(found: Found, state: CheckState, today: date) -> None:
    """A check is on record only when somebody could do it again.

    Raises:
        Refusal: "check.done", "check.inspectors" (行政许可法 art. 34(3): two or more),
            "check.answer-unsaid", "check.mend-by".
    """
    if state not in WAITING:
        raise Refusal(
            "check.done",
            N_("This promise was checked already."),
            remedy=N_("Open the record to see what was found."),
        )
    _require_people(found.method, found.inspectors)
    if not found.answer.strip():
        raise Refusal(
            "check.answer-unsaid",
            N_("Say what was found."),
            field="answer",
            remedy=N_("One or two sentences, with what was seen or who answered."),
        )
    _require_day(found, state, today)


def _require_people(method: Method, inspectors: Sequence[str]) -> None:
    if method is Method.ON_SITE and len(inspectors) < 2:
        raise Refusal(
            "check.inspectors",
            N_("An inspection on site needs at least two inspectors."),
            field="inspectors",
            remedy=N_("Licensing Law art. 34: name both, with a comma between."),
        )


def _require_day(found: Found, state: CheckState, today: date) -> None:
    if found.verdict is not Verdict.MEND:
        return
    if state is CheckState.MENDING:
        raise Refusal(
            "check.ordered-already",
            N_("An order to put it right was given already."),
            field="verdict",
            remedy=N_("It is put right, or the decision is revoked."),
        )
    if found.mend_by is None or found.mend_by <= today:
        raise Refusal(
            "check.mend-by",
            N_("Say by which day it is to be put right."),
            field="mend_by",
            remedy=N_("Choose a day after today."),
        )


def outcome_of(found: Found, state: CheckState) -> CheckState:
    """Where a check stands after what was found."""
    if found.verdict is Verdict.MEND:
        return CheckState.MENDING
    if found.verdict is Verdict.FALSE:
        return CheckState.FALSE
    return CheckState.MENDED if state is CheckState.MENDING else CheckState.TRUE
