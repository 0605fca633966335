"""A hearing as the parties see it: what they may do, until when, where and before whom."""

from dataclasses import dataclass

from django.utils.translation import gettext

from yichuang.cases.queries.hearing import HearingRow
from yichuang.cases.rules.hearing import HearingState
from yichuang.kernel.text import N_
from yichuang.web.formats import day_clock, day_weekday


@dataclass(frozen=True, slots=True)
class HearingBox:
    """`turn` says that it is the citizen's turn; the flags which buttons there are."""

    title: str
    text: str
    facts: tuple[tuple[str, str], ...]
    turn: bool
    may_apply: bool
    may_challenge: bool
    may_cancel: bool


WORDS = {
    HearingState.TOLD: (
        N_("You may ask for a hearing by %(due)s"),
        N_(
            "Before we decide, you can tell us in person what speaks for you. It costs "
            "nothing. If you do not want one, you need not do anything."
        ),
    ),
    HearingState.APPLIED: (
        N_("You will be heard by %(organise)s"),
        N_(
            "We write to you at least seven working days before. The clock stands still."
        ),
    ),
    HearingState.SCHEDULED: (
        N_("You are heard at %(when)s"),
        N_("Bring what proves your case. You may bring somebody to speak for you."),
    ),
    HearingState.HELD: (
        N_("You were heard; please sign the minutes"),
        N_("Read them first. If something is missing, say so before you sign."),
    ),
    HearingState.CLOSED: (
        N_("The hearing is over"),
        N_("Our decision rests on the minutes; you can read them under documents."),
    ),
    HearingState.WAIVED: (N_("No hearing was wanted"), N_("We go on and decide.")),
    HearingState.CANCELLED: (
        N_("You no longer want the hearing"),
        N_("We go on and decide."),
    ),
}


def hearing_box(row: HearingRow | None) -> HearingBox | None:
    """The box on the page of a case; None where there is no hearing."""
    if row is None:
        return None
    title, text = WORDS[row.state]
    facts = {
        "due": day_weekday(row.apply_due),
        "organise": day_weekday(row.organise_due),
        "when": day_clock(row.held_at),
    }
    if row.silent:
        title, text = N_("Nobody asked for a hearing"), N_("We go on and decide.")
    pairs = (
        (gettext("What it is about"), row.reason),
        (gettext("Where"), row.place),
        (gettext("Who presides"), row.chair_name),
    )
    asked = row.state is HearingState.TOLD and not row.silent
    return HearingBox(
        title=gettext(title) % facts,
        text=gettext(text),
        facts=tuple((term, says) for term, says in pairs if says),
        turn=asked,
        may_apply=asked,
        may_challenge=row.state is HearingState.SCHEDULED
        and bool(row.chair)
        and not row.challenged,
        may_cancel=row.state in {HearingState.APPLIED, HearingState.SCHEDULED}
        and row.ground == "interest",
    )
