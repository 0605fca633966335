"""What goes into a dossier, in order: application, papers, notices, opinions, decision,
proofs of delivery, what happened."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext, override

from yichuang.accounts.policies import SYSTEM
from yichuang.cases.models import Case
from yichuang.cases.queries import archive as queries
from yichuang.cases.queries.archive import DECISIONS, Part
from yichuang.cases.queries.detail import PaperRow, papers_of, people_of
from yichuang.cases.queries.facts import guide_of
from yichuang.cases.rules.lifecycle import Outcome
from yichuang.cases.services import wording
from yichuang.documents import queries as document_queries
from yichuang.documents import services as document_services
from yichuang.documents.rules import DocumentKind
from yichuang.journal import queries as journal_queries
from yichuang.journal.events import REGISTER, EntryFacts
from yichuang.kernel.refusals import fill
from yichuang.organisation.queries import places

CHINESE = "zh-hans"
ROLES = {"applicant": "申请人", "entity": "申请人", "agent": "代理人"}
CHANNELS = {"online": "网上", "window": "窗口", "machine": "系统对接"}
DELIVERIES = {"window": "窗口领取", "post": "邮寄", "download": "网上下载"}
TOLD = ("case.", "documents.", "materials.", "recusal.", "supervision.")
QUIET = frozenset(
    {
        "case.viewed",
        "documents.issued",
        "documents.printed",
        "documents.reprinted",
        "documents.sheet-void",
        "materials.opened",
    }
)
"""Looking and printing are on record, but no part of how the case was handled."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The parts of a dossier in order, and what its made sheets say."""

    title: str
    parts: tuple[Part, ...]
    sheets: dict[str, dict[str, Any]]
    cover: tuple[tuple[str, str], ...]


def prove_deliveries(case: Case, *, at: datetime) -> None:
    """Make the proofs of delivery that nobody printed yet: the file has one for each."""
    for receipts in document_queries.delivered(case.about).values():
        for row in receipts:
            if row.received_at is not None and not row.proof:
                document_services.prove(
                    document_queries.receipt(case.about, row.id),
                    by=SYSTEM,
                    at=at,
                    department_id=case.department_id,
                )


def contents(case: Case) -> Contents:
    """Everything about a closed case in the order of its dossier; writes nothing."""
    day = queries.closed_on(case).isoformat()
    documents = queries.documents_of(case)
    with override(CHINESE):
        sheets = {
            "application": _application(case),
            "papers": {"papers": [_paper(row) for row in papers_of(case)]},
            "opinions": {"opinions": _opinions(case)},
            "happened": {"happened": _happened(case)},
        }
    notices = set(DocumentKind) - set(DECISIONS) - {DocumentKind.DELIVERY}
    begun = case.begun_at.astimezone(places.hall(case.hall_id).zone).date()
    parts = [
        queries.sheet_part(
            "申请表", "application", begun.isoformat(), sheets["application"]
        ),
        queries.sheet_part("材料核验记录", "papers", day, sheets["papers"]),
        *queries.file_parts(case),
        *queries.document_parts(documents, *notices),
    ]
    if sheets["opinions"]["opinions"]:
        parts.append(
            queries.sheet_part("审查意见", "opinions", day, sheets["opinions"])
        )
    parts += queries.document_parts(documents, *DECISIONS)
    parts += queries.document_parts(documents, DocumentKind.DELIVERY)
    parts.append(queries.sheet_part("办理过程", "happened", day, sheets["happened"]))
    return Contents(
        title=guide_of(case).name,
        parts=tuple(parts),
        sheets=sheets,
        cover=_cover(case, day),
    )


def _cover(case: Case, day: str) -> tuple[tuple[str, str], ...]:
    with override(CHINESE):
        outcome = gettext(Outcome(case.outcome).label) if case.outcome else ""
    return (
        ("办件编号", case.number),
        ("申请人", case.applicant_name),
        ("承办部门", places.department(case.department_id).name),
        ("起止日期", f"{wording.applied_on(case)} 至 {day}"),
        ("办理结果", outcome),
    )


def _application(case: Case) -> dict[str, Any]:
    guide = guide_of(case)
    hall = places.hall(case.hall_id)
    begun = case.begun_at.astimezone(hall.zone).strftime("%Y-%m-%d %H:%M")
    facts = [
        ("事项", guide.name),
        ("事项编码", guide.code),
        ("办件编号", case.number),
        *((ROLES.get(row.role, row.role), _person(row)) for row in people_of(case)),
        ("申请方式", CHANNELS.get(case.channel, case.channel)),
        ("申请时间", begun),
        ("收件日期", wording.day(case.received_on)),
        ("怎么取结果", DELIVERIES.get(case.delivery, case.delivery)),
        ("需要照顾", case.needs),
        ("受理大厅", hall.name),
    ]
    answers = [
        (question.text, option.label)
        for question in guide.questions
        for option in question.options
        if case.answers.get(question.key) == option.key
    ]
    return {"facts": [row for row in facts if row[1]], "answers": answers}


def _person(row: Any) -> str:
    relation = f"（{row.relation}）" if row.relation else ""
    return "，".join(filter(None, [f"{row.name}{relation}", row.id_number, row.phone]))


def _paper(row: PaperRow) -> tuple[str, str, str, str]:
    held = row.tolerance
    how = [row.source, row.fault, row.mend]
    if held is not None:
        how += [held.asked_whom, held.asked_how, held.answer]
        how.append(f"同意人 {held.decided_by_name}" if held.decided_by_name else "")
    return (
        row.rule.name,
        gettext(row.state.label),
        wording.counted(row.originals, row.copies),
        "；".join(filter(None, how)),
    )


def _opinions(case: Case) -> list[tuple[str, str, str, str]]:
    zone = places.hall(case.hall_id).zone
    said = {None: "没有回复", True: "同意", False: "不同意"}
    rows = case.opinions.select_related("post").order_by("id")
    found = [
        (
            row.post.name,
            said[row.agrees],
            "；".join(filter(None, [row.question, row.text])),
            f"{row.answered_by_name} "
            + (
                row.answered_at.astimezone(zone).strftime("%Y-%m-%d %H:%M")
                if row.answered_at
                else ""
            ),
        )
        for row in rows
    ]
    if case.reason:
        found.append(("决定", "", case.reason, ""))
    return found


def _happened(case: Case) -> list[tuple[str, str, str]]:
    zone = places.hall(case.hall_id).zone
    return [
        (
            entry.at.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S"),
            _sentence(entry),
            entry.actor_name or "系统",
        )
        for entry in journal_queries.timeline(case.about)
        if entry.code.startswith(TOLD) and entry.code not in QUIET
    ]


def _sentence(entry: EntryFacts) -> str:
    kind = REGISTER.get(entry.code)
    facts = {
        name: gettext(value) if isinstance(value, str) and value else value
        for name, value in entry.facts.items()
    }
    return fill(kind.says, facts, gettext) if kind else entry.code
