"""What happened to a case and what is to come, in the words of everyday."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from yichuang.cases.queries.detail import CaseDetail
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.journal.events import EntryFacts
from yichuang.kernel.text import N_
from yichuang.portal.presenters import words
from yichuang.portal.presenters.kept import withdrawal_label
from yichuang.web import formats
from yichuang.web.presenters import Link

TITLES: Mapping[str, str] = {
    "case.submitted": N_("You applied"),
    "case.received": N_("The hall took your papers in hand"),
    "case.notice-sent": N_("The hall told you what is missing"),
    "case.supplemented": N_("You handed in what was missing"),
    "case.accepted": N_("Accepted, our time runs"),
    "case.deemed": N_("Accepted because nobody had answered in time"),
    "case.declined": N_("Not accepted"),
    "case.lapsed": N_("Closed because papers did not come"),
    "case.withdrawn": N_("You took the application back"),
    "case.tolerance-agreed": N_("We go on without one paper"),
    "case.tolerance-fulfilled": N_("The paper came later"),
    "case.tolerance-broken": N_("Closed: what was promised for later did not come"),
    "case.disproved": N_("Ended: what was promised did not hold"),
    "case.annulled": N_("Revoked: what was promised did not hold"),
    "case.terminated": N_("Ended without a decision"),
    "case.routed": N_("Passed on inside, nothing for you to do"),
    "case.opinion-asked": N_("We asked another office for its opinion"),
    "case.opinion-given": N_("The office has answered us"),
    "case.opinions-complete": N_("All offices have answered"),
    "case.sent-up": N_("We reviewed it and sent it up with all your papers"),
    "case.received-above": N_("It has arrived there"),
    "case.came-back-granted": N_("Granted"),
    "case.came-back-refused": N_("It was refused"),
    "case.site-check-set": N_("We come and look on site"),
    "case.site-check-done": N_("We have looked on site"),
    "case.stopped": N_("The clock stands still"),
    "case.resumed": N_("The clock runs on"),
    "case.extended": N_("The time was extended once"),
    "case.approved": N_("Granted"),
    "case.approved-by-silence": N_("Granted because nobody had decided in time"),
    "case.renewed": N_("Renewed by law because nobody had decided in time"),
    "case.refused": N_("It was refused"),
    "case.issued": N_("Handed over"),
    "case.originals-taken": N_("We keep an original for you"),
    "case.originals-returned": N_("You got the original back"),
}
NOTES: Mapping[str, str] = {
    "case.notice-sent": N_("%(papers)s, by %(due)s"),
    "case.accepted": N_("Promised by %(due)s"),
    "case.deemed": N_("Counts from %(since)s, promised by %(due)s"),
    "case.declined": "%(reason)s",
    "case.withdrawn": "%(reason)s",
    "case.tolerance-agreed": "%(paper)s",
    "case.tolerance-fulfilled": "%(paper)s",
    "case.tolerance-broken": "%(papers)s",
    "case.disproved": "%(reason)s",
    "case.annulled": "%(reason)s",
    "case.terminated": "%(reason)s",
    "case.routed": "%(post)s",
    "case.opinion-asked": "%(post)s",
    "case.opinion-given": "%(post)s",
    "case.opinions-complete": N_("%(answered)s of %(asked)s answered"),
    "case.sent-up": N_("%(body)s decides; you need not do anything"),
    "case.received-above": "%(body)s",
    "case.came-back-granted": N_("By %(body)s, no. %(decision)s"),
    "case.came-back-refused": "%(reason)s",
    "case.site-check-set": N_("On %(day)s, at least two people come"),
    "case.resumed": N_("Promised by %(due)s"),
    "case.extended": N_("%(days)s working days: %(reason)s"),
    "case.approved-by-silence": "%(basis)s",
    "case.refused": "%(reason)s",
    "case.originals-taken": "%(paper)s",
    "case.originals-returned": "%(paper)s",
}
DAYS = ("due", "since", "day")
COMING = {
    "answer": N_("The hall answers: accepted, or told once what is missing"),
    "accept": N_("Acceptance, our time begins"),
    "examine": N_("Examination and decision"),
    "hand-over": N_("You get the result"),
}
NOW = {
    CaseState.SUBMITTED: N_("The hall looks at your application"),
    CaseState.RECEIVED: N_("The hall looks at your papers"),
    CaseState.CORRECTION: N_("Waiting for you"),
    CaseState.ACCEPTED: N_("Being examined"),
    CaseState.SUSPENDED: N_("Being examined, the clock stands still"),
    CaseState.APPROVED: N_("Ready for you"),
    CaseState.REFUSED: N_("The decision is on its way to you"),
}
AHEAD = {
    CaseState.SUBMITTED: ("accept", "examine", "hand-over"),
    CaseState.RECEIVED: ("accept", "examine", "hand-over"),
    CaseState.CORRECTION: ("accept", "examine", "hand-over"),
    CaseState.ACCEPTED: ("hand-over",),
    CaseState.SUSPENDED: ("hand-over",),
}


@dataclass(frozen=True, slots=True)
class TimeStep:
    """A step for `web/parts/_timeline.html`."""

    state: str
    title: str
    when: str = ""
    note: str = ""
    link: Link | None = None


def steps(
    case: CaseDetail, documents: Mapping[str, Link], *, full: bool
) -> tuple[TimeStep, ...]:
    """Past with a tick, now lit, coming dashed; `documents` are links by number.

    Without `full`, for whoever holds the query code, no reasons and names of papers.
    """
    known = (entry for entry in case.timeline if entry.code in TITLES)
    past = [_past(entry, documents, full=full) for entry in known]
    if case.state is CaseState.CLOSED:
        return tuple(past)
    now = TimeStep("now", gettext(NOW[case.state]), note=_now_note(case))
    ahead = [_coming(key, case) for key in AHEAD.get(case.state, ())]
    return (*past, now, *ahead)


def _coming(key: str, case: CaseDetail) -> TimeStep:
    note = words.delivery(case.delivery) if key == "hand-over" else ""
    return TimeStep("next", gettext(COMING[key]), note=note)


def _past(entry: EntryFacts, documents: Mapping[str, Link], *, full: bool) -> TimeStep:
    facts = {
        key: words.iso_day(str(value)) if key in DAYS else value
        for key, value in entry.facts.items()
    }
    open_to_all = full or entry.code in {"case.accepted", "case.deemed", "case.resumed"}
    note = NOTES.get(entry.code, "") if open_to_all else ""
    try:
        said = gettext(note) % facts if note else ""
    except KeyError:  # an older entry that knew less
        said = ""
    if entry.code == "case.withdrawn":
        said = withdrawal_label(said)
    return TimeStep(
        state="was",
        title=gettext(TITLES[entry.code]),
        when=formats.day_clock(entry.at),
        note=said,
        link=documents.get(str(entry.facts.get("document", ""))),
    )


def _now_note(case: CaseDetail) -> str:
    day = {"day": formats.day_weekday(case.promise_due or case.notice_due)}
    if case.state in {CaseState.SUBMITTED, CaseState.RECEIVED} and case.notice_due:
        return gettext("An answer by %(day)s; without one it counts as accepted") % day
    if case.state is CaseState.CORRECTION:
        return gettext("Our time does not run yet")
    if case.state is CaseState.ACCEPTED and (where := elsewhere(case)):
        return where
    if case.state is CaseState.ACCEPTED and case.promise_due:
        return gettext("Promised by %(day)s") % day
    return ""


def elsewhere(case: CaseDetail) -> str:
    """Whose turn it is while it is not the window's: another office, or a higher
    authority; "" where neither."""
    lies = next(
        (entry for entry in reversed(case.timeline) if entry.code in ABOVE), None
    )
    if lies is not None and lies.code in {"case.sent-up", "case.received-above"}:
        body = str(lies.facts.get("body", ""))
        return gettext("It lies with %(body)s, which decides.") % {"body": body}
    answered, asked = case.answered
    if answered >= asked:
        return ""
    return ngettext(
        "We asked %(asked)s other office; %(answered)s has answered.",
        "We asked %(asked)s other offices; %(answered)s have answered.",
        asked,
    ) % {"asked": asked, "answered": answered}


ABOVE = frozenset(
    {"case.sent-up", "case.received-above"}
    | {"case.came-back-granted", "case.came-back-refused"}
)
