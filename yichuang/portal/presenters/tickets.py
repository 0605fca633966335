"""A ticket on its holder's phone: one sentence, what to do, how long, why."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, gettext

from yichuang.kernel.text import N_, Msgid
from yichuang.queueing.queries.board import LineRow
from yichuang.queueing.queries.days import KindCard
from yichuang.queueing.queries.mine import MyPlace, Why
from yichuang.queueing.rules.foresight import COVERED, FEW, Range, Score
from yichuang.queueing.rules.lifecycle import Outcome, TicketState
from yichuang.queueing.rules.policy import Standing
from yichuang.web import formats


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind on the phone."""

    code: str
    name: str
    waiting: int
    wait: str


@dataclass(frozen=True, slots=True)
class TicketPage:
    """The page of a ticket. `turn` when its holder is asked for; `live` while something
    can still change today."""

    number: str
    kind: str
    state: str
    says: str
    next: str
    turn: bool
    live: bool
    waiting: bool
    ahead: int | None
    wait: str
    waited: int
    told: str
    standing: str
    window: int | None
    map_url: str
    until: str
    case: str
    case_url: str
    outcome: str
    others: str
    can_arrive: bool
    can_return: bool
    can_leave: bool


SAYS: dict[TicketState, Msgid] = {
    TicketState.COMING: N_("You have a place, but you are not in the hall yet."),
    TicketState.WAITING: N_("You are in line."),
    TicketState.CALLED: N_("It is your turn: please go to window %(window)s."),
    TicketState.SERVING: N_("You are being served at window %(window)s."),
    TicketState.HELD: N_("Window %(window)s goes on with you when you are back."),
    TicketState.PARKED: N_("You missed your call."),
    TicketState.DONE: N_("This visit is finished."),
    TicketState.LEFT: N_("You gave this number up."),
    TicketState.VOID: N_("This number is not valid any more."),
}
NEXT: dict[TicketState, Msgid] = {
    TicketState.COMING: N_(
        "When you are here, press “I am in the hall” or hold the code to the kiosk."
    ),
    TicketState.WAITING: N_("This page follows by itself; you may put the phone away."),
    TicketState.PARKED: N_(
        "Your number stays. When you are back in the hall, press “I am back”: you are"
        " called after a few others."
    ),
    TicketState.VOID: N_("Please take a new one if you still need it."),
}


def _english() -> bool:
    return (get_language() or "").startswith("en")


def wait_words(wait: Range | None) -> str:
    """A range in minutes; "" where nothing honest can be said."""
    if wait is None:
        return ""
    return gettext("%(low)s to %(high)s min") % {"low": wait.low, "high": wait.high}


def kind_rows(
    kinds: tuple[KindCard, ...],
    lines: dict[str, LineRow],
    waits: dict[str, Range | None],
) -> tuple[KindRow, ...]:
    """Kinds to choose from, with how many wait."""
    return tuple(
        KindRow(
            code=row.code,
            name=row.name_en if _english() and row.name_en else row.name,
            waiting=lines[row.code].waiting if row.code in lines else 0,
            wait=wait_words(waits.get(row.code)),
        )
        for row in kinds
    )


def line_rows(
    lines: tuple[LineRow, ...], waits: dict[str, Range | None]
) -> tuple[KindRow, ...]:
    """Every line of the hall: how many wait, and how long somebody would now."""
    return tuple(
        KindRow(
            code=row.code,
            name=row.name_en if _english() and row.name_en else row.name,
            waiting=row.waiting,
            wait=wait_words(waits.get(row.code))
            if row.windows
            else gettext("no window is open for it now"),
        )
        for row in lines
    )


def score_says(score: Score) -> str:
    """How the ranges told lately turned out, so that nobody takes them for a promise."""
    if score.told < FEW or score.error is None:
        return gettext(
            "Too few people were called in the last two weeks to say how good these"
            " times are."
        )
    return gettext(
        "In the last two weeks %(percent)s of the times we told were right: %(covered)s"
        " of %(told)s people were called within the minutes they had been told. We aim"
        " for %(aim)s%%. For half of them the middle of the range was no more than"
        " %(minutes)s min off."
    ) % {
        "percent": formats.percent(score.covered, score.told),
        "covered": formats.number(score.covered),
        "told": formats.number(score.told),
        "aim": COVERED,
        "minutes": formats.number(max(round(score.error), 1)),
    }


def ticket_page(place: MyPlace, hall_id: int) -> TicketPage:
    """Everything the page of a ticket says."""
    facts = {"window": place.window or "—"}
    told = (
        Range(0, place.told_low, place.told_high)
        if place.told_low is not None and place.told_high is not None
        else None
    )
    over = {TicketState.DONE, TicketState.LEFT, TicketState.VOID}
    floor = reverse("lobby:map", args=[hall_id])
    return TicketPage(
        number=place.number,
        kind=place.kind_en if _english() and place.kind_en else place.kind,
        state=place.state.value,
        says=gettext(SAYS[place.state]) % facts,
        next=gettext(NEXT[place.state]) if place.state in NEXT else "",
        turn=place.state is TicketState.CALLED,
        live=place.state not in over,
        waiting=place.state is TicketState.WAITING,
        ahead=place.ahead,
        wait=wait_words(place.wait),
        waited=place.waited,
        told=wait_words(told),
        standing=gettext(place.standing.says)
        if place.standing is not Standing.ORDINARY
        else "",
        window=place.window,
        map_url=f"{floor}?window={place.window}" if place.window else floor,
        until=formats.clock(place.expires_at) if place.expires_at else "",
        case=place.case_ref,
        case_url=f"{reverse('portal:follow')}?number={place.case_ref}"
        if place.case_ref
        else "",
        outcome=gettext(Outcome(place.outcome).says) if place.outcome else "",
        others=("、" if not _english() else ", ").join(place.others),
        can_arrive=place.state is TicketState.COMING,
        can_return=place.state is TicketState.PARKED,
        can_leave=place.state
        in {TicketState.COMING, TicketState.WAITING, TicketState.PARKED},
    )


def why_words(why: Why) -> str:
    """Why one number goes before another, in one sentence of the policy's own reason."""
    names = {"first": why.first, "second": why.second}
    reason = gettext(why.says) % {**names, **why.facts}
    return gettext("%(first)s goes before %(second)s: %(reason)s") % {
        **names,
        "reason": reason,
    }
