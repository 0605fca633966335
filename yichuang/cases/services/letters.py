"""Documents about a case: the same head and address, whatever they say."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from yichuang.accounts.policies import SYSTEM, Actor, require
from yichuang.accounts.queries import staff_member
from yichuang.cases import policies
from yichuang.cases.models import Case
from yichuang.cases.queries.bundles import PREFIX
from yichuang.cases.queries.facts import guide_of
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.rules.papers import PaperState
from yichuang.cases.services import wording
from yichuang.catalogue import queries as catalogue_queries
from yichuang.catalogue.rules import check_answers, papers_for
from yichuang.catalogue.rules.guide import Guide, ProjectKind
from yichuang.documents import queries as document_queries
from yichuang.documents import services as document_services
from yichuang.documents.rules import DocumentKind
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import places


def issue(
    case: Case,
    kind: DocumentKind,
    facts: Mapping[str, Any],
    *,
    by: Actor,
    at: datetime,
    addressee: str = "",
) -> str:
    """Issue a document about the case, to the applicant or whom `addressee` names;
    returns its number.

    Raises:
        Refusal: from documents, when a fact the kind needs is missing.
    """
    return document_services.issue(
        kind,
        about=case.about,
        addressee=addressee or wording.addressee(case),
        facts={**wording.base(case, guide_of(case)), **wording.plain(facts)},
        by=by,
        at=at,
        hall_id=case.hall_id,
        department_id=case.department_id,
    ).number


def acknowledge(case: Case, *, by: Actor, at: datetime) -> str:
    """The receipt for the papers that lie here 收件凭证; its number. While the same
    papers lie here it is the same receipt.

    Raises:
        Refusal: "permission.denied", "receipt.nothing-here".
    """
    policies.require_move(by, "case.supplement", case)
    papers = _lying_here(case)
    if not papers:
        raise Refusal(
            "receipt.nothing-here",
            N_("No paper lies here yet, so there is nothing to acknowledge."),
            remedy=N_("Tick the papers on the counter first."),
        )
    earlier = document_queries.latest(case.about, DocumentKind.RECEIPT)
    if earlier is not None and earlier.facts.get("papers") == papers:
        return earlier.number
    return issue(case, DocumentKind.RECEIPT, {"papers": papers}, by=by, at=at)


def acknowledge_arrival(case: Case, *, at: datetime) -> str:
    """The receipt that every application gets by itself as it comes in; its number, ""
    where none is due. Whoever hands papers in keeps a written, dated word of it (行政许可法
    art. 32(2) for what follows it): nobody has to ask. The caller holds the transaction
    in which the case comes in, which happens once. The hall itself gives it, so whoever
    may file needs no leave to make documents.

    None is due for a part of a bundle, whose one receipt names every paper once; for
    what is decided on the spot at the window, where nothing stays here; and at a window
    to which nothing was brought.
    """
    papers = _lying_here(case)
    at_window = case.state == CaseState.RECEIVED
    on_spot = guide_of(case).project_kind is ProjectKind.ON_SPOT
    if (at_window and (on_spot or not papers)) or is_part(case):
        return ""
    facts = {"papers": papers or [ONLINE_FORM]}
    return issue(case, DocumentKind.RECEIPT, facts, by=SYSTEM, at=at)


def is_part(case: Case) -> bool:
    """Whether the case was filed as a part of a bundle."""
    return case.origin.startswith(PREFIX)


def _lying_here(case: Case) -> list[dict[str, Any]]:
    """The papers of the case that were handed in, as a document lists them."""
    rules = {rule.key: rule for rule in guide_of(case).papers}
    here = case.papers.exclude(state__in=NOT_HERE).order_by("position")
    return wording.handed_in(here, rules)


ONLINE_FORM = {"name": "申请（网上提交）", "form": "电子", "copies": "1 份"}
"""What a receipt lists when everything else is fetched by the hall itself."""

NOT_HERE = (
    PaperState.MISSING,
    PaperState.SHARED,
    PaperState.TOLERATED,
    PaperState.PROMISED,
    PaperState.AWAITED,
    PaperState.NOT_NEEDED,
)


def mandate(case: Case, *, by: Actor, at: datetime) -> str:
    """The mandate for the agent to print and to sign 委托书 (行政许可法 art. 29); its
    number. For the same agent it is the same paper.

    Raises:
        Refusal: "permission.denied", "mandate.no-agent".
    """
    policies.require_move(by, "case.supplement", case)
    agent = case.agent
    if agent is None:
        raise Refusal(
            "mandate.no-agent",
            N_("Nobody acts for the applicant in this case."),
            remedy=N_("Enter the agent first."),
        )
    client = case.applicant
    facts = {
        "client": case.applicant_name,
        "client_no": wording.masked(client.id_number) if client else "",
        "agent": agent.name,
        "agent_no": wording.masked(agent.id_number),
        "relation": case.agent_relation,
        "powers": POWERS,
    }
    earlier = document_queries.latest(case.about, DocumentKind.MANDATE)
    if earlier is not None and earlier.facts.get("agent_no") == facts["agent_no"]:
        return earlier.number
    return issue(case, DocumentKind.MANDATE, facts, by=by, at=at)


POWERS = ["代为提交、补正申请材料", "代为接收文书、领取证照", "代为陈述、申辩"]


def tell_once(
    item_key: str,
    answers: Mapping[str, str],
    *,
    name: str,
    hall_id: int,
    by: Actor,
    at: datetime,
) -> str:
    """The sheet that says at once everything to bring in this situation 一次性告知单;
    its number. `name` is who asked, as they wish to be addressed.

    Raises:
        Refusal: "permission.denied", "item.unknown", or what the answers lack.
    """
    require(by, "case.tell", policies.GRANTS)
    today = at.astimezone(places.hall(hall_id).zone).date()
    guide = catalogue_queries.current_guide(item_key, today)
    given = check_answers(guide, answers)
    facts = {
        "item": guide.name,
        "papers": wording.to_bring(papers_for(guide, given)),
        "answers": _situation(guide, given),
        "promise": wording.limit_words(guide.promise),
        "statutory": wording.limit_words(guide.statutory) if guide.statutory else "",
        "fee": wording.fees(guide, given),
        "collect": "，".join(filter(None, [guide.place, guide.hours])),
        "conditions": [line.zh for line in guide.conditions],
        "basis": wording.basis(guide),
    }
    return document_services.issue(
        DocumentKind.ONE_OFF,
        about=f"hall:{hall_id}",
        addressee=name.strip() or "来访群众",
        facts=facts,
        by=by,
        at=at,
        hall_id=hall_id,
        department_id=guide.department_id,
    ).number


def _situation(guide: Guide, answers: Mapping[str, str]) -> list[str]:
    return [
        option.label
        for question in guide.questions
        for option in question.options
        if answers.get(question.key) == option.key
    ]


def hand_over(case: Case, to: int, *, reason: str, by: Actor, at: datetime) -> str:
    """The list of what changes hands with a case 交接清单, from `by` to the colleague `to`;
    its number. Both sign it, and then the colleague answers for what it names. Made out
    once a day for the same papers between the same two.

    Raises:
        Refusal: "permission.denied", "handover.closed", "handover.nobody" (field
            "receiver"), "case.reason-unsaid" (field "reason").
    """
    policies.require_move(by, "case.hand-over", case)
    receiver = _colleague(case, to, by)
    if not reason.strip():
        raise Refusal(
            "case.reason-unsaid",
            N_("A reason is needed."),
            field="reason",
            remedy=N_("For example: change of shift, leave, another post."),
        )
    held = case.handovers.filter(returned_at=None).count()
    notes = [f"另有原件 {held} 件在本处，凭移交凭证核对"] if held else []
    facts = {
        "papers": _lying_here(case) or [{"name": "电子卷宗", "copies": "1 份"}],
        "giver": by.name,
        "receiver": receiver,
        "reasons": [reason.strip()],
        "notes": notes,
    }
    now = at.astimezone(places.hall(case.hall_id).zone).strftime("%Y-%m-%dT%H:%M")
    earlier = document_queries.latest(case.about, DocumentKind.HANDOVER)
    if earlier is not None and _same_day(earlier.facts, facts, now):
        return earlier.number
    facts["received_on"] = now
    kind = DocumentKind.HANDOVER
    return issue(case, kind, facts, by=by, at=at, addressee=receiver)


def _colleague(case: Case, to: int, by: Actor) -> str:
    """The name of who takes the papers over: somebody else of the same hall."""
    if case.state == CaseState.CLOSED:
        raise Refusal(
            "handover.closed",
            N_("The case is closed; its papers are with the archive."),
        )
    person = staff_member(to)
    if person is None or to == by.user_id or person.hall_id not in (None, case.hall_id):
        raise Refusal(
            "handover.nobody",
            N_("No colleague of this hall was chosen."),
            field="receiver",
            remedy=N_("Choose who takes the papers over."),
        )
    return person.name


def _same_day(earlier: Mapping[str, Any], facts: Mapping[str, Any], now: str) -> bool:
    same = all(earlier.get(name) == facts[name] for name in facts)
    return same and str(earlier.get("received_on", ""))[:10] == now[:10]
