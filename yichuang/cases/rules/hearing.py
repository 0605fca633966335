"""Hearings 听证 (行政许可法 art. 46 to 48): the table of moves, the days, what is refused."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from yichuang.kernel.limits import Deadline, Limit, Unit, deadline, due_date
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.statechart import Move, Statechart
from yichuang.kernel.text import N_
from yichuang.kernel.workdays import WorkCalendar

APPLY_LIMIT = Limit(5, Unit.WORKDAYS)
"""Art. 47(1): asked for within five days of being told of the right."""

ORGANISE_LIMIT = Limit(20, Unit.WORKDAYS)
"""Art. 47(1): the agency organises the hearing within twenty days."""

NOTICE_LIMIT = Limit(7, Unit.WORKDAYS)
"""Art. 48(1)(1): time and place are told seven days before; days are working days
(art. 82)."""


class HearingState(StrEnum):
    """Where a hearing stands."""

    TOLD = "told"
    APPLIED = "applied"
    SCHEDULED = "scheduled"
    HELD = "held"
    CLOSED = "closed"
    WAIVED = "waived"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """English msgid of the state's name."""
        return STATE_LABELS[self]


STATE_LABELS: dict[HearingState, str] = {
    HearingState.TOLD: N_("Told of the right to a hearing"),
    HearingState.APPLIED: N_("Hearing asked for, to be organised"),
    HearingState.SCHEDULED: N_("Hearing called"),
    HearingState.HELD: N_("Heard, minutes to be signed"),
    HearingState.CLOSED: N_("Hearing closed, minutes signed"),
    HearingState.WAIVED: N_("No hearing wanted"),
    HearingState.CANCELLED: N_("The wish for a hearing was withdrawn"),
}

UNDER_WAY = (HearingState.APPLIED, HearingState.SCHEDULED, HearingState.HELD)
STANDING = (HearingState.TOLD, *UNDER_WAY)


class HearingGround(StrEnum):
    """Why there is a hearing: the law or the public interest wants it (art. 46), or
    somebody whose interest it touches may ask for it (art. 47)."""

    DUTY = "duty"
    INTEREST = "interest"

    @property
    def label(self) -> str:
        """English msgid of the ground."""
        return GROUND_LABELS[self]


GROUND_LABELS: dict[HearingGround, str] = {
    HearingGround.DUTY: N_("the law or the public interest requires it (art. 46)"),
    HearingGround.INTEREST: N_("it touches somebody's major interest (art. 47)"),
}


class PartyRole(StrEnum):
    """In which part somebody is heard."""

    APPLICANT = "applicant"
    INTERESTED = "interested"

    @property
    def label(self) -> str:
        """English msgid of the part."""
        return ROLE_LABELS[self]


ROLE_LABELS: dict[PartyRole, str] = {
    PartyRole.APPLICANT: N_("applicant"),
    PartyRole.INTERESTED: N_("interested party"),
}

HEARING = Statechart(
    Move(
        "apply",
        HearingState.TOLD,
        HearingState.APPLIED,
        needs="hearing.apply",
        says=N_("A hearing is asked for"),
    ),
    Move(
        "waive",
        HearingState.TOLD,
        HearingState.WAIVED,
        needs="hearing.apply",
        says=N_("No hearing is wanted"),
    ),
    # Called anew when the chair was challenged or the day cannot be kept.
    Move(
        "schedule",
        (HearingState.APPLIED, HearingState.SCHEDULED),
        HearingState.SCHEDULED,
        needs="hearing.organise",
        says=N_("Call the hearing"),
    ),
    Move(
        "challenge",
        (HearingState.SCHEDULED, HearingState.HELD),
        HearingState.SCHEDULED,
        needs="hearing.apply",
        says=N_("Challenge the chair"),
    ),
    Move(
        "judge",
        HearingState.SCHEDULED,
        HearingState.SCHEDULED,
        needs="hearing.judge",
        says=N_("Decide on the challenge"),
    ),
    Move(
        "record",
        (HearingState.SCHEDULED, HearingState.HELD),
        HearingState.HELD,
        needs="hearing.preside",
        says=N_("Write the minutes"),
    ),
    Move(
        "sign",
        HearingState.HELD,
        HearingState.HELD,
        needs="hearing.preside",
        says=N_("Sign the minutes"),
    ),
    Move(
        "close",
        HearingState.HELD,
        HearingState.CLOSED,
        needs="hearing.preside",
        says=N_("Close the hearing"),
    ),
    Move(
        "cancel",
        (HearingState.APPLIED, HearingState.SCHEDULED),
        HearingState.CANCELLED,
        needs="hearing.apply",
        says=N_("The wish is withdrawn"),
    ),
)


@dataclass(frozen=True, slots=True)
class Signed:
    """One who was heard: signed, or refused for a reason that is written down."""

    name: str
    signature: str
    refused: str


def apply_due(told_on: date, calendar: WorkCalendar) -> date:
    """The last day on which a hearing may be asked for."""
    return due_date(told_on, APPLY_LIMIT, calendar)


def organise_due(applied_on: date, calendar: WorkCalendar) -> date:
    """The last day on which the hearing is to be held."""
    return due_date(applied_on, ORGANISE_LIMIT, calendar)


def earliest(notified_on: date, calendar: WorkCalendar) -> date:
    """The first day on which a hearing announced on `notified_on` may be held."""
    return calendar.after(notified_on, NOTICE_LIMIT.n)


def explain(start: date, limit: Limit, calendar: WorkCalendar) -> Deadline:
    """One of the three limits, day by day."""
    return deadline(start, limit, calendar)


def require_move(state: str, move: str) -> Move:
    """The move, if the table names it for the state.

    Raises:
        Refusal: "move.not-allowed".
    """
    return HEARING.move(HearingState(state), move)


def require_in_time(today: date, due: date) -> None:
    """Asked for on the last day is in time; the day after it is too late.

    Raises:
        Refusal: "hearing.too-late".
    """
    if today > due:
        raise Refusal(
            "hearing.too-late",
            N_("A hearing could be asked for until %(due)s."),
            remedy=N_(
                "Licensing Law art. 47: within five days of being told. What there is "
                "to say can still be said in writing."
            ),
            due=due,
        )


def require_called_in_time(
    *, today: date, held_on: date, due: date, calendar: WorkCalendar
) -> None:
    """Told seven days before, and held within the twenty days.

    Raises:
        Refusal: "hearing.notice-short", "hearing.after-limit" (field "held_at").
    """
    first = earliest(today, calendar)
    if held_on < first:
        raise Refusal(
            "hearing.notice-short",
            N_("Told today, the hearing can be held from %(first)s on."),
            field="held_at",
            remedy=N_("Licensing Law art. 48: seven days before; choose a later day."),
            first=first,
        )
    if held_on > due:
        raise Refusal(
            "hearing.after-limit",
            N_("The hearing has to be held by %(due)s."),
            field="held_at",
            remedy=N_("Licensing Law art. 47: within twenty days of the application."),
            due=due,
        )


def require_public(*, public: bool, secret_reason: str) -> None:
    """Hearings are public; behind closed doors only for a secret that is named.

    Raises:
        Refusal: "hearing.secret-unsaid" (field "secret_reason").
    """
    if not public and not secret_reason.strip():
        raise Refusal(
            "hearing.secret-unsaid",
            N_("A hearing is public."),
            field="secret_reason",
            remedy=N_(
                "Name the state secret, business secret or privacy that closes the doors."
            ),
        )


def require_chair_unchallenged(*, open_challenges: int) -> None:
    """While a challenge waits nobody is heard.

    Raises:
        Refusal: "hearing.challenged".
    """
    if open_challenges:
        raise Refusal(
            "hearing.challenged",
            N_("The chair was challenged; this is decided first."),
            remedy=N_("The head of the department decides on the challenge."),
        )


def require_begun(*, now: datetime, held_at: datetime) -> None:
    """Minutes are of what was said, not of what will be.

    Raises:
        Refusal: "hearing.not-begun".
    """
    if now < held_at:
        raise Refusal(
            "hearing.not-begun",
            N_("The hearing has not begun yet."),
            field="minutes",
            remedy=N_("Write the minutes when it is held, or call it anew."),
        )


def spoken(text: str) -> list[dict[str, str]]:
    """Minutes as typed, a line for each who spoke: "陈雨：现在开始听证。".

    A line without a name goes on with who spoke before; the first one is a remark.

    >>> spoken("主持人：现在开始。\\n林知夏: 我有证明。")
    [{'who': '主持人', 'text': '现在开始。'}, {'who': '林知夏', 'text': '我有证明。'}]

    Raises:
        Refusal: "hearing.minutes-empty" (field "minutes").
    """
    rows: list[dict[str, str]] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        who, colon, said = line.replace(":", "：", 1).partition("：")
        if colon and who.strip() and said.strip() and len(who) <= LONGEST_NAME:
            rows.append({"who": who.strip(), "text": said.strip()})
        elif rows:
            rows[-1]["text"] += line
        else:
            rows.append({"who": NOBODY, "text": line})
    if not rows:
        raise Refusal(
            "hearing.minutes-empty",
            N_("The minutes say nothing yet."),
            field="minutes",
            remedy=N_("Write who said what, a line for each: name, colon, words."),
        )
    return rows


LONGEST_NAME = 30
NOBODY = "记录"


def require_signed(parties: Sequence[Signed]) -> None:
    """Who was heard signs the minutes, or it is written down why not (art. 48(1)(5)).

    Raises:
        Refusal: "hearing.unsigned" naming who has not.
    """
    left = [one.name for one in parties if not one.signature and not one.refused]
    if left:
        raise Refusal(
            "hearing.unsigned",
            N_("Not everybody has signed the minutes: %(names)s."),
            field="name",
            remedy=N_("Let them sign, or write down why they would not."),
            names="、".join(left),
        )


def require_not_under_way(state: str) -> None:
    """Neither decided nor counted on before the hearing is closed.

    Raises:
        Refusal: "hearing.open".
    """
    if state in UNDER_WAY:
        raise Refusal(
            "hearing.open",
            N_("The hearing is not closed yet."),
            remedy=N_("Licensing Law art. 48: the decision rests on its minutes."),
        )


def minutes_for_decision(
    state: str, *, apply_due: date | None, today: date, minutes: str
) -> str:
    """What a decision has to rest on: the number of the minutes, "" without a hearing.

    Raises:
        Refusal: "hearing.may-be-asked" while it may still be asked for,
            "hearing.open" while it is under way.
    """
    require_not_under_way(state)
    if state == HearingState.TOLD and apply_due is not None and today <= apply_due:
        raise Refusal(
            "hearing.may-be-asked",
            N_("A hearing may still be asked for, until %(due)s."),
            remedy=N_("Decide after that day, or when it is given up in writing."),
            due=apply_due,
        )
    return minutes if state == HearingState.CLOSED else ""


def require_not_chair(*, decides: str, chairs: Collection[str]) -> None:
    """Who presided is not who decides (art. 48(1)(3)).

    Raises:
        Refusal: "hearing.chair-decides".
    """
    if decides in chairs:
        raise Refusal(
            "hearing.chair-decides",
            N_("You chaired the hearing on this case, so somebody else decides it."),
            remedy=N_("Leave it to another approver who is authorised for the item."),
        )
