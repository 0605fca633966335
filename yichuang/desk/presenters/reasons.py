"""Why an act is not possible now: the same rules the services ask, so that the bar never
promises what a service refuses."""

from collections.abc import Callable, Mapping
from typing import Any

from yichuang.accounts.policies import Actor
from yichuang.cases.queries.hearing import minutes_number, require_no_hearing
from yichuang.cases.rules import authority, papers
from yichuang.cases.rules.joint import require_decidable as require_answers
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.rules.papers import PaperState
from yichuang.cases.rules.upward import require_here
from yichuang.catalogue.rules import Treatment
from yichuang.desk.presenters.words import told
from yichuang.desk.queries.opened import Opened
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

Reason = Callable[[Opened, Actor], None]
"""Raises the Refusal that stands in the way."""


def nothing(opened: Opened, by: Actor) -> None:
    return None


def _accept(opened: Opened, by: Actor) -> None:
    lacking = papers.lacking_for_acceptance(opened.facts)
    if lacking and all(waits_for_consent(fact) for fact in lacking):
        raise Refusal(
            "tolerance.waits",
            N_("A tolerance waits for consent: %(papers)s."),
            remedy=N_("An approver decides; the case can be accepted right after."),
            papers="、".join(fact.name for fact in lacking),
        )
    papers.require_acceptable(opened.facts)


def waits_for_consent(fact: papers.PaperFacts) -> bool:
    """A tolerance was asked for and nobody has answered yet."""
    return (
        fact.state is PaperState.TOLERATED
        and fact.tolerance_state == papers.ToleranceState.ASKED
    )


def _notify(opened: Opened, by: Actor) -> None:
    lacking = papers.lacking_for_acceptance(opened.facts)
    if not lacking:
        raise Refusal(
            "notice.nothing-missing",
            N_("Nothing is missing, so there is nothing to tell."),
        )
    fetched = {
        row.rule.key
        for row in opened.detail.papers
        if row.rule.treatment is Treatment.FETCHED
    }
    papers.require_fetched_first(lacking, frozenset(fetched))


def _supplement(opened: Opened, by: Actor) -> None:
    sent = opened.detail.correction
    asked = {item["key"] for item in sent.items} if sent else set()
    still = [
        fact.name
        for fact in opened.facts
        if fact.key in asked
        and fact.state in {PaperState.MISSING, PaperState.DEFECTIVE}
    ]
    if still:
        raise Refusal(
            "papers.not-uploaded",
            N_("These papers are still missing: %(papers)s."),
            papers="、".join(still),
        )


def _lapse(opened: Opened, by: Actor) -> None:
    sent = opened.detail.correction
    if sent is not None and opened.today <= sent.due:
        raise Refusal(
            "case.not-lapsed",
            N_("The applicant still has time to hand in the papers."),
        )


def _decide(opened: Opened, by: Actor) -> None:
    authority.require_not_recused(by.user_id, opened.joint.kept_away)
    why = opened.no_letter
    if why is not None:
        item = told(opened.detail.guide, "name")
        facts: dict[str, Any] = {**why.facts, "item": item}
        raise Refusal(why.code, why.says, remedy=why.remedy, **facts)
    minutes_number(opened.case, opened.today)


def _approve(opened: Opened, by: Actor) -> None:
    _settled(opened)
    _decide(opened, by)


def _settled(opened: Opened) -> None:
    """Papers checked, answers in, looked on site: before a decision, here or above."""
    papers.require_decidable(opened.facts)
    require_answers(opened.joint.questions)
    if opened.joint.open_site is not None:
        raise Refusal(
            "site.open", N_("A check on site is named already and not recorded yet.")
        )


def _send_up(opened: Opened, by: Actor) -> None:
    authority.require_not_recused(by.user_id, opened.joint.kept_away)
    _settled(opened)


def _here(opened: Opened, by: Actor) -> None:
    require_here(away=opened.joint.away, body=opened.joint.body)


def _resume(opened: Opened, by: Actor) -> None:
    require_no_hearing(opened.case)


def _extend(opened: Opened, by: Actor) -> None:
    if opened.case.extended_days:
        raise Refusal(
            "extension.once",
            N_("The limit was extended already; the law allows it once."),
        )


def _issue(opened: Opened, by: Actor) -> None:
    if opened.detail.state is CaseState.APPROVED:
        papers.require_issuable(opened.facts)
    held = sum(1 for row in opened.detail.handovers if row.returned_at is None)
    if held:
        raise Refusal(
            "originals.held",
            N_("%(count)s originals still lie here and go back first."),
            count=held,
        )


WHY: Mapping[str, Reason] = {
    "accept": _accept,
    "notify": _notify,
    "supplement": _supplement,
    "lapse": _lapse,
    "approve": _approve,
    "send-up": _send_up,
    "route": _here,
    "refuse": _decide,
    "resume": _resume,
    "extend": _extend,
    "issue": _issue,
}
