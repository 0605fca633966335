"""Papers on the counter: ticked, checked, found faulty, photographed, fetched."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from yichuang.accounts.policies import Actor
from yichuang.cases import events, policies
from yichuang.cases.models import Case, CasePaper, CasePaperFile
from yichuang.cases.queries.facts import guide_of, open_tolerance
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.rules.papers import (
    PaperState,
    ToleranceKind,
    ToleranceState,
    not_asked,
)
from yichuang.cases.services import following
from yichuang.cases.services.moving import change, note
from yichuang.catalogue.rules import known_answers
from yichuang.catalogue.rules.conditions import Verdict, judge
from yichuang.catalogue.rules.guide import PaperRule, Treatment
from yichuang.journal.events import EventType
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.materials import services as material_services
from yichuang.materials.models import StoredFile

MOST_FILES = 12


def paper_of(case: Case, key: str) -> tuple[CasePaper, PaperRule]:
    """A paper of the case with its rule; Refusal "paper.not-asked" for any other."""
    paper = CasePaper.objects.filter(case=case, key=key).first()
    rule = next((rule for rule in guide_of(case).papers if rule.key == key), None)
    if paper is None or rule is None:
        raise not_asked()
    return paper, rule


def require_undecided(case: Case) -> None:
    """Refusal "paper.too-late" once the case is decided or closed."""
    if case.state in {CaseState.APPROVED, CaseState.REFUSED, CaseState.CLOSED}:
        raise Refusal(
            "paper.too-late",
            N_("The case is decided; its papers stand as they are."),
        )


def _awaited(case: Case, paper: CasePaper) -> bool:
    """Whether the case is approved and its certificate waits for this paper."""
    return (
        case.state == CaseState.APPROVED
        and paper.state == PaperState.TOLERATED
        and paper.tolerances.filter(
            kind=ToleranceKind.LATER, state=ToleranceState.AGREED
        ).exists()
    )


@dataclass(frozen=True, slots=True)
class Finding:
    """What a clerk found about a paper. `fault` and `mend` say what is wrong and how
    to mend it; `source` says where it was fetched; counts None stay as they were."""

    state: PaperState
    fault: str = ""
    mend: str = ""
    source: str = ""
    originals: int | None = None
    copies: int | None = None


@transaction.atomic
def check(
    case: Case, key: str, found: Finding, *, by: Actor, at: datetime
) -> CasePaper:
    """Say where a paper stands. A faulty one needs what is wrong and how to mend it.

    Raises:
        Refusal: "paper.fault-unsaid" (field "fault"), "paper.source-unsaid" (field
            "source"), "paper.not-shared", "paper.use-tolerance", "paper.not-asked",
            "paper.needed", "tolerance.too-late" for a promised paper after its day.
    """
    policies.require_move(by, "case.check", case)
    paper, rule = paper_of(case, key)
    came = found.state in {PaperState.PRESENT, PaperState.VERIFIED}
    answers = came or found.state is PaperState.DEFECTIVE
    if not (answers and _awaited(case, paper)):
        require_undecided(case)
    _require_sensible(rule, found)
    if found.state is PaperState.NOT_NEEDED:
        _require_not_needed(case, rule)
    paper.state = found.state
    paper.fault, paper.mend = found.fault.strip(), found.mend.strip()
    paper.source = found.source.strip()
    if found.originals is not None:
        paper.originals = found.originals
    if found.copies is not None:
        paper.copies = found.copies
    if found.state is PaperState.DEFECTIVE and following.send_back(case, paper, at=at):
        paper.state = PaperState.TOLERATED  # owed again, with what is wrong
    paper.checked_by, paper.checked_at = by.ref, at
    paper.save()
    change(case)
    state = found.state
    _record(case, events.PAPER_CHECKED, rule, by=by, at=at, state=state.label)
    if came:
        _fulfil(case, paper, rule, by=by, at=at)
    return paper


@transaction.atomic
def check_all(case: Case, keys: Collection[str], *, by: Actor, at: datetime) -> Case:
    """Find several papers in order at once: they lie here and were checked.

    Raises:
        Refusal: "paper.not-asked" when the case asks for no such paper.
    """
    policies.require_move(by, "case.check", case)
    require_undecided(case)
    wanted = set(keys)
    found = CasePaper.objects.filter(case=case, key__in=wanted)
    tolerated = list(found.filter(state=PaperState.TOLERATED))
    hit = found.update(state=PaperState.VERIFIED, checked_by=by.ref, checked_at=at)
    if hit != len(wanted):
        raise not_asked()
    change(case)
    note(
        case,
        events.PAPERS_CHECKED,
        by=by,
        at=at,
        keys=sorted(wanted),
    )
    for paper in tolerated:
        _fulfil(case, paper, paper_of(case, paper.key)[1], by=by, at=at)
    return case


def _require_sensible(rule: PaperRule, found: Finding) -> None:
    state = found.state
    if state is PaperState.DEFECTIVE and not (
        found.fault.strip() and found.mend.strip()
    ):
        raise Refusal(
            "paper.fault-unsaid",
            N_("Say what is wrong with the paper and how it can be mended."),
            field="mend" if found.fault.strip() else "fault",
            remedy=N_("The citizen reads this: one short sentence each."),
        )
    if state is PaperState.SHARED and not found.source.strip():
        raise Refusal(
            "paper.source-unsaid",
            N_("Say where the paper was fetched from."),
            field="source",
            remedy=N_("For example: population register, 9:22, name and number agree."),
        )
    if state is PaperState.SHARED and not rule.share_source:
        raise Refusal(
            "paper.not-shared",
            N_("The guide names no source this paper could be fetched from."),
            field="state",
        )
    if state in {PaperState.TOLERATED, PaperState.PROMISED}:
        raise Refusal(
            "paper.use-tolerance",
            N_("A missing paper is tolerated only by asking for it."),
            field="state",
            remedy=N_("Ask for tolerance; an approver has to agree."),
        )


def _require_not_needed(case: Case, rule: PaperRule) -> None:
    """Only where the applicant's own answers leave it open may a clerk leave it out."""
    if judge(rule.when, known_answers(guide_of(case), case.answers)) is Verdict.YES:
        raise Refusal(
            "paper.needed",
            N_("The guide asks for %(paper)s in this situation."),
            field="state",
            remedy=N_("Correct the answers if they are wrong, or ask for tolerance."),
            paper=rule.name,
        )


def _fulfil(
    case: Case, paper: CasePaper, rule: PaperRule, *, by: Actor, at: datetime
) -> None:
    """A paper that was tolerated for later has come."""
    tolerance = open_tolerance(paper)
    if tolerance is not None:
        following.fulfil(case, tolerance, rule, by=by, at=at)


def attach(
    case: Case, key: str, upload: "UploadedFile[bytes]", *, by: Actor, at: datetime
) -> CasePaperFile:
    """Keep a photo or PDF of a paper; a missing paper is then handed in.

    Raises:
        Refusal: from materials when the file is not what it should be (field "file"),
            "paper.too-many-files", "paper.not-asked", "permission.denied".
    """
    policies.require_move(by, _attach_permission(case, by), case)
    paper, rule = paper_of(case, key)
    if not _awaited(case, paper):
        require_undecided(case)
    following.require_open(case, paper, at=at)
    stored = material_services.store(
        upload, by=by, at=at, purpose=f"paper:{key}", about=case.about
    )
    with transaction.atomic():
        return attach_stored(case, paper, rule, stored, by=by, at=at)


def _attach_permission(case: Case, by: Actor) -> str:
    if not by.is_staff and case.state == CaseState.DRAFT:
        return "case.submit"
    return "case.check" if by.is_staff else "case.supplement"


def attach_stored(
    case: Case,
    paper: CasePaper,
    rule: PaperRule,
    stored: StoredFile,
    *,
    by: Actor,
    at: datetime,
) -> CasePaperFile:
    """Put a file that is kept already with a paper; the caller has asked whether it may.

    Raises:
        Refusal: "paper.too-many-files", "case.moved-on".
    """
    count = CasePaperFile.objects.filter(paper=paper).count()
    if count >= MOST_FILES:
        raise Refusal(
            "paper.too-many-files",
            N_("At most %(most)s files can be added to one paper."),
            field="file",
            remedy=N_("Put several pages into one PDF."),
            most=MOST_FILES,
        )
    row, new = CasePaperFile.objects.get_or_create(
        paper=paper, file=stored, defaults={"position": count + 1}
    )
    if not new:
        return row
    if paper.state in {PaperState.MISSING, PaperState.DEFECTIVE}:
        paper.state = PaperState.PRESENT
        paper.save(update_fields=["state"])
    change(case)
    following.came(case, paper, at=at)
    _record(case, events.PAPER_FILED, rule, by=by, at=at)
    return row


@transaction.atomic
def detach(case: Case, key: str, file_id: int, *, by: Actor, at: datetime) -> None:
    """Take a file off a draft or a correction again; the last one leaves it missing."""
    policies.require_move(by, _attach_permission(case, by), case)
    if case.state not in {CaseState.DRAFT, CaseState.CORRECTION}:
        raise Refusal(
            "paper.too-late",
            N_("What was handed in stays with the case."),
        )
    paper, _rule = paper_of(case, key)
    row = CasePaperFile.objects.filter(paper=paper, pk=file_id).first()
    if row is None:
        return
    stored = row.file
    row.delete()
    material_services.remove(stored, by=by, at=at)
    if not CasePaperFile.objects.filter(paper=paper).exists():
        paper.state = PaperState.MISSING
        paper.save(update_fields=["state"])
    change(case)


def fetched_by_us(rule: PaperRule) -> bool:
    """Whether the hall fetches the paper itself (免提交)."""
    return rule.treatment is Treatment.FETCHED


def _record(
    case: Case,
    kind: EventType,
    rule: PaperRule,
    *,
    by: Actor,
    at: datetime,
    **more: str,
) -> None:
    note(
        case,
        kind,
        by=by,
        at=at,
        key=rule.key,
        paper=rule.name,
        **more,
    )
