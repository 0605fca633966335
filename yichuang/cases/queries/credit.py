"""The credit register of a hall, and the promises that are to be checked."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from yichuang.accounts.policies import Actor, ActorKind, require
from yichuang.cases import policies
from yichuang.cases.models import CreditRecord, CreditRepair, PromiseCheck
from yichuang.cases.queries.facts import guide_of
from yichuang.cases.queries.finding import not_found
from yichuang.cases.rules.credit import RecordKind, RepairState
from yichuang.cases.rules.promise import WAITING, CheckState
from yichuang.kernel.identity import mask_organisation

PAGE = 50


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A record of the register; `asked` when somebody asks for its repair."""

    id: int
    name: str
    kind: RecordKind
    fact: str
    source: str
    recorded_on: date
    recorded_by: str
    case_number: str
    hall_id: int
    repaired_at: datetime | None
    asked: bool


@dataclass(frozen=True, slots=True)
class RepairRow:
    """A request for repair and what was said on it."""

    state: RepairState
    grounds: str
    asked_by: str
    asked_at: datetime
    decided_by: str
    decided_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A promise that is or was to be checked."""

    id: int
    number: str
    item: str
    item_en: str
    applicant: str
    paper: str
    paper_en: str
    due: date
    state: CheckState
    mend_by: date | None
    promised_on: datetime
    late: bool
    method: str = ""
    inspectors: str = ""
    answer: str = ""
    checked_by: str = ""
    checked_at: datetime | None = None
    document: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """A page of records with how many there are in each standing."""

    rows: tuple[RecordRow, ...]
    standing: int
    asked: int
    repaired: int
    page: int
    pages: int


def _asked() -> Exists:
    """Whether repair of a record is asked for and not decided."""
    return Exists(
        CreditRepair.objects.filter(record=OuterRef("pk"), state=RepairState.ASKED)
    )


def _records(by: Actor) -> QuerySet[CreditRecord]:
    """Records that exist for the actor, with whether repair is asked for."""
    found = CreditRecord.objects.select_related("case").annotate(asked=_asked())
    if by.kind is ActorKind.CITIZEN:
        own = Q(pk=None)
        if by.person_id is not None:
            own = Q(subject=f"person:{by.person_id}")
            own |= Q(case__applicant_id=by.person_id) | Q(case__agent_id=by.person_id)
        return found.filter(own | Q(case__owner_id=by.user_id))
    require(by, "credit.view", policies.GRANTS)
    return found if by.hall_id is None else found.filter(hall_id=by.hall_id)


def register(by: Actor, *, show: str = "", page: int = 1) -> Register:
    """The hall's records, the newest first; `show` is "", "asked" or "repaired".

    Raises:
        Refusal: "permission.denied" for staff without the register.
    """
    found = _records(by)
    counts = found.order_by().aggregate(
        standing=Count("pk", filter=Q(repaired_at=None)),
        wanted=Count("pk", filter=Q(repaired_at=None, asked=True)),
        repaired=Count("pk", filter=Q(repaired_at__isnull=False)),
    )
    wanted = {
        "asked": found.filter(_asked(), repaired_at=None),
        "repaired": found.filter(repaired_at__isnull=False),
    }.get(show, found.filter(repaired_at=None))
    total = {"asked": counts["wanted"], "repaired": counts["repaired"]}.get(
        show, counts["standing"]
    )
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    rows = wanted.order_by("-id")[(page - 1) * PAGE : page * PAGE]
    return Register(
        tuple(map(_row, rows)),
        counts["standing"],
        counts["wanted"],
        counts["repaired"],
        page,
        pages,
    )


def _row(row: CreditRecord) -> RecordRow:
    return RecordRow(
        id=row.pk,
        name=mask_organisation(row.subject_name),
        kind=RecordKind(row.kind),
        fact=row.fact,
        source=row.source,
        recorded_on=row.recorded_on,
        recorded_by=row.recorded_by_name,
        case_number=row.case.number if row.case else "",
        hall_id=row.hall_id,
        repaired_at=row.repaired_at,
        asked=bool(getattr(row, "asked", False)),
    )


def one(record_id: int, *, by: Actor) -> tuple[RecordRow, tuple[RepairRow, ...]]:
    """A record with every request for its repair, the newest first.

    Raises:
        Refusal: "case.not-found", alike for a record of somebody else.
    """
    row = _records(by).filter(pk=record_id).first()
    if row is None:
        raise not_found()
    repairs = CreditRepair.objects.filter(record=row).order_by("-id")
    return _row(row), tuple(map(_repair, repairs))


def own(by: Actor) -> tuple[tuple[RecordRow, tuple[RepairRow, ...]], ...]:
    """Every record against a citizen with its requests for repair, those that stand
    first: two queries."""
    rows = list(_records(by).order_by("repaired_at", "-id")[:PAGE])
    rows.sort(key=lambda row: row.repaired_at is not None)
    repairs: dict[int, list[RepairRow]] = {}
    for one in CreditRepair.objects.filter(record__in=rows).order_by("-id"):
        repairs.setdefault(one.record_id, []).append(_repair(one))
    return tuple((_row(row), tuple(repairs.get(row.pk, ()))) for row in rows)


def _repair(one: CreditRepair) -> RepairRow:
    return RepairRow(
        state=RepairState(one.state),
        grounds=one.grounds,
        asked_by=one.asked_by_name,
        asked_at=one.asked_at,
        decided_by=one.decided_by_name,
        decided_at=one.decided_at,
        reason=one.reason,
    )


def _checks(by: Actor) -> QuerySet[PromiseCheck]:
    require(by, "case.recheck", policies.GRANTS)
    found = PromiseCheck.objects.select_related("case", "tolerance__paper")
    return found if by.hall_id is None else found.filter(hall_id=by.hall_id)


def to_check(by: Actor, today: date, *, limit: int = PAGE) -> tuple[CheckRow, ...]:
    """Promises that wait for their check, the soonest due first."""
    rows = _checks(by).filter(state__in=WAITING).order_by("due", "id")[:limit]
    return tuple(check_row(row, today) for row in rows)


def checked(by: Actor, today: date, *, limit: int = 20) -> tuple[CheckRow, ...]:
    """Promises that were checked, the latest first."""
    rows = _checks(by).exclude(state__in=WAITING).order_by("-checked_at")[:limit]
    return tuple(check_row(row, today) for row in rows)


def counts(by: Actor, today: date) -> dict[str, int]:
    """How many promises wait for their check, and how many of them are late."""
    waiting = _checks(by).filter(state__in=WAITING)
    found = waiting.order_by().aggregate(
        waiting=Count("pk"), late=Count("pk", filter=Q(due__lt=today))
    )
    return {"waiting": found["waiting"], "late": found["late"]}


def find_check(check_id: int, *, by: Actor) -> PromiseCheck:
    """A check that exists for the actor.

    Raises:
        Refusal: "case.not-found".
    """
    row = _checks(by).filter(pk=check_id).first()
    if row is None or not policies.sees(by, row.case):
        raise not_found()
    return row


def check_row(row: PromiseCheck, today: date) -> CheckRow:
    """The line of a promise to check; its case and paper were read with it."""
    guide = guide_of(row.case)
    rule = next(rule for rule in guide.papers if rule.key == row.tolerance.paper.key)
    state = CheckState(row.state)
    last = row.mend_by if state is CheckState.MENDING and row.mend_by else row.due
    return CheckRow(
        id=row.pk,
        number=row.case.number,
        item=guide.name,
        item_en=guide.name_en or guide.name,
        applicant=mask_organisation(row.case.applicant_name),
        paper=rule.name,
        paper_en=rule.name_en or rule.name,
        due=row.due,
        state=state,
        mend_by=row.mend_by,
        promised_on=row.tolerance.requested_at,
        late=state in WAITING and last < today,
        method=row.method,
        inspectors=row.inspectors,
        answer=row.answer,
        checked_by=row.checked_by_name,
        checked_at=row.checked_at,
        document=row.document_number,
    )
