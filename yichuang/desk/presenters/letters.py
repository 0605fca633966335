"""Letters, seats and absences as rows."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from yichuang.desk.presenters.words import english
from yichuang.kernel.text import N_
from yichuang.organisation.queries.authority import AbsenceRow, LetterRow, Seat
from yichuang.web.formats import day

STATES = {
    "ending": N_("runs out"),
    "standing": N_("stands"),
    "coming": N_("begins later"),
    "over": N_("ended"),
    "withdrawn": N_("revoked"),
}
LAMPS = {
    "ending": "warn",
    "standing": "ok",
    "coming": "pause",
    "over": "done",
    "withdrawn": "done",
}
ORDER = ("ending", "standing", "coming", "over", "withdrawn")


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter in the list."""

    number: str
    item: str
    person: str
    post: str
    department: str
    scope: str
    days: str
    state: str
    state_says: str
    lamp: str
    note: str
    renew_url: str
    withdraw_url: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter with its count."""

    says: str
    url: str
    count: int
    on: bool


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A post with who holds it; `away` names who is away today."""

    post: str
    department: str
    section: str
    holders: str
    covers: str
    away: str
    bare: bool


@dataclass(frozen=True, slots=True)
class AbsenceLine:
    """A planned absence."""

    person: str
    post: str
    stands_in: str
    days: str
    reason: str
    handover: str
    state: str
    end_url: str


def letter_lines(
    rows: tuple[LetterRow, ...],
    today: date,
    names: dict[str, str],
    *,
    keeps: bool,
    chosen: str = "",
) -> tuple[LetterLine, ...]:
    """The letters, those that run out first; `chosen` is a state to show alone."""
    shown = [row for row in rows if chosen in ("", row.state(today))]
    ordered = sorted(
        shown, key=lambda row: (ORDER.index(row.state(today)), row.valid_to, row.id)
    )
    return tuple(_letter(row, today, names, keeps=keeps) for row in ordered)


def _letter(
    row: LetterRow, today: date, names: dict[str, str], *, keeps: bool
) -> LetterLine:
    state = row.state(today)
    running = state in {"ending", "standing", "coming"} and keeps
    left = (row.valid_to - today).days
    note = {
        "ending": gettext("%(days)s days left, nothing follows it") % {"days": left},
        "withdrawn": row.revoked_reason,
        "standing": gettext("a letter follows it") if row.followed else "",
    }.get(state, "")
    return LetterLine(
        number=row.number,
        item=gettext("every item of the department")
        if row.item_key == "*"
        else names.get(row.item_key, row.item_key),
        person=row.person,
        post=row.post,
        department=row.department,
        scope=gettext(row.scope.label),
        days=f"{day(row.valid_from)} — {day(row.valid_to)}",
        state=state,
        state_says=gettext(STATES[state]),
        lamp=LAMPS[state],
        note=note,
        renew_url=reverse("desk:letter-renew", args=[row.id])
        if keeps and state != "withdrawn" and not row.followed
        else "",
        withdraw_url=reverse("desk:letter-withdraw", args=[row.id]) if running else "",
    )


def chips(rows: tuple[LetterRow, ...], today: date, chosen: str) -> tuple[Chip, ...]:
    """A chip for each state that occurs, and one for all."""
    url = reverse("desk:letters")
    states = [row.state(today) for row in rows]
    every = Chip(gettext("All"), url, len(states), not chosen)
    return (
        every,
        *(
            Chip(
                gettext(STATES[state]),
                f"{url}?state={state}",
                states.count(state),
                chosen == state,
            )
            for state in ORDER
            if state in states
        ),
    )


def seat_lines(seats: tuple[Seat, ...]) -> tuple[SeatLine, ...]:
    """Every post with A and B; one without B stands out."""
    return tuple(
        SeatLine(
            post=seat.name_en if english() else seat.name,
            department=seat.department,
            section=seat.section_en if english() else seat.section,
            holders=gettext(", ").join(name for _user, name in seat.holders),
            covers=gettext(", ").join(name for _user, name in seat.covers),
            away=gettext(", ").join(
                name
                for user, name in (*seat.holders, *seat.covers)
                if user in seat.gone
            ),
            bare=bool(seat.holders) and not seat.covers,
        )
        for seat in seats
    )


def absence_lines(
    rows: tuple[AbsenceRow, ...], today: date, *, keeps: bool
) -> tuple[AbsenceLine, ...]:
    """Planned absences, the next first."""
    return tuple(_absence(row, today, keeps=keeps) for row in rows)


def _absence(row: AbsenceRow, today: date, *, keeps: bool) -> AbsenceLine:
    over = row.over(today)
    now = row.first <= today and not over
    back = row.ended_on or row.last
    return AbsenceLine(
        person=row.person,
        post=f"{row.post} · {row.department}",
        stands_in=row.stands_in,
        days=f"{day(row.first)} — {day(back)}",
        reason=row.reason,
        handover=row.handover,
        state=gettext("back") if over else gettext("away now") if now else "",
        end_url=reverse("desk:absence-end", args=[row.id])
        if keeps and not over and row.ended_on is None
        else "",
    )
