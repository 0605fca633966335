"""The window's panel, the guide's list and the manager's windows, ready to be shown."""

from dataclasses import dataclass

from django.utils.translation import gettext

from yichuang.desk.presenters.frame import link
from yichuang.desk.presenters.words import english
from yichuang.desk.queries.calling import TicketLine
from yichuang.kernel.text import N_, Msgid
from yichuang.queueing.queries.board import LineRow
from yichuang.queueing.queries.choices import Channel
from yichuang.queueing.queries.days import KindCard
from yichuang.queueing.queries.window import AtWindow, SeatRow, WindowView
from yichuang.queueing.rules.figures import Split
from yichuang.queueing.rules.lifecycle import OUTCOME_SAYS, Outcome, TicketState
from yichuang.queueing.rules.policy import Standing
from yichuang.web import formats

NEEDS: dict[str, Msgid] = {
    "wheelchair": N_("comes with a wheelchair: the low counter"),
    "writing": N_("hard of hearing or speaking: the writing board"),
    "sight": N_("hard of seeing: read aloud, offer glasses"),
}
PAUSES: tuple[Msgid, ...] = (
    N_("Short break"),
    N_("Meal"),
    N_("Asking inside"),
    N_("Fault of a device"),
)
HOLDS: tuple[Msgid, ...] = (
    N_("fetches a paper"),
    N_("fills a form in"),
    N_("pays a fee"),
)


@dataclass(frozen=True, slots=True)
class Sitting:
    """Somebody at the window or on hold there."""

    id: int
    number: str
    kind: str
    state: str
    says: str
    called: bool
    serving: bool
    standing: str
    needs: tuple[str, ...]
    english: bool
    calls: int
    waited: int
    since: int
    case: str
    others: str


@dataclass(frozen=True, slots=True)
class Panel:
    """The panel of a window."""

    hall_id: int
    number: int
    name: str
    mode: str
    paused: bool
    pause_reason: str
    back_at: str
    current: Sitting | None
    held: tuple[Sitting, ...]
    waiting: int
    waiting_helps: int
    served: int
    lines: str
    helps: str
    can_park: bool


@dataclass(frozen=True, slots=True)
class Spent:
    """A part of the day at a window, for a bar and in minutes."""

    says: str
    minutes: int


@dataclass(frozen=True, slots=True)
class TicketRow:
    """A ticket at the guide's desk."""

    id: int
    number: str
    url: str
    kind: str
    state: str
    standing: str
    channel: str
    taken: str
    window: int | None
    case: str
    can_return: bool
    can_arrive: bool
    can_change: bool


@dataclass(frozen=True, slots=True)
class WindowLine:
    """A window on the manager's page, with what can be done to it now."""

    number: int
    name: str
    state: str
    word: str
    mode: str
    who: str
    lines: str
    helps: str
    ticket: str
    minutes: int | None
    seat_id: int | None
    open: bool
    paused: bool
    empty: bool


def told(
    row: KindCard | AtWindow | TicketLine | SeatRow | WindowView | LineRow, name: str
) -> str:
    """`name`, or its English twin for who reads English."""
    other = str(getattr(row, f"{name}_en", ""))
    return other if english() and other else str(getattr(row, name))


def _joined(values: tuple[str, ...]) -> str:
    return (", " if english() else "、").join(values)


def sitting(row: AtWindow, others: tuple[str, ...]) -> Sitting:
    """A ticket at the window: what its holder needs, how long they have been here."""
    return Sitting(
        id=row.id,
        number=row.number,
        kind=told(row, "kind"),
        state=row.state.value,
        says=gettext(row.state.label),
        called=row.state is TicketState.CALLED,
        serving=row.state is TicketState.SERVING,
        standing=standing_says(row.standing),
        needs=tuple(gettext(NEEDS[one]) for one in row.needs if one in NEEDS),
        english=row.language.startswith("en"),
        calls=row.calls,
        waited=row.waited,
        since=int(row.since.timestamp()),
        case=row.case_ref,
        others=_joined(others),
    )


def standing_says(standing: str) -> str:
    """The reason for priority, "" for everyone."""
    known = Standing(standing)
    return gettext(known.says) if known is not Standing.ORDINARY else ""


def panel(view: WindowView, others: tuple[str, ...], calls: int) -> Panel:
    """A window's panel; `calls` are the calls before somebody counts as absent."""
    current = sitting(view.current, others) if view.current else None
    return Panel(
        hall_id=view.hall_id,
        number=view.number,
        name=told(view, "name"),
        mode=view.mode,
        paused=view.state == "paused",
        pause_reason=view.pause_reason,
        back_at=formats.clock(view.back_at) if view.back_at else "",
        current=current,
        held=tuple(sitting(row, ()) for row in view.held),
        waiting=view.waiting,
        waiting_helps=view.waiting_helps,
        served=view.served,
        lines=" ".join(view.own),
        helps=" ".join(view.helps),
        can_park=bool(current and current.calls >= calls),
    )


def spent(split: Split | None) -> tuple[Spent, ...]:
    """Today's minutes at the window by what they went to."""
    if split is None:
        return ()
    parts = (
        (gettext("Serving"), split.serving),
        (gettext("Waiting for who was called"), split.walking),
        (gettext("Nobody there"), split.idle),
        (gettext("Breaks"), split.paused),
    )
    return tuple(Spent(says, round(minutes)) for says, minutes in parts)


def outcomes() -> tuple[tuple[str, str], ...]:
    """What a talk can have come to; "not closed" only the day's end writes."""
    return tuple(
        (outcome.value, gettext(says))
        for outcome, says in OUTCOME_SAYS.items()
        if outcome is not Outcome.UNCLOSED
    )


def kind_choices(kinds: tuple[KindCard, ...]) -> tuple[tuple[str, str], ...]:
    """Open kinds to choose from."""
    return tuple(
        (row.code, f"{row.code} {told(row, 'name')}") for row in kinds if row.open
    )


def standings() -> tuple[tuple[str, str], ...]:
    """Reasons for priority, to choose from."""
    return tuple((one.value, gettext(one.says)) for one in Standing)


def ticket_row(row: TicketLine) -> TicketRow:
    """A line of the guide's list."""
    address = link("portal:home")
    return TicketRow(
        id=row.id,
        number=row.number,
        url=f"{address}t/{row.token}/" if address else "",
        kind=told(row, "kind"),
        state=gettext(row.state.label),
        standing=standing_says(row.standing),
        channel=str(Channel(row.channel).label),
        taken=formats.clock(row.taken_at),
        window=row.window,
        case=row.case,
        can_return=row.state is TicketState.PARKED,
        can_arrive=row.state is TicketState.COMING,
        can_change=row.state in {TicketState.WAITING, TicketState.COMING},
    )


WORDS: dict[str, Msgid] = {
    "open": N_("free"),
    "paused": N_("pauses"),
    "closed": N_("not open"),
    "called": N_("calls"),
    "serving": N_("serves"),
}


def window_line(row: SeatRow) -> WindowLine:
    """A window of the manager's page."""
    word = row.ticket_state if row.ticket else row.state
    return WindowLine(
        number=row.number,
        name=told(row, "name"),
        state=row.state,
        word=gettext(WORDS[word]) if word in WORDS else word,
        mode=row.mode or row.arranged,
        who=row.user_name,
        lines=" ".join(row.own),
        helps=" ".join(row.helps),
        ticket=row.ticket,
        minutes=row.minutes,
        seat_id=row.seat_id,
        open=row.seat_id is not None,
        paused=row.state == "paused",
        empty=not row.ticket,
    )
