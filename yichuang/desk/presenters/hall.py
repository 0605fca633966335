"""The hall as its manager sees it: proposals in words, lines, windows and their time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from yichuang.desk.presenters.words import english
from yichuang.kernel.text import N_
from yichuang.organisation.queries.choices import WindowState
from yichuang.organisation.queries.places import WindowCard as PlaceCard
from yichuang.queueing.queries.adjusting import ProposalRow
from yichuang.queueing.queries.choices import ProposalState, SeatMode, SeatState
from yichuang.queueing.queries.window import HallView, SeatRow
from yichuang.queueing.rules.adjusting import CAUSE_SAYS, Action
from yichuang.queueing.rules.figures import Day, Split
from yichuang.web.formats import clock, number
from yichuang.web.presenters import Figure

DO_SAYS = {
    Action.OPEN_SPARE: N_("Open window %(window)s for %(line)s; %(person)s sits there"),
    Action.MOVE_MOBILE: N_(
        "Move the mobile window %(window)s to %(line)s; %(person)s sits there"
    ),
    Action.LET_HELP: N_("Let window %(window)s help with %(line)s"),
    Action.CALL_B: N_("Call %(person)s to window %(window)s for %(line)s"),
    Action.REST_AREA: N_("Open the rest area and say so on the screens"),
}


@dataclass(frozen=True, slots=True)
class ProposalCard:
    """A proposal in words: what to do, why, what it changes, what came of it."""

    url: str
    says: str
    why: str
    change: str
    state: str
    open: bool
    made: str
    until: str
    decided: str
    effect: str


@dataclass(frozen=True, slots=True)
class LineCard:
    """A line now and today."""

    code: str
    name: str
    waiting: int
    windows: int
    mean: str
    p90: str
    late: str
    gave_up: str


@dataclass(frozen=True, slots=True)
class WindowCard:
    """A window now, and how it spent today's minutes; bars are of 100."""

    number: int
    name: str
    kind: str
    state: str
    open: bool
    paused: bool
    person: str
    lines: str
    ticket: str
    served: int
    minutes: tuple[tuple[str, str], ...]
    bars: tuple[tuple[str, str, str], ...]
    saturation: str


def proposal(row: ProposalRow, names: dict[str, str]) -> ProposalCard:
    """A proposal as the board says it."""
    line = f"{row.line} {names.get(row.line, '')}".strip()
    facts = {"window": row.window, "line": line, "person": row.person}
    why = CAUSE_SAYS.get(str(row.cause.get("what")), "")
    return ProposalCard(
        url=reverse("desk:proposal", args=[row.id]),
        says=gettext(DO_SAYS[row.action]) % facts,
        why=gettext(why) % dict(row.cause) if why else "",
        change=_change(row),
        state=gettext(str(ProposalState(row.state).label)),
        open=row.state == ProposalState.OPEN,
        made=clock(row.made_at),
        until=clock(row.expires_at),
        decided=" · ".join(filter(None, (row.decided_by, row.reason))),
        effect=_effect(row),
    )


def _change(row: ProposalRow) -> str:
    if row.after is None:
        return ""
    if row.before is None:
        return gettext("Who comes now would wait about %(after)s min.") % {
            "after": number(row.after)
        }
    return gettext(
        "Who comes now would wait about %(after)s min instead of %(before)s."
    ) % {"after": number(row.after), "before": number(row.before)}


def _effect(row: ProposalRow) -> str:
    if not row.effect:
        return ""
    return gettext(
        "%(then)s waited %(was)s min on average; later %(now)s waited %(is)s min"
    ) % {
        "then": row.cause.get("waiting"),
        "was": row.cause.get("mean"),
        "now": row.effect.get("waiting"),
        "is": row.effect.get("mean"),
    }


def lines(view: HallView, day: Day) -> tuple[LineCard, ...]:
    """Every line now, with its figures of today."""
    return tuple(
        LineCard(
            code=row.code,
            name=row.name_en if english() and row.name_en else row.name,
            waiting=row.waiting,
            windows=row.windows,
            mean=number(one.mean_wait) if one else "—",
            p90=number(one.p90_wait) if one else "—",
            late=_share(one.over_30.part, one.over_30.whole) if one else "—",
            gave_up=_share(one.gave_up.part, one.gave_up.whole) if one else "—",
        )
        for row in view.lines
        for one in (day.lines.get(row.code),)
    )


def _share(part: int, whole: int) -> str:
    return f"{part} / {whole}" if whole else "—"


def windows(view: HallView, day: Day) -> tuple[WindowCard, ...]:
    """Every window: who sits there, who is there, how today's minutes were spent."""
    return tuple(_window(row, day.windows.get(row.number)) for row in view.seats)


def _window(row: SeatRow, split: Split | None) -> WindowCard:
    return WindowCard(
        number=row.number,
        name=row.name_en if english() and row.name_en else row.name,
        kind=str(
            SeatMode(row.mode).label if row.mode else WindowState(row.arranged).label
        ),
        state=str(SeatState(row.state).label),
        open=row.state == SeatState.OPEN,
        paused=row.state == SeatState.PAUSED,
        person=row.user_name,
        lines=" ".join((*row.own, *(f"({code})" for code in row.helps))),
        ticket=f"{row.ticket} · {row.minutes} {gettext('min')}" if row.ticket else "",
        served=split.served if split else 0,
        minutes=_minutes(split) if split else (),
        bars=_bars(split) if split else (),
        saturation=_percent(split) if split else "—",
    )


def _percent(split: Split) -> str:
    share = split.saturation
    return "—" if share.percent is None else f"{number(share.percent)} %"


def _minutes(split: Split) -> tuple[tuple[str, str], ...]:
    parts = (
        (gettext("serving"), split.serving),
        (gettext("walking"), split.walking),
        (gettext("idle"), split.idle),
        (gettext("paused"), split.paused),
    )
    return tuple((name, number(value)) for name, value in parts)


def _bars(split: Split) -> tuple[tuple[str, str, str], ...]:
    """(class, x, width) of the parts of a window's day, of 100."""
    whole = split.serving + split.walking + split.idle + split.paused
    found, x = [], 0.0
    for kind, value in (
        ("serving", split.serving),
        ("walking", split.walking),
        ("idle", split.idle),
        ("paused", split.paused),
    ):
        wide = 100 * value / whole if whole else 0.0
        found.append((kind, f"{x:.1f}", f"{wide:.1f}"))
        x += wide
    return tuple(found)


@dataclass(frozen=True, slots=True)
class SpentRow:
    """A window's time over some days, or that of all windows together."""

    number: int
    name: str
    served: int
    minutes: tuple[tuple[str, str], ...]
    bars: tuple[tuple[str, str, str], ...]
    saturation: str


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day that is over: who came, how long they waited, walked and were served."""

    day: date
    came: int
    served: int
    mean: str
    p90: str
    walk: str
    talk: str


def spent(
    splits: Mapping[int, Split], windows: tuple[PlaceCard, ...]
) -> tuple[SpentRow, ...]:
    """How each window that was open spent its minutes."""
    names = {
        one.number: one.name_en if english() and one.name_en else one.name
        for one in windows
    }
    return tuple(
        SpentRow(
            number=split.window,
            name=names.get(split.window, ""),
            served=split.served,
            minutes=_minutes(split),
            bars=_bars(split),
            saturation=_percent(split),
        )
        for split in splits.values()
    )


def day_rows(days: Mapping[date, Day]) -> tuple[DayRow, ...]:
    """The days on which anybody came or a window was open, the latest first."""
    return tuple(
        DayRow(
            day=on,
            came=one.all.taken,
            served=one.all.served,
            mean=number(one.all.mean_wait, 1),
            p90=number(one.all.p90_wait, 1),
            walk=number(one.all.mean_walk, 1),
            talk=number(one.all.mean_talk, 1),
        )
        for on, one in sorted(days.items(), reverse=True)
        if one.all.taken or one.windows
    )


def figures(view: HallView, day: Day) -> tuple[Figure, ...]:
    """The strip: now and today."""
    seats: Sequence[SeatRow] = view.seats
    opened = sum(row.state == SeatState.OPEN for row in seats)
    return (
        Figure(
            gettext("Waiting"),
            number(view.waiting),
            "",
            gettext("%(coming)s on the way, %(parked)s missed their call")
            % {"coming": view.coming, "parked": view.parked},
            "#lines",
            "users",
        ),
        Figure(
            gettext("Longest wait now"),
            number(view.longest),
            gettext("min") if view.longest is not None else "",
            gettext("nine in ten today: %(p90)s min")
            % {"p90": number(day.all.p90_wait)},
            "#lines",
            "clock",
        ),
        Figure(
            gettext("Windows open"),
            number(opened),
            "",
            gettext("of %(all)s") % {"all": len(seats)},
            "#windows",
            "window",
        ),
        Figure(
            gettext("Served today"),
            number(day.all.served),
            "",
            gettext("of %(taken)s tickets taken") % {"taken": day.all.taken},
            "#windows",
            "check",
        ),
    )
