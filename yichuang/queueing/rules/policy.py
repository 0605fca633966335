"""The published policy of the order: weights, the cap on priority, appointments, returns.

Who is served first is set by law (disabled: 残疾人保障法 art. 55; the old: 老年人权益
保障法 art. 55; veterans: 优待证) and kept fair by the cap: `most_in_a_row`.
"""

from dataclasses import dataclass
from enum import StrEnum

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_, Msgid

MINUTES_OF_A_DAY = 24 * 60


class Standing(StrEnum):
    """As what somebody waits; sets the weight of each minute they have waited."""

    ORDINARY = "ordinary"
    ELDERLY = "elderly"
    INFANT = "infant"
    VETERAN = "veteran"
    PREGNANT = "pregnant"
    DISABLED = "disabled"

    @property
    def says(self) -> Msgid:
        """English msgid of the standing."""
        return STANDING_SAYS[self]


STANDING_SAYS: dict[Standing, Msgid] = {
    Standing.ORDINARY: N_("Everyone"),
    Standing.ELDERLY: N_("60 and older"),
    Standing.INFANT: N_("With an infant"),
    Standing.VETERAN: N_("Serving or veteran of the forces"),
    Standing.PREGNANT: N_("Pregnant"),
    Standing.DISABLED: N_("With a disability"),
}


@dataclass(frozen=True, slots=True)
class Policy:
    """How a hall orders its lines. Times are minutes, weights whole numbers from 1.

    A ticket's score is weight × minutes waited; the highest is called next. A ticket
    with an appointment counts its minutes from `appointment_lead` before its time.
    """

    version: int = 1
    elderly: int = 2
    infant: int = 2
    veteran: int = 2
    pregnant: int = 3
    disabled: int = 3
    appointment: int = 6
    most_in_a_row: int = 2
    """k: so many tickets with a weight above 1 in a row in one line, then an ordinary."""
    appointment_lead: int = 10
    appointment_late: int = 15
    """Checked in later than this, somebody waits as without an appointment."""
    appointment_early: int = 60
    """Nobody checks in earlier than this before their time."""
    return_after: int = 3
    """A ticket that missed its call stands behind this many calls of its line."""
    returns: int = 2
    calls: int = 3
    """Called so often without coming, a ticket is parked."""
    grace: int = 30
    """A remote ticket falls so many minutes after its holder could have arrived."""

    def __post_init__(self) -> None:
        for name in ("elderly", "infant", "veteran", "pregnant", "disabled"):
            _at_least(name, getattr(self, name), 1)
        _at_least("appointment", self.appointment, 1)
        _at_least("most_in_a_row", self.most_in_a_row, 1)
        _at_least("calls", self.calls, 1)
        for name in (
            *("appointment_lead", "appointment_late", "appointment_early"),
            *("return_after", "returns", "grace"),
        ):
            _at_least(name, getattr(self, name), 0)

    def weight_of(self, standing: Standing) -> int:
        """What a minute of waiting counts for somebody of this standing."""
        if standing is Standing.ORDINARY:
            return 1
        weight: int = getattr(self, standing.value)
        return weight

    @property
    def weights(self) -> tuple[int, ...]:
        """Every weight a ticket can have, rising."""
        known = {self.weight_of(standing) for standing in Standing}
        return tuple(sorted(known | {self.appointment}))


def _at_least(field: str, value: int, least: int) -> None:
    if not least <= value <= MINUTES_OF_A_DAY:
        raise Refusal(
            "queueing.policy-range",
            N_("“%(field)s” must be from %(least)s to %(most)s."),
            field=field,
            remedy=N_("Enter a whole number in this range."),
            least=least,
            most=MINUTES_OF_A_DAY,
        )
