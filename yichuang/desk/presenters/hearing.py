"""The hearing of a case on the desk: where it stands, its days, who was heard."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from yichuang.accounts.policies import Actor
from yichuang.cases.queries.hearing import HearingRow, hearings_of
from yichuang.cases.rules.hearing import HEARING, HearingState
from yichuang.cases.rules.lifecycle import IN_PROCESS
from yichuang.desk.policies import may
from yichuang.desk.presenters.words import Paragraph
from yichuang.desk.queries.opened import Opened
from yichuang.kernel.text import N_
from yichuang.web.formats import day_clock, day_weekday
from yichuang.web.presenters import Link

MAIN = ("tell", "apply", "judge", "schedule", "record", "sign", "close")
"""The first possible of these is the one to do next."""


@dataclass(frozen=True, slots=True)
class Press:
    """A move of the hearing as a button."""

    says: str
    url: str
    main: bool
    danger: bool


@dataclass(frozen=True, slots=True)
class Heard:
    """Somebody who is heard, and whether they signed."""

    name: str
    role: str
    says: str


@dataclass(frozen=True, slots=True)
class HearingPane:
    """One hearing as the page shows it."""

    title: str
    lead: str
    facts: tuple[Paragraph, ...]
    parties: tuple[Heard, ...]
    challenges: tuple[Paragraph, ...]
    minutes: tuple[tuple[str, str], ...]
    opinion: str
    documents: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class HearingPage:
    """The newest hearing, what can be done, and earlier ones."""

    now: HearingPane | None
    presses: tuple[Press, ...]
    earlier: tuple[HearingPane, ...]


def hearing_page(opened: Opened, by: Actor) -> HearingPage:
    """Everything about hearings on a case."""
    rows = hearings_of(opened.case, opened.today)
    return HearingPage(
        now=_pane(rows[0]) if rows else None,
        presses=_presses(opened, rows[0] if rows else None, by),
        earlier=tuple(map(_pane, rows[1:])),
    )


def _presses(opened: Opened, row: HearingRow | None, by: Actor) -> tuple[Press, ...]:
    if opened.detail.state not in IN_PROCESS:
        return ()
    names = _possible(row, by)
    main = _next(names, row)
    return tuple(
        Press(
            says=says,
            url=reverse("desk:act", args=[opened.detail.number, f"hearing-{name}"]),
            main=name == main,
            danger=name == "cancel",
        )
        for name, says in sorted(names.items(), key=lambda pair: pair[0] != main)
    )


def _next(names: Mapping[str, str], row: HearingRow | None) -> str:
    """The move to make next, "" where the next one is not the reader's or not yet due."""
    if row is not None and row.state is HearingState.HELD and not row.challenged:
        name = (
            "close" if all(one.signed or one.refused for one in row.parties) else "sign"
        )
        return name if name in names else ""
    main = next((name for name in MAIN if name in names), "")
    called = main == "schedule" and row is not None and row.chair
    return "" if called else main  # calling it anew is the exception


def _possible(row: HearingRow | None, by: Actor) -> dict[str, str]:
    over = {HearingState.CLOSED, HearingState.WAIVED, HearingState.CANCELLED}
    if row is None or row.state in over:
        tells = may(by, "hearing.tell")
        return {"tell": gettext("Tell of the right to a hearing")} if tells else {}
    return {
        move.name: gettext(move.says)
        for move in HEARING.moves_from(row.state)
        if may(by, move.needs) and _makes_sense(move.name, row, by)
    }


def _makes_sense(name: str, row: HearingRow, by: Actor) -> bool:
    """What the services would refuse is not offered."""
    if name in {"record", "close"} and not row.chair:
        return False
    if name in {"record", "close"}:
        presides = by.ref == row.chair or (
            name == "record" and by.name == row.recorder_name
        )
        return presides and not row.challenged
    if name == "judge":
        return row.challenged and by.ref != row.chair
    if name == "challenge":
        return bool(row.chair) and not row.challenged
    return not (name == "apply" and row.silent)


LEADS: Mapping[HearingState, str] = {
    HearingState.TOLD: N_("It may be asked for until %(due)s; the decision waits."),
    HearingState.APPLIED: N_(
        "To be held by %(organise)s; called today, from %(first)s."
    ),
    HearingState.SCHEDULED: N_("%(when)s, %(place)s."),
    HearingState.HELD: N_("Everybody signs, then the chair closes it."),
    HearingState.CLOSED: N_("The decision rests on the minutes."),
    HearingState.WAIVED: N_("The decision need not wait."),
    HearingState.CANCELLED: N_("The decision need not wait."),
}


def _pane(row: HearingRow) -> HearingPane:
    days = _days(row)
    title, lead = gettext(row.state.label), gettext(LEADS[row.state]) % days
    if row.silent:
        lead = gettext("Nobody asked for it in time; the decision need not wait.")
    if row.challenged:
        lead = gettext("The chair was challenged; this is decided first.")
    if row.chair_replaced:
        title = gettext("To be called anew, under another chair")
        lead = gettext(LEADS[HearingState.APPLIED]) % days
    written = (row.told_document, row.notice_document, row.minutes_document)
    return HearingPane(
        title=title,
        lead=lead,
        facts=_facts(row),
        parties=tuple(
            Heard(
                one.name, gettext(one.role.label), _signed(row, one.signed, one.refused)
            )
            for one in row.parties
        ),
        challenges=tuple(
            Paragraph(
                f"{one.by_name} · {one.chair_name}",
                " ".join(filter(None, [one.reason, _judged(one.upheld), one.decision])),
            )
            for one in row.challenges
        ),
        minutes=row.minutes,
        opinion=row.opinion,
        documents=tuple(
            Link(number, reverse("documents:pdf", args=[number]) + "?print")
            for number in written
            if number
        ),
    )


def _days(row: HearingRow) -> dict[str, str]:
    return {
        "due": day_weekday(row.apply_due),
        "organise": day_weekday(row.organise_due),
        "first": day_weekday(row.earliest),
        "when": day_clock(row.held_at),
        "place": row.place,
    }


def _facts(row: HearingRow) -> tuple[Paragraph, ...]:
    stands = row.held_at and not row.chair_replaced  # else that day is off
    doors = gettext("in public") if row.public else row.secret_reason
    rows = (
        (gettext("Why there is a hearing"), gettext(row.ground.label)),
        (gettext("What it is about"), row.reason),
        (gettext("Told on"), day_weekday(row.told_on)),
        (gettext("May be asked for until"), day_weekday(row.apply_due)),
        (gettext("Asked for on"), day_weekday(row.applied_on)),
        (gettext("Asked for by"), row.applied_by_name),
        (gettext("What they want to say"), row.wish),
        (gettext("To be held by"), day_weekday(row.organise_due)),
        (gettext("When"), day_clock(row.held_at) if stands else ""),
        (gettext("Where"), row.place if stands else ""),
        (gettext("Doors"), doors if stands else ""),
        (gettext("Who presides"), row.chair_name),
        (gettext("Who writes the minutes"), row.recorder_name),
    )
    return tuple(Paragraph(term, text) for term, text in rows if text)


def _signed(row: HearingRow, signed: bool, refused: str) -> str:  # noqa: FBT001
    if refused:
        return gettext("did not sign: %(why)s") % {"why": refused}
    if signed:
        return gettext("signed")
    wants = row.state in {HearingState.HELD, HearingState.CLOSED}
    return gettext("not signed yet") if wants else ""


def _judged(upheld: bool | None) -> str:  # noqa: FBT001
    says = {
        None: N_("(not decided yet)"),
        True: N_("(somebody else presides)"),
        False: N_("(the chair stays)"),
    }
    return gettext(says[upheld])
