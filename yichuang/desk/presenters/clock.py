"""Time on a case: the three numbers, the dates, the deadline day by day."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext, ngettext

from yichuang.cases.rules.clock import GROUND_LABELS, StopGround
from yichuang.catalogue.rules import silence_clause
from yichuang.desk.presenters.words import Paragraph, limit_says, time_left, told
from yichuang.desk.queries.opened import Opened
from yichuang.kernel.lamps import Lamp
from yichuang.kernel.limits import Deadline, Limit
from yichuang.kernel.limits.explaining import Reason
from yichuang.kernel.text import N_
from yichuang.web.formats import day, day_clock, day_weekday, number
from yichuang.web.presenters import DayCell, month_grid

# Short words for the small cells of the calendar.
CELL_SAYS = {
    Reason.MADE_UP: N_("worked in exchange"),
    Reason.START_DAY: N_("not counted"),
    Reason.WEEKEND: N_("weekend"),
    Reason.HOLIDAY: N_("holiday"),
    Reason.STOPPED: N_("stopped"),
    Reason.ROLLED_OVER: N_("day of rest"),
    Reason.ON_THE_SPOT: N_("on the spot"),
    Reason.CLOSED: N_("office closed"),
}
COUNTED = {Reason.COUNTED, Reason.MADE_UP}


@dataclass(frozen=True, slots=True)
class Three:
    """One of the three numbers."""

    value: str
    unit: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Explained:
    """A deadline as weeks of cells, with the sum in words."""

    title: str
    rule: str
    weeks: tuple[tuple[DayCell, ...], ...]
    says: str


@dataclass(frozen=True, slots=True)
class Stood:
    """A stop: what was told and what it came to; `over` is what it took beyond that."""

    ground: str
    first: str
    last: str
    planned: str
    planned_end: str
    actual: str
    over: str


@dataclass(frozen=True, slots=True)
class ClockPane:
    """The clock beside a case."""

    lamp: str
    left: str
    facts: tuple[Paragraph, ...]
    usual: Three
    promise: Three
    statute: Three


def clock_pane(opened: Opened) -> ClockPane:
    """Lamp, dates and three numbers of a case."""
    detail = opened.detail
    guide = detail.guide
    usual = detail.usual
    sample = gettext("of %(n)s cases") % {"n": usual.sample}
    return ClockPane(
        lamp=detail.row.lamp.value,
        left=_left(opened),
        facts=tuple(_facts(opened)),
        usual=_usual(usual.days, sample),
        promise=Three(*limit_says(guide.promise), day(detail.promise_due)),
        statute=Three("")
        if guide.statutory is None
        else Three(*limit_says(guide.statutory), day(detail.statute_due)),
    )


def _usual(days: float | None, sample: str) -> Three:
    """What it usually takes; less than half a day is the day itself, not "0"."""
    if days is None:
        return Three("")
    if round(days, 1) == 0:
        return Three(gettext("the same day"), "", sample)
    return Three(number(days, 1).removesuffix(".0"), gettext("working days"), sample)


def _left(opened: Opened) -> str:
    row = opened.detail.row
    if row.left is not None:
        late = row.lamp in {Lamp.YELLOW, Lamp.RED}
        return time_left(row.left, row.minutes, late=late)
    if opened.detail.closed_at:
        return day(opened.detail.closed_at)
    return ""


def _facts(opened: Opened) -> list[Paragraph]:
    detail = opened.detail
    rows = [
        (gettext("Submitted"), day_clock(detail.submitted_at)),
        (gettext("Received"), day_clock(detail.received_at)),
        (gettext("Told at the latest"), _if(detail.accepted_at, detail.notice_due)),
        (
            gettext("If accepted today, promised"),
            day_weekday(opened.if_accepted),
        ),
        (gettext("Accepted"), day_clock(detail.accepted_at)),
        (gettext("Step"), _step(opened)),
        (gettext("Promised until"), day_weekday(detail.promise_due)),
        (gettext("By law until"), day_weekday(detail.statute_due)),
        (gettext("Not decided, granted by law from"), _silent_from(opened)),
        (gettext("Decided on"), day_clock(detail.decided_at)),
        (
            gettext("Hand over at the latest"),
            _if(detail.closed_at, detail.deliver_due),
        ),
        (gettext("Closed"), day_clock(detail.closed_at)),
    ]
    return [Paragraph(term, text) for term, text in rows if text]


def _silent_from(opened: Opened) -> str:
    """The day on which silence grants an open case; "" where it never does."""
    detail, until = opened.detail, opened.detail.statute_due
    if until is None or detail.decided_at or detail.closed_at:
        return ""
    silent = silence_clause(detail.guide) is not None
    return day_weekday(until + timedelta(days=1)) if silent else ""


def _step(opened: Opened) -> str:
    """The step and until when: “审查，3月12日 12:00 前”."""
    detail = opened.detail
    steps = {step.key: told(step, "name") for step in detail.guide.steps}
    name = steps.get(detail.step, "")
    if not name or detail.step_due_at is None:
        return name
    until = day_clock(detail.step_due_at)
    return gettext("%(step)s, until %(due)s") % {"step": name, "due": until}


def stood_still(opened: Opened) -> tuple[Stood, ...]:
    """Every stop of the clock beside what the applicant was told of it."""
    return tuple(
        Stood(
            ground=gettext(GROUND_LABELS[StopGround(stop.ground)]),
            first=day(stop.starts),
            last=day(stop.ended) if stop.ended else "",
            planned=_days(stop.planned),
            planned_end=day(stop.planned_end),
            actual=_days(stop.actual),
            over=_days(stop.over) if stop.over else "",
        )
        for stop in opened.detail.stops
    )


def _days(n: int) -> str:
    return ngettext("%(n)s working day", "%(n)s working days", n) % {"n": n}


def _if(over: object, due: date | None) -> str:
    """A day that matters only until something has happened."""
    return "" if over else day_weekday(due)


def explained(opened: Opened) -> tuple[Explained, ...]:
    """The deadlines that run, day by day: the notice, or promise and statute."""
    detail = opened.detail
    guide = detail.guide
    found = [
        (gettext("Telling what is missing"), gettext("5 working days"), opened.notice),
        (gettext("The promise"), _rule(guide.promise), detail.promise),
        (
            gettext("The statutory limit"),
            _rule(guide.statutory) if guide.statutory else "",
            detail.statute,
        ),
    ]
    return tuple(
        Explained(title, rule, _weeks(due, opened.today), _sum(due))
        for title, rule, due in found
        if due is not None
    )


def _rule(limit: Limit) -> str:
    return " ".join(filter(None, limit_says(limit)))


def _weeks(due: Deadline, today: date) -> tuple[tuple[DayCell, ...], ...]:
    return month_grid(
        [
            DayCell(
                day=row.day,
                kind=_kind(row.reason),
                number=row.number,
                says=_says(row.reason, row.note),
                made_up=row.reason is Reason.MADE_UP,
                today=row.day == today,
                due=row.day == due.due and row.reason in COUNTED,
            )
            for row in due.days
        ]
    )


def _kind(reason: Reason) -> str:
    if reason in COUNTED:
        return "counted"
    return "start" if reason in {Reason.START_DAY, Reason.ON_THE_SPOT} else "off"


def _says(reason: Reason, note: str) -> str:
    if reason is Reason.COUNTED:
        return ""
    if reason is Reason.HOLIDAY and note:
        return note
    return gettext(CELL_SAYS[reason])


def _sum(due: Deadline) -> str:
    """数了 15 天，跳过 12 天。到期：3月31日（周二）。"""
    skipped = sum(
        1 for row in due.days if not row.counted and row.reason is not Reason.START_DAY
    )
    counted = ngettext("%(n)s day counted", "%(n)s days counted", due.counted) % {
        "n": due.counted
    }
    left_out = ngettext("%(n)s skipped", "%(n)s skipped", skipped) % {"n": skipped}
    return gettext("%(counted)s, %(skipped)s. Due: %(day)s.") % {
        "counted": counted,
        "skipped": left_out,
        "day": day_weekday(due.due),
    }
