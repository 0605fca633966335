"""Credit records 信用记录 and their repair 信用修复: what blocks, and what lifts it."""

from datetime import date, timedelta
from enum import StrEnum

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_


class RecordKind(StrEnum):
    """Why there is a record."""

    BREACH = "breach"
    FALSE_PROMISE = "false_promise"
    SERIOUS = "serious"

    @property
    def label(self) -> str:
        """English msgid."""
        return RECORD_LABELS[self]


RECORD_LABELS: dict[RecordKind, str] = {
    RecordKind.BREACH: N_("Promised papers did not come"),
    RecordKind.FALSE_PROMISE: N_("False promise"),
    RecordKind.SERIOUS: N_("Serious discredit"),
}


class RepairState(StrEnum):
    """Where a request for repair stands."""

    ASKED = "asked"
    GRANTED = "granted"
    DENIED = "denied"


def require_repairable(recorded: date, today: date, wait: int, grounds: str) -> None:
    """Repair is asked for in words, after the time the hall's list names.

    Raises:
        Refusal: "repair.grounds-unsaid" (field "grounds"), "repair.too-early".
    """
    if not grounds.strip():
        raise Refusal(
            "repair.grounds-unsaid",
            N_("Say what has been put right."),
            field="grounds",
            remedy=N_("For example: the paper was handed in, the harm was made good."),
        )
    first = recorded + timedelta(days=wait)
    if today < first:
        raise Refusal(
            "repair.too-early",
            N_("Repair can be asked for from %(first)s on."),
            field="grounds",
            remedy=N_("Until then every paper has to be there at once."),
            first=first,
        )


def require_another(*, asked_by: str, recorded_by: str, decides: str) -> None:
    """Whoever asked for a repair, or made the record, does not decide on it.

    Raises:
        Refusal: "repair.own".
    """
    if decides in {asked_by, recorded_by}:
        raise Refusal(
            "repair.own",
            N_(
                "You made this record or asked for its repair, so somebody else decides."
            ),
            remedy=N_("Leave it to another supervisor or the department head."),
        )
