"""Ways of handling that differ from the ordinary: on the spot, with precedence, at home.

Why somebody is let through first is a closed list of reasons, each with its ground;
somebody other than the asker grants it.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from yichuang.kernel.hours import OfficeHours
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.kernel.workdays import WorkCalendar

LONGEST_TARGET = 2_400
"""Minutes: five working days of eight hours. What takes longer needs no green channel."""


class GreenState(StrEnum):
    """How far the request for precedence is."""

    ASKED = "asked"
    GRANTED = "granted"
    DENIED = "denied"

    @property
    def label(self) -> str:
        """English msgid of the state's name."""
        return GREEN_STATE_LABELS[self]


GREEN_STATE_LABELS: dict[GreenState, str] = {
    GreenState.ASKED: N_("asked for"),
    GreenState.GRANTED: N_("granted"),
    GreenState.DENIED: N_("not granted"),
}


class GreenReason(StrEnum):
    """Why a matter goes first; the law or the practice each rests on."""

    DISABLED = "disabled"
    ELDERLY = "elderly"
    EXAMINEE = "examinee"
    URGENT = "urgent"
    MILITARY = "military"
    PREGNANT = "pregnant"
    INVESTMENT = "investment"

    @property
    def label(self) -> str:
        """English msgid of the reason."""
        return REASONS[self][0]

    @property
    def basis(self) -> str:
        """Where it comes from, in Chinese as documents quote it; "" for hall practice."""
        return REASONS[self][1]


REASONS: dict[GreenReason, tuple[str, str]] = {
    GreenReason.DISABLED: (
        N_("Disabled person"),
        "《中华人民共和国残疾人保障法》第三十六条、第五十五条",
    ),
    GreenReason.ELDERLY: (
        N_("Elderly person"),
        "《中华人民共和国老年人权益保障法》第五十五条",
    ),
    GreenReason.EXAMINEE: (N_("Examination or enrolment ahead"), ""),
    GreenReason.URGENT: (N_("Illness, travel or another emergency"), ""),
    GreenReason.MILITARY: (N_("Serviceman, veteran or their family"), ""),
    GreenReason.PREGNANT: (N_("Pregnant or with a small child"), ""),
    GreenReason.INVESTMENT: (N_("Project of public weight"), ""),
}


def require_reason(reason: str, evidence: str) -> GreenReason:
    """A reason of the list, and what shows that it holds.

    Raises:
        Refusal: "green.no-reason" (field "reason"), "green.no-evidence".
    """
    try:
        known = GreenReason(reason)
    except ValueError:
        raise Refusal(
            "green.no-reason",
            N_("Precedence is given only for a reason of the list."),
            field="reason",
            remedy=N_("Choose the reason; without one the order of coming counts."),
        ) from None
    if not evidence.strip():
        raise Refusal(
            "green.no-evidence",
            N_("Say what shows the reason."),
            field="evidence",
            remedy=N_(
                "For example: disability card seen, admission ticket for 7 June seen."
            ),
        )
    return known


def require_target(minutes: int | None) -> None:
    """An own target is some office minutes, or none.

    Raises:
        Refusal: "green.target" (field "minutes").
    """
    if minutes is not None and not 1 <= minutes <= LONGEST_TARGET:
        raise Refusal(
            "green.target",
            N_("The target is 1 to %(most)s office minutes."),
            field="minutes",
            remedy=N_("Leave it empty if the promise of the guide is soon enough."),
            most=LONGEST_TARGET,
        )


def target_due(
    at: datetime, minutes: int, hours: OfficeHours, calendar: WorkCalendar
) -> datetime:
    """When so many office minutes from `at` are over.

    Outside office hours, on a holiday too, whoever grants it is on duty: then the
    minutes simply run on. A longer target goes on when the office next opens.
    """
    local = hours.local(at)
    left = timedelta(minutes=minutes)
    if not _open(local, hours, calendar):
        return local + left
    day, moment = local.date(), local
    while True:
        for opens, closes in _spans(day, hours, calendar):
            start = max(moment, opens)
            if start < closes:
                if left <= closes - start:
                    return start + left
                left -= closes - start
        day = calendar.after(day, 1)
        moment = datetime.min.replace(tzinfo=hours.zone)


def _spans(
    day: date, hours: OfficeHours, calendar: WorkCalendar
) -> list[tuple[datetime, datetime]]:
    if not calendar.is_workday(day):
        return []
    return [
        (
            datetime.combine(day, opens, hours.zone),
            datetime.combine(day, closes, hours.zone),
        )
        for opens, closes in hours.on(day)
    ]


def _open(local: datetime, hours: OfficeHours, calendar: WorkCalendar) -> bool:
    spans = _spans(local.date(), hours, calendar)
    return any(opens <= local < closes for opens, closes in spans)


@dataclass(frozen=True, slots=True)
class Visits:
    """How often the person came for one matter 跑动次数; a day counts once."""

    count: int
    last: date | None


def came(before: Visits, day: date) -> Visits:
    """One more day on which the person stood at a window.

    >>> came(came(Visits(0, None), date(2026, 3, 10)), date(2026, 3, 10)).count
    1
    """
    if before.last == day:
        return before
    return Visits(before.count + 1, day)


def require_on_spot(*, on_spot: bool) -> None:
    """Only 即办件 are done in one sitting.

    Raises:
        Refusal: "at-once.not-on-spot".
    """
    if not on_spot:
        raise Refusal(
            "at-once.not-on-spot",
            N_("The guide does not say that this matter is done on the spot."),
            remedy=N_("Accept it; it is decided within the promised time."),
        )
