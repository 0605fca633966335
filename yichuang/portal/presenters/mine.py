"""A citizen's cases in a list: what waits for the reader is lit and stands first."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from yichuang.cases.queries.worklist import WorkRow
from yichuang.cases.rules.lifecycle import CaseState, Outcome
from yichuang.kernel.workdays import WorkCalendar
from yichuang.portal.presenters import words
from yichuang.portal.queries.own import Mine, Turn
from yichuang.web import formats

STAGES = (
    CaseState.SUBMITTED,
    CaseState.RECEIVED,
    CaseState.ACCEPTED,
    CaseState.APPROVED,
    CaseState.CLOSED,
)
"""The stages a bar counts; corrections and stops stand with what they interrupt."""
SAME_STAGE = {
    CaseState.CORRECTION: CaseState.RECEIVED,
    CaseState.SUSPENDED: CaseState.ACCEPTED,
    CaseState.REFUSED: CaseState.APPROVED,
}


@dataclass(frozen=True, slots=True)
class MineRow:
    """One case: `turn` is what the reader has to do, "" when nothing."""

    url: str
    name: str
    note: str
    turn: str = ""
    stage: int = 0
    stages: int = len(STAGES)
    draft: bool = False


def mine_rows(
    mine: Mine, today: date, calendar: WorkCalendar, *, most: int | None = None
) -> tuple[MineRow, ...]:
    """The lines of a citizen's list."""
    return tuple(
        _row(row, mine.turns.get(row.number), today, calendar)
        for row in mine.rows[:most]
    )


def _row(
    row: WorkRow, turn: Turn | None, today: date, calendar: WorkCalendar
) -> MineRow:
    url = reverse("portal:case", args=[row.number])
    name = words.tell_name(row.item, row.item_en)
    if turn is not None:
        return MineRow(url, name, _until(turn, today, calendar), turn=_asked(turn))
    if row.state is CaseState.DRAFT:
        note = gettext("Begun on %(day)s") % {"day": formats.day_short(row.since)}
        return MineRow(url, name, note, draft=True)
    return MineRow(url, name, says(row), stage=_stage(row.state))


def _stage(state: CaseState) -> int:
    if state is CaseState.CLOSED:
        return 0
    return STAGES.index(SAME_STAGE.get(state, state)) + 1


def _asked(turn: Turn) -> str:
    return ngettext(
        "Waiting for %(n)s paper from you",
        "Waiting for %(n)s papers from you",
        turn.papers,
    ) % {"n": turn.papers}


def _until(turn: Turn, today: date, calendar: WorkCalendar) -> str:
    left = calendar.between(today, turn.due)
    day = formats.day_weekday(turn.due)
    if left < 0:
        return gettext("It was due on %(day)s; hand it in soon") % {"day": day}
    return gettext("By %(day)s, %(left)s") % {"day": day, "left": left_words(left)}


def left_words(left: int) -> str:
    """剩 5 个工作日."""
    return ngettext("%(n)s working day left", "%(n)s working days left", left) % {
        "n": left
    }


def says(row: WorkRow) -> str:
    """Where a case stands, in one line."""
    if row.state is CaseState.CLOSED:
        return outcome_words(row.outcome)
    words_ = {
        CaseState.SUBMITTED: gettext("Submitted, the hall will look at it"),
        CaseState.RECEIVED: gettext("The hall is looking at your papers"),
        CaseState.CORRECTION: gettext("Waiting for papers from you"),
        CaseState.ACCEPTED: gettext("Being examined"),
        CaseState.SUSPENDED: gettext("Being examined, this time does not count"),
        CaseState.APPROVED: gettext("Granted, ready for you"),
        CaseState.REFUSED: gettext("Refused, the decision is on its way"),
    }.get(row.state, "")
    if row.due is None or row.state in {CaseState.APPROVED, CaseState.REFUSED}:
        return words_
    due = {"day": formats.day_short(row.due)}
    promised = (
        gettext("promised by %(day)s") % due
        if row.state in {CaseState.ACCEPTED, CaseState.SUSPENDED}
        else gettext("answer by %(day)s") % due
    )
    return gettext(" · ").join([words_, promised])


def outcome_words(outcome: str) -> str:
    """How a case ended, to the person it concerns."""
    return {
        Outcome.APPROVED.value: gettext("It is done"),
        Outcome.REFUSED.value: gettext("It was refused"),
        Outcome.NOT_ACCEPTED.value: gettext("Not accepted"),
        Outcome.NOT_COMPETENT.value: gettext("Belongs to another authority"),
        Outcome.NOT_REQUIRED.value: gettext("No permission needed"),
        Outcome.WITHDRAWN.value: gettext("The application is withdrawn"),
        Outcome.LAPSED.value: gettext("Closed: papers did not come"),
        Outcome.TERMINATED.value: gettext("Ended without a decision"),
    }.get(outcome, gettext("It is closed"))
