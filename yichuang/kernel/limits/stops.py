"""Days that do not count because the law says so (Licensing Law art. 45)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

LAWFUL = (
    *("听证", "招标", "拍卖", "检验", "检测", "检疫", "鉴定", "专家评审"),
    *("hearing", "tender", "auction", "inspection"),
    *("testing", "quarantine", "appraisal", "expert"),
)
"""行政许可法 art. 45: the closed list of what does not count, in both languages."""


def lawful(ground: str) -> str:
    """The ground as it was named, if the law knows it: 听证, “组织听证” and “hearing” are
    one; 补正 is none.

    Refused: "stop.no-ground".
    """
    if not any(term in ground.casefold() for term in LAWFUL):
        raise Refusal(
            "stop.no-ground",
            N_("“%(ground)s” is no legal ground for stopping the clock."),
            field="ground",
            remedy=N_(
                "Name one of hearing, tender, auction, inspection, testing, "
                "quarantine, appraisal or expert review; anything else counts as "
                "working time (Licensing Law art. 45)."
            ),
            ground=ground,
        )
    return ground


@dataclass(frozen=True, slots=True, order=True)
class Stop:
    """The clock stands from `start` to `end`, both included, on a legal `ground`.

    Refused: "stop.ends-before-start", "stop.without-ground".
    """

    start: date
    end: date
    ground: str

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise Refusal(
                "stop.ends-before-start",
                N_("The stop ends on %(end)s, before it starts on %(start)s."),
                field="end",
                remedy=N_("Enter a last day on or after the first day."),
                start=self.start,
                end=self.end,
            )
        if not self.ground.strip():
            raise Refusal(
                "stop.without-ground",
                N_("A stop needs its legal ground."),
                field="ground",
                remedy=N_("Choose the ground the law names for stopping the clock."),
            )


def in_order(start: date, stops: Iterable[Stop]) -> tuple[Stop, ...]:
    """`stops` by date, checked against the day the limit began.

    Refused: "stop.before-start" and "stop.overlaps".
    """
    ordered = tuple(sorted(stops))
    if ordered and ordered[0].start < start:
        raise Refusal(
            "stop.before-start",
            N_("The stop of %(stop)s lies before the time limit began on %(start)s."),
            field="start",
            remedy=N_("Enter a first day on or after that day."),
            stop=ordered[0].start,
            start=start,
        )
    for earlier, later in pairwise(ordered):
        if later.start <= earlier.end:
            raise Refusal(
                "stop.overlaps",
                N_(
                    "Two stops overlap: one lasts to %(end)s, the next is from %(next)s."
                ),
                field="start",
                remedy=N_("End the first stop before the next one starts."),
                end=earlier.end,
                next=later.start,
            )
    return ordered
