"""The hall's figures for everybody: each rate with what it is a rate of."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language, gettext, ngettext

from yichuang.kernel.statistics import SMALL_SAMPLE, Proportion
from yichuang.reviews.queries.hall import HallFigures, ItemFigures
from yichuang.reviews.rules.figures import Figures
from yichuang.reviews.rules.levels import Level
from yichuang.web.formats import day_short, number, percent
from yichuang.web.presenters import Figure

LEFT, BAR, STEP, TALL = 132, 180, 30, 16.8
"""Of the chart, in pixels: where bars begin, how long the longest is, row and bar."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; lengths are in pixels of the chart, as text."""

    says: str
    count: str
    width: str
    y: str
    middle: str
    after: str


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart of bars from zero; `finding` is what it says, in words."""

    finding: str
    rows: tuple[Bar, ...]
    left: int
    tall: str
    height: int


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate in a table: "98.1%", "52 / 53" ("" of nothing), and whether few."""

    percent: str
    of: str
    few: bool


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item in the table."""

    name: str
    closed: str
    on_time: Rate
    positive: Rate
    active: Rate
    average: str


@dataclass(frozen=True, slots=True)
class Public:
    """The page."""

    span: str
    figures: tuple[Figure, ...]
    reviews: tuple[Figure, ...]
    chart: Bars | None
    items: tuple[ItemRow, ...]


def _english() -> bool:
    return (get_language() or "").startswith("en")


def rate_figure(name: str, share: Proportion, unit: str) -> Figure:
    """A rate as a figure: its denominator under it, grey when the sample is small."""
    value = percent(share.part, share.whole)
    return Figure(
        name=name,
        value=value.removesuffix("%"),
        unit="%" if value.endswith("%") else "",
        under=f"{number(share.part)} / {number(share.whole)} {unit}",
        few=0 < share.whole < SMALL_SAMPLE,
    )


def _rate(share: Proportion) -> Rate:
    return Rate(
        percent=percent(share.part, share.whole),
        of=f"{number(share.part)} / {number(share.whole)}" if share.whole else "",
        few=share.is_small,
    )


def bars(counts: Mapping[str, int], finding: str) -> Bars | None:
    """Bars in the order given; None when there is nothing to draw."""
    top = max(counts.values(), default=0)
    if not top:
        return None
    rows = []
    for place, (says, count) in enumerate(counts.items()):
        width = BAR * count / top
        rows.append(
            Bar(
                says=says,
                count=number(count),
                width=f"{width:.1f}",
                y=f"{place * STEP + 6.6:.1f}",
                middle=f"{place * STEP + 19:.1f}",
                after=f"{LEFT + width + 8:.1f}",
            )
        )
    return Bars(finding, tuple(rows), LEFT, f"{TALL}", STEP * len(rows))


def public(told: HallFigures) -> Public:
    """The page of the hall's figures."""
    counts = {
        gettext(level.label): told.reviews.levels.get(level, 0)
        for level in sorted(Level, reverse=True)
    }
    finding = gettext("Reviews by level: ") + gettext(", ").join(
        f"{name} {count}" for name, count in counts.items()
    )
    return Public(
        span=f"{day_short(told.first)} — {day_short(told.last)}",
        figures=_cases(told),
        reviews=_reviews(told.reviews),
        chart=bars(counts, finding),
        items=tuple(_item(row) for row in told.items),
    )


def _cases(told: HallFigures) -> tuple[Figure, ...]:
    files = gettext("cases")
    decided = gettext("%(count)s of them decided") % {"count": told.on_time.whole}
    name = told.hall.name_en if _english() and told.hall.name_en else told.hall.name
    return (
        Figure(gettext("Came in"), number(told.received), files, name),
        Figure(gettext("Closed"), number(told.closed), files, decided),
        rate_figure(gettext("Decided in time"), told.on_time, gettext("cases decided")),
    )


def _reviews(told: Figures) -> tuple[Figure, ...]:
    said = ngettext("review", "reviews", told.count)
    return (
        rate_figure(gettext("Positive reviews"), told.positive, said),
        rate_figure(gettext("Satisfied or better"), told.satisfied, said),
        rate_figure(gettext("Share of bad reviews"), told.bad, said),
        rate_figure(
            gettext("Reviewed freely"), told.active, gettext("cases asked about")
        ),
        Figure(
            gettext("Average"),
            number(told.average, 1),
            gettext("of 10") if told.count else "",
            f"{number(told.count)} {said}",
            few=0 < told.count < SMALL_SAMPLE,
        ),
    )


def _item(row: ItemFigures) -> ItemRow:
    return ItemRow(
        name=row.name_en if _english() else row.name,
        closed=number(row.closed),
        on_time=_rate(row.on_time),
        positive=_rate(row.reviews.positive),
        active=_rate(row.reviews.active),
        average=number(row.reviews.average, 1),
    )
