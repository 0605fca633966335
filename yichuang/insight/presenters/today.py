"""The page of a day: figures with denominators, the curve, what is in hand."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language, gettext

from yichuang.insight.presenters.chart import Chart, chart
from yichuang.insight.queries.day import Day, Scope
from yichuang.insight.queries.in_hand import InHand
from yichuang.insight.rules.figures import Figure
from yichuang.kernel.lamps import Lamp
from yichuang.kernel.statistics import SMALL_SAMPLE, Proportion
from yichuang.organisation.queries import places
from yichuang.web.formats import number, percent

TWO_HOURS = 120
ORDER = (Lamp.RED, Lamp.YELLOW, Lamp.WARN, Lamp.PAUSE, Lamp.OK)


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure of `web/parts/_figure.html`."""

    key: str
    name: str
    value: str
    unit: str
    under: str
    url: str
    few: bool = False
    icon: str = ""


@dataclass(frozen=True, slots=True)
class LampRow:
    """Cases in hand with one lamp."""

    lamp: str
    count: str
    share: str
    url: str


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """Cases in hand of one department."""

    name: str
    open: str
    late: str
    url: str
    late_url: str


@dataclass(frozen=True, slots=True)
class Today:
    """The whole page."""

    day: date
    is_today: bool
    at: datetime
    figures: tuple[FigureRow, ...]
    chart: Chart | None
    total: str
    total_url: str
    lamps: tuple[LampRow, ...]
    departments: tuple[DepartmentRow, ...]
    explained: tuple[tuple[str, str], ...]


def list_url(figure: Figure, day: date | None = None, **more: str) -> str:
    """The address of a figure's list; figures of this moment have no day."""
    asked = {"day": day.isoformat(), **more} if day else more
    address = reverse("insight:list", args=[figure.value])
    return f"{address}?{urlencode(asked)}" if asked else address


def working_time(minutes: float | None) -> tuple[str, str]:
    """(value, unit): minutes up to two hours, then hours with one decimal."""
    if minutes is None:
        return "—", ""
    if minutes < TWO_HOURS:
        return number(minutes), gettext("minutes")
    return number(minutes / 60, 1), gettext("hours")


def today(
    told: Day, hand: InHand | None, scope: Scope, at: datetime, *, is_today: bool
) -> Today:
    """The page; `hand` is None for a day gone by: what was open then is not known."""
    local = at.astimezone(scope.zone)
    shown = [figure for figure in Figure if figure is not Figure.OPEN]
    return Today(
        day=scope.day,
        is_today=is_today,
        at=local,
        figures=_figures(told, hand, scope),
        chart=chart(told.curve, local if is_today else None),
        total=number(hand.total) if hand else "",
        total_url=list_url(Figure.OPEN),
        lamps=_lamps(hand) if hand else (),
        departments=_departments(hand) if hand else (),
        explained=tuple(
            (gettext(figure.label), gettext(figure.explained)) for figure in shown
        ),
    )


def _count(figure: Figure, value: int, scope: Scope, under: str = "") -> FigureRow:
    return FigureRow(
        key=figure.value,
        name=gettext(figure.label),
        value=number(value),
        unit=gettext("cases"),
        under=under,
        url=list_url(figure, scope.day),
    )


def _rate(figure: Figure, share: Proportion, unit: str, scope: Scope) -> FigureRow:
    """A rate never stands without what it is a rate of; few make it grey."""
    value = percent(share.part, share.whole)
    return FigureRow(
        key=figure.value,
        name=gettext(figure.label),
        value=value.removesuffix("%"),
        unit="%" if share.whole else "",
        under=f"{number(share.part)} / {number(share.whole)} {unit}",
        url=list_url(figure, scope.day),
        few=0 < share.whole < SMALL_SAMPLE,
    )


def _figures(told: Day, hand: InHand | None, scope: Scope) -> tuple[FigureRow, ...]:
    value, unit = working_time(told.working)
    rows = [
        _count(Figure.RECEIVED, told.received, scope),
        _count(Figure.ACCEPTED, told.accepted, scope),
        _count(Figure.DECIDED, told.decided, scope),
        _count(Figure.ISSUED, told.issued, scope),
        _rate(Figure.ON_TIME, told.on_time, gettext("cases"), scope),
        FigureRow(
            key=Figure.WORKING_TIME.value,
            name=gettext(Figure.WORKING_TIME.label),
            value=value,
            unit=unit,
            under=gettext("mean of %(count)s cases, office hours only")
            % {"count": number(told.timed)},
            url=list_url(Figure.WORKING_TIME, scope.day),
            few=0 < told.timed < SMALL_SAMPLE,
        ),
        _rate(Figure.POSITIVE, told.positive, gettext("reviews"), scope),
    ]
    rows.insert(4, _overdue(hand))
    return tuple(rows)


def _overdue(hand: InHand | None) -> FigureRow:
    """How things stand now; how they stood on a day gone by is not known."""
    under = gettext("known for this moment only")
    if hand is not None:
        under = gettext("of %(count)s in hand, now") % {"count": number(hand.total)}
    return FigureRow(
        key=Figure.OVERDUE.value,
        name=gettext(Figure.OVERDUE.label),
        value=number(hand.overdue if hand else None),
        unit=gettext("cases") if hand else "",
        under=under,
        url=list_url(Figure.OVERDUE),
    )


def _lamps(hand: InHand) -> tuple[LampRow, ...]:
    told = hand.by_lamp
    return tuple(
        LampRow(
            lamp=lamp.value,
            count=number(told.get(lamp, 0)),
            share=percent(told.get(lamp, 0), hand.total),
            url=list_url(Figure.OPEN, lamp=lamp.value),
        )
        for lamp in ORDER
    )


def department_name(department_id: int) -> str:
    """The department in the reader's language."""
    card = places.department(department_id)
    english = (get_language() or "").startswith("en")
    return card.name_en if english and card.name_en else card.name


def _departments(hand: InHand) -> tuple[DepartmentRow, ...]:
    return tuple(
        DepartmentRow(
            name=department_name(key),
            open=number(count),
            late=number(late) if late else "0",
            url=list_url(Figure.OPEN, department=str(key)),
            late_url=list_url(Figure.OVERDUE, department=str(key)),
        )
        for key, count, late in hand.departments()
    )
