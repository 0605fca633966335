"""Stops of the clock: the closed list of legal grounds, and what became of each stop."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.kernel.workdays import WorkCalendar


class StopGround(StrEnum):
    """行政许可法 art. 45: the closed list of what does not count; nothing else stops it."""

    HEARING = "hearing"
    TENDER = "tender"
    AUCTION = "auction"
    INSPECTION = "inspection"
    TESTING = "testing"
    QUARANTINE = "quarantine"
    APPRAISAL = "appraisal"
    EXPERT_REVIEW = "expert"

    @property
    def label(self) -> str:
        """English msgid of the ground."""
        return GROUND_LABELS[self]


GROUND_LABELS: dict[StopGround, str] = {
    StopGround.HEARING: N_("Hearing"),
    StopGround.TENDER: N_("Tender"),
    StopGround.AUCTION: N_("Auction"),
    StopGround.INSPECTION: N_("Inspection"),
    StopGround.TESTING: N_("Testing"),
    StopGround.QUARANTINE: N_("Quarantine"),
    StopGround.APPRAISAL: N_("Appraisal"),
    StopGround.EXPERT_REVIEW: N_("Expert review"),
}


@dataclass(frozen=True, slots=True)
class StopTold:
    """A stop beside what was told of it: `planned` working days to `planned_end`, and the
    `actual` ones so far; `over` is how many more than told it takes or took."""

    ground: str
    starts: date
    planned: int
    planned_end: date
    ended: date | None
    actual: int

    @property
    def over(self) -> int:
        """Working days more than the applicant was told."""
        return max(0, self.actual - self.planned)


def stop_told(
    ground: str,
    starts: date,
    planned: int,
    ended: date | None,
    *,
    today: date,
    calendar: WorkCalendar,
) -> StopTold:
    """What became of a stop: a longer one than was told must be seen (art. 45)."""
    before = starts - timedelta(days=1)
    last = today if ended is None else ended
    return StopTold(
        ground=ground,
        starts=starts,
        planned=planned,
        planned_end=calendar.after(before, planned),
        ended=ended,
        actual=max(0, calendar.between(before, last)),
    )


def require_ground(ground: str, *, licence: bool) -> StopGround:
    """Only the grounds of art. 45 stop a licence clock; other items take the same list.

    Raises:
        Refusal: "stop.no-ground".
    """
    try:
        return StopGround(ground)
    except ValueError:
        raise Refusal(
            "stop.no-ground",
            N_("The law names no such ground for stopping the clock."),
            field="ground",
            remedy=N_(
                "Choose one of hearing, tender, auction, inspection, testing, quarantine, appraisal or expert review; anything else counts as working time."
            ),
            licence=licence,
        ) from None
