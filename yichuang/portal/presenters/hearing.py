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

    @property
    def invites(self) -> str:
        """The words of the button that leads to what may be done; "" for nothing."""
        if self.may_apply:
            return gettext("Ask for a hearing, or give it up")
        if self.may_challenge and self.may_cancel:
            return gettext("Challenge the chair, or withdraw the wish")
        if self.may_challenge:
            return gettext("Somebody else should preside")
        return gettext("I no longer want the hearing") if self.may_cancel else ""

    @property
    def asks_words(self) -> bool:
        """Whether what the citizen writes is kept with what they press."""
        return self.may_apply or self.may_challenge


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
        N_(
            "Read and sign them where you were heard, or at a window of the hall. If "
            "something is missing, say so before you sign."
        ),
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
    if row.challenged:
        text = N_("Another chair was asked for. Somebody else decides on that first.")
    if row.chair_replaced:
        title = N_("The hearing gets a new day")
        text = N_(
            "Somebody else will preside, so the day you were told is off. We write to "
            "you at least seven working days before the new one."
        )
    pairs = (
        (gettext("What it is about"), row.reason),
        (gettext("Where"), "" if row.chair_replaced else row.place),
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
