"""Reads of the archive: what a dossier is made of, how long it is kept, who holds it."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from yichuang.accounts.policies import Actor
from yichuang.cases.models import (
    Archived,
    ArchiveHold,
    Case,
    CasePaperFile,
    Destruction,
    DestructionRow,
    Dossier,
    RetentionRule,
)
from yichuang.cases.queries import finding
from yichuang.cases.queries.facts import guide_of
from yichuang.cases.rules import archive as rules
from yichuang.cases.rules.archive import DestructionState, Kept, Term
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.documents.models import Document
from yichuang.documents.rules import KINDS, DocumentKind
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import places

DECISIONS = (DocumentKind.DECISION, DocumentKind.REFUSAL, DocumentKind.CERTIFICATE)


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a dossier before it is drawn. `source` is "sheet:NAME", "file:KEY" or
    "document:NUMBER"; `stamp` is the hash over what it says; `pages` 0 where unknown."""

    title: str
    number: str
    day: str
    source: str
    kind: str
    stamp: str
    pages: int = 0


@dataclass(frozen=True, slots=True)
class DossierRow:
    """An edition of a dossier; while it is being made `sha256` is ""."""

    id: int
    edition: int
    sha256: str
    content: str
    size: int
    pages: int
    parts: tuple[dict[str, Any], ...]
    done: int
    total: int
    trouble: str
    asked_at: datetime
    made_at: datetime | None

    @property
    def percent(self) -> int:
        """How far it is."""
        return 100 * self.done // self.total if self.total else 0


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A case in the archive as lists show it."""

    number: str
    item: str
    applicant: str
    term: Term
    closed_on: date
    keep_until: date | None
    held: str
    destroyed_at: datetime | None


def documents_of(case: Case) -> Sequence[Document]:
    """Every document of a case in order of issue."""
    return list(Document.objects.filter(about=case.about).order_by("id"))


def document_parts(
    documents: Sequence[Document], *kinds: DocumentKind
) -> Iterator[Part]:
    """Documents of these kinds as parts, in order of issue."""
    for row in documents:
        kind = DocumentKind(row.kind)
        if kind in kinds:
            title = str(row.facts.get("title") or KINDS[kind].zh)
            zone = places.hall(row.hall_id).zone
            gone = row.revoked_at.isoformat() if row.revoked_at else ""
            yield Part(
                title=title + ("（已撤销）" if gone else ""),
                number=row.number,
                day=row.issued_at.astimezone(zone).date().isoformat(),
                source=f"document:{row.number}",
                kind="pdf",
                stamp=_hash(row.sha256, str(row.template_version), gone),
            )


def file_parts(case: Case) -> Iterator[Part]:
    """The pictures and PDFs of the papers, in the order of the guide."""
    names = {rule.key: rule.name for rule in guide_of(case).papers}
    zone = places.hall(case.hall_id).zone
    rows = (
        CasePaperFile.objects.filter(paper__case=case)
        .select_related("paper", "file")
        .order_by("paper__position", "position", "id")
    )
    for row in rows:
        yield Part(
            title=names.get(row.paper.key, row.paper.key),
            number="",
            day=row.file.uploaded_at.astimezone(zone).date().isoformat(),
            source=f"file:{row.file.key}",
            kind=row.file.kind,
            stamp=row.file.sha256,
            pages=row.file.pages,
        )


def sheet_part(title: str, name: str, day: str, data: Any) -> Part:
    """A sheet made for the dossier."""
    plain = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return Part(title, "", day, f"sheet:{name}", "pdf", _hash(plain))


def content_of(parts: Sequence[Part]) -> str:
    """The hash over everything a dossier is made of, whatever draws it."""
    return _hash(*(json.dumps(asdict(part), ensure_ascii=False) for part in parts))


def _hash(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


def term_for(case: Case, closed_on: date) -> Term:
    """The retention class of a case: the hall's rule in force, or the default."""
    rule = (
        RetentionRule.objects.filter(
            hall_id=case.hall_id, item_key=case.item_key, since__lte=closed_on
        )
        .order_by("-since")
        .first()
    )
    if rule is not None:
        return Term(rule.term)
    return rules.default_term(guide_of(case).kind_code, case.outcome)


def closed_on(case: Case) -> date:
    """The day the case was closed, in its hall.

    Raises:
        Refusal: "archive.not-closed".
    """
    rules.require_closed(case.state)
    moment = case.closed_at or case.begun_at
    return moment.astimezone(places.hall(case.hall_id).zone).date()


def dossiers_of(case: Case) -> tuple[DossierRow, ...]:
    """The editions of a case's dossier, the newest first."""
    rows = Dossier.objects.filter(case=case).order_by("-edition")
    return tuple(map(dossier_row, rows))


def dossier_row(row: Dossier) -> DossierRow:
    """The row as a frozen value."""
    names = "id edition sha256 content size pages done total trouble asked_at made_at"
    return DossierRow(
        **{name: getattr(row, name) for name in names.split()}, parts=tuple(row.parts)
    )


def archived_of(case: Case) -> Archived | None:
    """How the case lies in the archive, None before it is filed."""
    return Archived.objects.filter(case=case).first()


def hold_of(case: Case) -> ArchiveHold | None:
    """What keeps the dossier beyond its time, if anything does."""
    return ArchiveHold.objects.filter(case=case, lifted_at=None).first()


def waiting(at: datetime, lease_before: datetime) -> QuerySet[Dossier]:
    """Dossiers asked for and not made, that nobody works on."""
    free = Q(taken_at=None) | Q(taken_at__lt=lease_before)
    return Dossier.objects.filter(free, made_at=None, trouble="").order_by("id")


def by_hash(sha256: str) -> Dossier | None:
    """The dossier whose bytes have this hash."""
    return (
        Dossier.objects.filter(sha256=sha256)
        .select_related("case")
        .order_by("id")
        .first()
    )


def newest_edition(case: Case) -> int:
    """The number of the newest edition; 0 before the first."""
    row = Dossier.objects.filter(case=case).order_by("-edition").first()
    return row.edition if row is not None else 0


def filed(by: Actor, *, limit: int = 50) -> tuple[KeptRow, ...]:
    """The cases filed last, of the actor's hall."""
    return _kept_rows(_in_scope(by).order_by("-filed_at", "-id")[:limit])


def expired(hall_id: int, today: date, *, limit: int = 500) -> tuple[KeptRow, ...]:
    """Dossiers whose time is over and that nothing holds: what a list may propose."""
    over = Archived.objects.filter(
        hall_id=hall_id, keep_until__lt=today, destroyed_at=None
    ).exclude(case__holds__in=ArchiveHold.objects.filter(lifted_at=None))
    return _kept_rows(over.select_related("case").order_by("keep_until", "id")[:limit])


def destructions(by: Actor) -> tuple[Destruction, ...]:
    """The lists of destruction of the actor's hall, the newest first."""
    rows = Destruction.objects.order_by("-id")
    if by.hall_id is not None:
        rows = rows.filter(hall_id=by.hall_id)
    return tuple(rows[:20])


def destruction(by: Actor, list_id: int) -> Destruction:
    """One list, for those of its hall.

    Raises:
        Refusal: "archive.not-found".
    """
    row = Destruction.objects.filter(pk=list_id).first()
    if row is None or by.hall_id not in {None, row.hall_id}:
        raise Refusal("archive.not-found", N_("There is no such list."))
    return row


def rows_of(row: Destruction) -> tuple[DestructionRow, ...]:
    """The cases on a list."""
    return tuple(row.rows.select_related("case").order_by("id"))


def kept(row: Archived) -> Kept:
    """An archived case as the rules of destruction see it."""
    return Kept(
        number=row.case.number,
        until=row.keep_until,
        held=hold_of(row.case) is not None,
        destroyed=row.destroyed_at is not None,
    )


def closed_before(by: Actor, day: date) -> QuerySet[Case]:
    """Closed cases of the actor's halls that ended before a day, oldest first."""
    return Case.objects.filter(
        finding.scope(by), state=CaseState.CLOSED, closed_at__date__lt=day
    ).order_by("closed_at", "id")


def retention_rules(hall_id: int) -> tuple[RetentionRule, ...]:
    """What the hall published, the newest first."""
    return tuple(
        RetentionRule.objects.filter(hall_id=hall_id).order_by("-since", "-id")
    )


def standing_list(hall_id: int) -> Destruction | None:
    """The list that waits for a supervisor."""
    return Destruction.objects.filter(
        hall_id=hall_id, state=DestructionState.PROPOSED
    ).first()


def _in_scope(by: Actor) -> QuerySet[Archived]:
    rows = Archived.objects.select_related("case")
    return rows if by.hall_id is None else rows.filter(hall_id=by.hall_id)


def _kept_rows(found: Iterable[Archived]) -> tuple[KeptRow, ...]:
    """The rows with what holds them: one query more, however many they are."""
    rows = list(found)
    cases = [row.case_id for row in rows]
    standing = ArchiveHold.objects.filter(case__in=cases, lifted_at=None)
    holds = dict(standing.values_list("case_id", "reason"))
    return tuple(
        KeptRow(
            number=row.case.number,
            item=guide_of(row.case).name,
            applicant=row.case.applicant_name,
            term=Term(row.term),
            closed_on=row.closed_on,
            keep_until=row.keep_until,
            held=holds.get(row.case_id, ""),
            destroyed_at=row.destroyed_at,
        )
        for row in rows
    )


__all__ = [
    "DECISIONS",
    "Destruction",
    "DestructionRow",
    "DossierRow",
    "KeptRow",
    "Part",
    "archived_of",
    "by_hash",
    "closed_before",
    "closed_on",
    "content_of",
    "destruction",
    "destructions",
    "document_parts",
    "documents_of",
    "dossier_row",
    "dossiers_of",
    "expired",
    "file_parts",
    "filed",
    "hold_of",
    "kept",
    "newest_edition",
    "retention_rules",
    "rows_of",
    "sheet_part",
    "standing_list",
    "term_for",
    "waiting",
]
